"""How much work a function does, counted: the same on a busy machine."""

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """Return the number of functions, in Python or C, that are called while `work` runs."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number
