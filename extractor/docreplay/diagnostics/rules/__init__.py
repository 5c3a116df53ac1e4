"""What can be wrong with the acceptance of findings; one rule per file."""
