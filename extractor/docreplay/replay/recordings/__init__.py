"""Requests that are answered from recordings, and why one is not."""
