"""The pytest side: the `api` fixture, options, native collection, failure text."""
