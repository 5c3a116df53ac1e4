"""Read the text of a page into blocks, exchanges, resources and findings."""
