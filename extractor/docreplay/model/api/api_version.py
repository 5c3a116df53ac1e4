"""The version of an API, as paths and folders name it."""

import re

from docreplay.model.page import PageId

_VERSION = re.compile(
    r"v[0-9]+(?:\.[0-9]+)*(?:-?(?:alpha|beta|rc|preview|p)[0-9]*)?|beta|alpha", re.IGNORECASE
)


def is_version(segment: str) -> bool:
    """Return True for a path segment or folder such as `v1.0`, `v1beta1`, `beta`."""
    return _VERSION.fullmatch(segment) is not None


def version_of(key: str) -> str:
    """Return the API version of a page by its folders (`v1.0`, `beta`), or `""`."""
    return next((part.lower() for part in key.split("/")[:-1] if is_version(part)), "")


def naming_scope(page: PageId) -> str:
    """Return the folder in which names of requests must differ: of the page's version, or locale.

    Snippet files are named after requests.
    """
    folders = page.path.split("/")[:-1]
    for at, name in enumerate(folders):
        if is_version(name):
            return "/".join([*folders[: at + 1], page.locale])
    return page.folder
