"""Runs the command line: `python -m docreplay`."""

import sys

from docreplay.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
