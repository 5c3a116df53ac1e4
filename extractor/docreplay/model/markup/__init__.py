"""The text of a page: its markup, its code blocks, and the places of both."""
