"""A case in; what the service did with its request out."""
