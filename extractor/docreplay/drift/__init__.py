"""Holds translations to the pages they were made from."""
