"""Rules about responses that differ from the page: CON2xx, one rule per file."""
