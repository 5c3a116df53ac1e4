"""The version of an API, as paths and folders name it."""

import re

_VERSION = re.compile(
    r"v[0-9]+(?:\.[0-9]+)*(?:-?(?:alpha|beta|rc|preview|p)[0-9]*)?|beta|alpha", re.IGNORECASE
)


def is_version(segment: str) -> bool:
    """Return True for a path segment or folder such as `v1.0`, `v1beta1`, `beta`."""
    return _VERSION.fullmatch(segment) is not None


def version_of(key: str) -> str:
    """Return the API version of a page by its folders (`v1.0`, `beta`), or `""`."""
    return next((part.lower() for part in key.split("/")[:-1] if is_version(part)), "")
