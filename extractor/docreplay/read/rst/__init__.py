"""The markup of a page in reStructuredText: the same model as that of Markdown."""
