"""Stories of a project, from all files that may contain them."""
