"""Files with the name of a page that cannot be read as one: findings, which end no run."""

from collections.abc import Iterator, Mapping, Sequence

from docreplay.config.settings import Config
from docreplay.diagnostics.rules.page_unreadable import RULE
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.sources.listing import Kind
from docreplay.sources.pages import find_odd_pages
from docreplay.sources.store import PageStore

_LOCK = ".#"
"""How Emacs begins the names of its lock files, which are links that lead nowhere."""
_WHY: Mapping[Kind, tuple[Severity, str]] = {
    "missing": (Severity.ERROR, "link to a file that does not exist; the page is not read"),
    "outside": (Severity.WARNING, "link that leads out of the project; the page is not read"),
    "special": (Severity.WARNING, "not a regular file; it is not read as a page"),
    "folder": (Severity.WARNING, "a folder with the name of a page"),
    "unreadable": (Severity.ERROR, "cannot be read: permission denied"),
    "large": (Severity.ERROR, "larger than `max-page-bytes` ({}); the page is not read"),
    "unnamed": (Severity.ERROR, "file name is not valid UTF-8; the page is not read"),
}


def odd_pages(config: Config, store: PageStore, paths: Sequence[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each file at or below the paths, or in the docs folders.

    Raises `ConfigError` for a path that does not exist.
    """
    for path, kind in find_odd_pages(config, store, paths):
        severity, message = _WHY[kind]
        message = message.format(f"{config.max_page_bytes:,}")
        if kind == "missing" and path.rpartition("/")[2].startswith(_LOCK):
            severity, message = Severity.NOTE, "lock file of an editor, not a page"
        yield RULE.at(Location(_shown(path), 1), message, severity=severity)


def unreadable_text(path: str) -> Finding:
    """Return the finding for a page that is not text in UTF-8, as one in UTF-16."""
    return RULE.at(Location(path, 1), "not text in UTF-8 (UTF-16 or binary?); the page is not read")


def _shown(path: str) -> str:
    r"""Return a path that every report can contain: bytes that are not UTF-8 are `\xff`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
