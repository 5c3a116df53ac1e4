"""JSON bodies: what a page documents of one, as schema and shape, and what conforms."""
