"""How a request is sent over HTTP: connections, limits, and what a failure means."""
