"""The only code that touches the files and the git repository of a documentation project."""
