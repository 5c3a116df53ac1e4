"""The comparators: every module defines `COMPARATOR` and looks at one aspect of an answer."""
