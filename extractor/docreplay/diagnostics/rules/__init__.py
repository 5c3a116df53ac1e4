"""Rules about suppressions and about page patterns of the configuration; one rule per file."""
