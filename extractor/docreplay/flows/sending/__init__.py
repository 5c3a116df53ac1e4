"""How the requests of a run are sent: accounts, limits, recordings, hooks of the project."""
