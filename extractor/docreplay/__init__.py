"""Turns annotated API documentation, in any language, into tests that replay it."""
