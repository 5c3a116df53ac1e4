"""Implementation of the photo API of `docs_source`: users and their photos in SQLite."""
