"""Accepted findings: which ones a baseline file contains, and which are new."""
