"""A real service to replay the documentation of `docs_source` against."""
