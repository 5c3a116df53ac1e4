"""django-oauth-toolkit, a server of OAuth 2, with an API that its tokens open.

Prints the port on which it listens on the loopback address. The first argument is the lifetime of
tokens in seconds. `GET /asked` has the grants of all requests for tokens; `POST /confirm` confirms
all device codes. An expired token is answered with 403.
"""

import sys
from importlib import import_module
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django  # type: ignore[import-untyped]  # it has no types
from django.conf import settings  # type: ignore[import-untyped]
from django.core.management import call_command  # type: ignore[import-untyped]
from django.core.wsgi import get_wsgi_application  # type: ignore[import-untyped]

_SITE = "tests.live.services.oauth_site"


class _Quiet(WSGIRequestHandler):
    """Prints no log."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def configure(lifetime: int) -> None:
    """Set Django up with a database in memory."""
    settings.configure(
        SECRET_KEY="only for tests",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=_SITE,
        INSTALLED_APPS=("django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"),
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        OAUTH2_PROVIDER={
            "ACCESS_TOKEN_EXPIRE_SECONDS": lifetime,
            "SCOPES": {"read": "Read", "write": "Write"},
            "DEFAULT_SCOPES": ["read"],
            "OAUTH_DEVICE_VERIFICATION_URI": "http://127.0.0.1/device",
            "DEVICE_FLOW_INTERVAL": 1,
        },
    )
    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    """Serve until the process is ended."""
    configure(int(sys.argv[1]) if len(sys.argv) > 1 else 3600)
    site = import_module(_SITE)
    site.register()
    site.fit_to_oauthlib()
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
