"""The workbench: coding, reading and comparing in the browser, on this machine alone."""
