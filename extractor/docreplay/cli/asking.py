"""Ask a person about changes, one at a time."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

_KEYS = "[a]ccept  [r]eject  [s]kip  [A]ccept all  [R]eject all  [S]kip all: "
_ANSWERS = frozenset("arsARS")
Item = TypeVar("Item")


def can_ask() -> bool:
    """Return True if a person reads stdout and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def asked(items: Sequence[Item], show_one: Callable[[Item, str], bool]) -> Iterator[Item]:
    """Yield the items that the person accepts; a capital letter answers for all that remain.

    `show_one` gets the item and its number, `1/9`, prints it, and returns False if it cannot be
    made, so that nothing is asked.
    """
    rest = ""
    for number, item in enumerate(items, 1):
        if not rest and not show_one(item, f"{number}/{len(items)}"):
            continue
        answer = rest or _answer()
        if answer.isupper():
            rest = answer
        if answer.lower() == "a":
            yield item


def _answer() -> str:
    while True:
        click.echo(_KEYS, nl=False)
        key = click.getchar(echo=True)
        click.echo()
        if key in _ANSWERS:
            return key
