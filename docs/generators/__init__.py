"""Generators of the reference pages: each turns one part of the package into Markdown."""
