"""Changes of the photo API that can be planted, to see how they are reported."""

from collections.abc import Callable, Mapping
from typing import Any

Body = dict[str, Any]


def _width_as_text(photo: Body) -> None:
    photo["width"] = str(photo["width"])


def _no_height(photo: Body) -> None:
    del photo["height"]


def _renamed_width(photo: Body) -> None:
    photo["widthInPixels"] = photo.pop("width")


def _color_added(photo: Body) -> None:
    photo["color"] = "grey"


CHANGES: Mapping[str, Callable[[Body], None]] = {
    "none": lambda _: None,
    "width-as-text": _width_as_text,
    "no-height": _no_height,
    "renamed-width": _renamed_width,
    "color-added": _color_added,
}
"""The changes by their names; each changes the properties of a photo."""
