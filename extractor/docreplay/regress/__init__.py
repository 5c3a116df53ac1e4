"""Two observations of a service, and what the page says, become findings about what changed."""
