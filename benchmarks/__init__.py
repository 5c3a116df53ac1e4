"""What the figures in README come from: `make bench`."""
