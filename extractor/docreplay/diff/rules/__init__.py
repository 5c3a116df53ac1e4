"""The rules of changes, one per file."""
