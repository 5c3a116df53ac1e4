"""`python -m docreplay` is `docreplay`."""

import sys

from docreplay.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
