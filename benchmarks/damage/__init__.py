"""Operators of damage: each breaks one thing on a translated page, as machine translation does."""
