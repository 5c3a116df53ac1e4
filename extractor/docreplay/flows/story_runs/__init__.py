"""Stories as they are run, and what they leave on a service."""
