"""Compare two versions of a documented API: each change, and whether it breaks a client."""
