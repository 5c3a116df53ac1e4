"""What can be wrong with a page as a document: DOC1xx, one rule per file."""
