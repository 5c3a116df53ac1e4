"""Exchanges in; executable cases out."""
