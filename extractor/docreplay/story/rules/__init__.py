"""Rules about files of stories: one rule per file."""
