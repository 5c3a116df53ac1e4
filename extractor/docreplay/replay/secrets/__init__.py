"""Secrets: what they are known by, and what hides them in reports and recordings."""
