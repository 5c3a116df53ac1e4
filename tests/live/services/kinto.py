"""Kinto, a store of JSON records with users, conditions and paging; everything is kept in memory.

Prints the port on which it listens on the loopback address. `POST /v1/__flush__` empties it.
"""

import sys
from wsgiref.simple_server import make_server

import kinto  # type: ignore[import-untyped]  # it has no types

_MEMORY = {f"{name}_backend": f"kinto.core.{name}.memory" for name in ("storage", "cache")}
_SETTINGS = {
    **_MEMORY,
    "permission_backend": "kinto.core.permission.memory",
    "bucket_create_principals": "system.Authenticated",
    "userid_hmac_secret": "only for tests",
    "includes": "kinto.plugins.flush",
    "flush_endpoint_enabled": "true",
}


def main() -> None:
    """Serve until the process is ended."""
    settings = {f"kinto.{name}": value for name, value in _SETTINGS.items()}
    app = kinto.main({}, **settings, **{"multiauth.policies": "basicauth"})
    with make_server("127.0.0.1", 0, app) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
