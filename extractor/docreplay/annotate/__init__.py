"""Turn inferred exchanges into annotations of their page."""
