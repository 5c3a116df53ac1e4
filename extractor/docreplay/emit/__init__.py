"""Cases in; Python test modules out."""
