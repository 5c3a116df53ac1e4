"""One rule per module: `RULE`, documented by the module's docstring, and `CHECK`."""
