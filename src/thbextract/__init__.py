"""Numeric claims in texts on trafficking in human beings, as rows with their evidence."""

__version__ = "0.1.0"
