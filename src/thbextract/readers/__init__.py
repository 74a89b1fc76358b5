"""Bytes to `Document`: one reader a format, one registry."""
