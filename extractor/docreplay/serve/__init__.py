"""Serve the documented responses of cases over HTTP."""
