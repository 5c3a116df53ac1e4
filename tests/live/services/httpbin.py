"""httpbin, which answers as the request asks: statuses, encodings, redirections, authentication.

Prints the port on which it listens on the loopback address.
"""

import sys
from wsgiref.simple_server import make_server

from httpbin import app  # type: ignore[import-untyped]  # it has no types


def main() -> None:
    """Serve until the process is ended."""
    with make_server("127.0.0.1", 0, app) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
