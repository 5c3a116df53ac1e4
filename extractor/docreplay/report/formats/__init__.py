"""Report formats: every module defines a `FORMAT`."""
