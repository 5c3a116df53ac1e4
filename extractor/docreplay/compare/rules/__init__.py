"""What a service can do otherwise than the page says: CON2xx, one rule per file."""
