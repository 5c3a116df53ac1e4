"""HTML documents that carry their script, style and data. Only this module uses jinja2."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from docreplay.report.printable import printable

_FOLDER = files("docreplay.report")


def document(name: str, **values: object) -> str:
    """Return the document of a template, with the script and the style of that name.

    All values are escaped.
    """
    script, style = _asset(f"{name}.js"), _asset(f"{name}.css")
    return _template(f"{name}.html").render(
        script=script,
        script_hash=_digest(script),
        style=style,
        style_hash=_digest(style),
        **values,
    )


def _asset(name: str) -> str:
    """Return a file that `frontend/` builds."""
    return (_FOLDER / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash by which the policy of the page allows a script or a style (CSP 3 §2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template(name: str) -> Template:
    text = (_FOLDER / "templates" / name).read_text(encoding="utf-8")
    environment = Environment(
        loader=DictLoader({name: text}),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["printable"] = printable
    return environment.get_template(name)
