"""What a run finds out besides its verdicts."""
