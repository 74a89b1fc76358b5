"""Extractions to a stream: one writer a format, one registry."""
