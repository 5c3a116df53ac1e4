"""Rules about a page as a document, one per file: DOC1xx."""
