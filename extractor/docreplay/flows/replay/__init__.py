"""Replay of one case, and what its response leads to."""
