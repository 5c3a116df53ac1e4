"""Arazzo documents of versions 1.0 and 1.1, read and written."""
