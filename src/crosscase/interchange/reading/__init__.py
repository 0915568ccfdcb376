"""Reading the files that researchers bring: a module for each format, the words of each kept."""

from crosscase.interchange.reading.adding import Added, add_files
from crosscase.interchange.reading.formats import FORMATS, read_file
from crosscase.interchange.reading.records import Given, Limits, Reading, ReadingOptions

__all__ = [
    "FORMATS",
    "Added",
    "Given",
    "Limits",
    "Reading",
    "ReadingOptions",
    "add_files",
    "read_file",
]
