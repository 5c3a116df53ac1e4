"""`python -m examples.photo_service --port 8765 --database photos.sqlite3`."""

import argparse
import signal
import sys

from cheroot.wsgi import Server

from examples.photo_service.app import application
from examples.photo_service.changes import CHANGES
from examples.photo_service.store import Store


def main() -> None:
    """Print the base URL, then serve on loopback until SIGTERM or Ctrl+C."""
    parser = argparse.ArgumentParser(prog="examples.photo_service", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 is any free port")
    parser.add_argument("--database", default=":memory:", help="SQLite file (default: in memory)")
    parser.add_argument("--change", choices=CHANGES, default="none", help="change of the photos")
    given = parser.parse_args()
    store = Store(given.database)
    store.seed()
    server = Server(("127.0.0.1", given.port), application(store, CHANGES[given.change]))
    server.prepare()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.stdout.write(f"http://127.0.0.1:{server.bind_addr[1]}\n")
    sys.stdout.flush()
    try:
        server.serve()
    finally:
        server.stop()
        store.close()


if __name__ == "__main__":
    main()
