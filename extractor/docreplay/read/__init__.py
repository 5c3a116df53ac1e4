"""Page text in; blocks, exchanges, resources and findings out."""
