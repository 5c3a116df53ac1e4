"""Findings that are accepted: which ones a file already knows, and which are new."""
