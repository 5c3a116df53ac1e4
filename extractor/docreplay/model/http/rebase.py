"""Documented targets below the base URL of a service."""

from docreplay.model.http.url_template import split


def rebase(target: str, base_url: str) -> str:
    """Return the target below the base URL, which replaces scheme and host.

    The end of the base URL's path with which the target begins is not repeated: `/v1.0/me` and
    `/me` are the same below `https://api.example.com/v1.0`.
    """
    parts, base = split(target), base_url.rstrip("/")
    path = "/" + parts.path.lstrip("/\\")
    path = path[len(_shared(split(base).path, path)) :]
    return base + path + (f"?{parts.query}" if parts.query else "")


def _shared(base: str, path: str) -> str:
    """Return the longest end of the base path that the path begins with, in whole segments."""
    starts = (at for at, sign in enumerate(base) if sign == "/" and at + 1 < len(base))
    ends = (base[at:] for at in starts)
    return next((end for end in ends if f"{path}/".startswith(f"{end}/")), "")
