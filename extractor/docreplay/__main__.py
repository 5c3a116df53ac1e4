"""Runs the command line: `python -m docreplay`."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        # `python -m` puts the current folder first: it may contain a `json.py` of an untrusted page
        del sys.path[0]

    from docreplay.cli.main import main

    sys.exit(main())
