"""`python -m examples.photo_service --port 8765 --database photos.sqlite3`."""

import argparse
import signal
import sys

import waitress.server

from examples.photo_service.app import application
from examples.photo_service.store import Store


def main() -> None:
    """Serves on loopback until it is told to stop; prints the base URL first."""
    parser = argparse.ArgumentParser(prog="examples.photo_service", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--database", default=":memory:", help="a SQLite file")
    given = parser.parse_args()
    store = Store(given.database)
    store.seed()
    server = waitress.server.create_server(application(store), host="127.0.0.1", port=given.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.stdout.write(f"http://127.0.0.1:{server.effective_port}\n")  # type: ignore[union-attr]  # one socket
    sys.stdout.flush()
    try:
        server.run()
    finally:
        server.close()
        store.close()


if __name__ == "__main__":
    main()
