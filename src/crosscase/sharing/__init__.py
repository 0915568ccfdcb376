"""Sharing a study without betraying anybody: pseudonyms with a key, and texts masked."""
