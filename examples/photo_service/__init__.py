"""The photo API of `docs_source`, implemented: users and their photos in a SQLite file."""
