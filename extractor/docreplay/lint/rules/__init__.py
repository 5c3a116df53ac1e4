"""What can be wrong between the parts of a page: DOC14x to DOC16x, one rule per file."""
