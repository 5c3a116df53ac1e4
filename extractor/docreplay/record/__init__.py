"""Answers of a service become a snapshot, and a snapshot becomes text."""
