"""Compare translations with their source pages."""
