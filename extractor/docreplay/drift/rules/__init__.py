"""Rules about translations, one per module: `RULE`, documented by the docstring, and `CHECK`."""
