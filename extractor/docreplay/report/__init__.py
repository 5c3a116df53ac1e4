"""Reports of a run: one format per file, all with the same totals."""
