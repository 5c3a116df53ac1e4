"""The comparators: every module defines `COMPARATOR` and judges one aspect of a response."""
