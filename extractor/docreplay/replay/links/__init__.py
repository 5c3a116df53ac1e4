"""What a response leads to: the monitor of an operation, and further pages of a list."""
