"""What can be wrong with generated files: DOC19x, one rule per file."""
