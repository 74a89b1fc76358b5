"""Strings to values: pure functions over text, with no spaCy and no I/O."""
