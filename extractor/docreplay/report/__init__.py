"""A run as somebody reads it: one format per file, all of them telling the same totals."""
