"""The OpenAPI description of documented exchanges, with their messages as examples."""
