"""The configuration: its keys, their values, and where they come from."""
