"""The documentation site: pages, and what generates the reference part of them."""
