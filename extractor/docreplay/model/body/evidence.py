"""How sure a number of observations makes one that something did not happen by chance."""

from functools import lru_cache
from math import comb

ENOUGH = 12
"""Minimum number of observations that count as evidence: fewer gave false alarms when measured."""
_CONFIDENCE = 0.95
_CHANCE = 0.25
"""Most likely chance of what still counts as no chance: 12 values exclude a single one."""
_MOST = 300
"""Numbers above are scaled down: the sums would be slow, and the verdict is the same."""


def unseen_share(number: int) -> float:
    """Return the share of what may still exist, at 95 %, if none of `number` values showed it."""
    return 1.0 if number < 1 else 1 - (1 - _CONFIDENCE) ** (1 / number)


def excludes(number: int, unlike: int, new: int, *, seen: int = 0) -> bool:
    """Return True if `unlike` of `new` values cannot be chance.

    Of `number` values that were observed before, `seen` were alike.
    """
    if number < ENOUGH or unlike < 1:
        return False
    share = unseen_share(number) + seen / number
    return share < 1 and _tail(*_scaled(unlike, new), round(share, 6)) <= _CHANCE


def _scaled(unlike: int, new: int) -> tuple[int, int]:
    return (unlike, new) if new <= _MOST else (round(unlike * _MOST / new), _MOST)


@lru_cache(maxsize=4096)
def _tail(least: int, number: int, share: float) -> float:
    """Return the probability of at least `least` of `number` events of that probability."""
    below = sum(comb(number, k) * share**k * (1 - share) ** (number - k) for k in range(least))
    return 1 - below


def too_few(number: int) -> str:
    """Return why observations do not settle a question, in words."""
    times = "once" if number == 1 else f"{number} times"
    if number >= ENOUGH:
        return f"seen {times} before, which does not exclude it"
    return f"seen {times} before; {ENOUGH} would exclude it at {1 - unseen_share(ENOUGH):.0%}"
