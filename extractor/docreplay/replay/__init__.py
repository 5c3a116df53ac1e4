"""Send the request of a case to a service, and return the outcome."""
