"""Limits and defaults are read as technical writers state them, and nothing else is one."""

from decimal import Decimal

import pytest

from docreplay.model.types.stated_defaults import is_same_default, stated_default
from docreplay.model.types.stated_limits import (
    differing_limits,
    stated_limits,
)

LIMITS = [
    ("Maximum length: 1024 characters.", "maximum text 1024"),
    ("up to 20 members", "maximum 20"),
    ("Up to ten items.", "maximum 10"),
    ("The maximum number of items per page is 100.", "maximum 100"),
    ("(default 10, max 100)", "maximum 100"),
    ("An integer between 1 and 100", "maximum 100, minimum 1"),
    ("Range: 1-200.", "maximum 200, minimum 1"),
    ("The value must be 1..10", "maximum 10, minimum 1"),
    ("The page size (1 to 100).", "maximum 100, minimum 1"),
    ("Must not exceed 4 MB", "maximum size 4194304"),
    ("The maximum file size is 4 MB.", "maximum size 4194304"),
    ("The maximum request size is 4 MB.", "maximum size 4194304"),
    ("At least zero.", "minimum 0"),
    ("cannot be longer than 255 characters", "maximum text 255"),
    ("must be at least 8 characters", "minimum text 8"),
    ("and can't exceed 64 characters", "maximum text 64"),
    ("1000 or fewer", "maximum 1000"),
    ("100 maximum", "maximum 100"),
    ("Maximum: **50**", "maximum 50"),
    ("**Maximum**: 50", "maximum 50"),
    ("not more than 5 minutes", "maximum time 300"),
    ("up to 3 min", "maximum time 180"),
    ("Between 1 and 5 min.", "maximum time 300, minimum time 60"),
    ("3 min", "minimum 3"),
    ("3 min, 10 max", "maximum 10, minimum 3"),
    ("100 max, 10 by default", "maximum 100"),
    ("4 MB max, 1 KB min", "maximum size 4194304, minimum size 1024"),
    ("default 10, max. 50", "maximum 10, maximum 50"),
    ("The maximum allowed value for `$top` is 999", "maximum 999"),
    ("The maximum length is 64.", "maximum text 64"),
    ("Defaults to 25; the maximum is `1,000`.", "maximum 1000"),
    ("minimum is 6, maximum is 1440", "maximum 1440, minimum 6"),
    ("Depth in centimeters, 5 to 500.", "maximum 500, minimum 5"),
    ("minLength: 3 maxLength: 24", "maximum text 24, minimum text 3"),
    ("`maxItems`: 5", "maximum 5"),
    ("max_length=40", "maximum text 40"),
    ("There are 3 sizes of 100 pixels.", ""),
    ("Changed in 2024-01-02 to version 2.", ""),
    ("The maximum is the number of members.", ""),
]
UNITS = [
    ("size", "1", "byte bytes"),
    ("size", "1024", "kb kib kilobyte kilobytes"),
    ("size", "1048576", "mb mib megabyte megabytes"),
    ("size", "1073741824", "gb gib gigabyte gigabytes"),
    ("size", "1099511627776", "tb tib terabyte terabytes"),
    ("time", "0.001", "ms milliseconds"),
    ("time", "1", "s sec second seconds"),
    ("time", "60", "min minute minutes"),
    ("time", "3600", "h hour hours"),
    ("time", "86400", "d day days"),
    ("time", "604800", "week weeks"),
    ("text", "1", "character characters char chars"),
    ("percent", "1", "% percent"),
    ("", "1", "items members"),
]
DEFAULTS = [
    ("The default is 30 minutes, minimum is 6.", "30 minutes"),
    ("Default: `false`.", "false"),
    ("**Default:** 10", "10"),
    ("Defaults to Public.", "Public"),
    ("Number (default 10, max 100)", "10"),
    ("`asc` or `desc` (default).", "desc"),
    ("20 items by default", "20 items"),
    ("By default, 20 items are returned", "20 items"),
    ("It is true by default.", "true"),
    ("The default value is none.", "none"),
    ("The default value for this property is `x`", "x"),
    ("The default calendar of the user", None),
    ("Defaults to the folder of the user.", None),
    ("Default is the single value `all`.", "all"),
    ("If not specified, defaults to the `General` channel.", "General"),
    ("The default calendar of a `group`", None),
    ("It is in the default calendar.", None),
    ("Uses the default `inbox`", "inbox"),
    ("Defaults to page.", None),
    ("Defaults to Page, or to none.", None),
    ("Default: the calendar.", None),
    ("The default color, which is `red`", None),
    ("Default is false Inherited from [x](x.md)", "false"),
    ("Default is 10 for users. Default is 20 for groups.", None),
    ("There is no default.", None),
    ("If omitted, `plain` is used.", "plain"),
    ("If not specified, 10 is used.", "10"),
    ("When `limit` is not set, it is 25.", "25"),
    ("If no value is given, the value `x` is assumed", "x"),
    ("Unless otherwise specified, it is `x`.", "x"),
    ("20 unless specified.", "20"),
    ("The default is 60 unless specified.", "60"),
    ("2 if not set", "2"),
    ("`low`, if unspecified", "low"),
    ("Falls back to `false`.", "false"),
    ("Fallback: `en`", "en"),
    ("30 seconds are used if it is omitted", "30 seconds"),
    ("If omitted, all items are returned.", None),
    ("If omitted, the `name` of the album is shown.", None),
    ("Returned only if `$select` is specified.", None),
    ("`name` is required unless it is specified otherwise.", None),
    ("If `a` is not set, `b` must be.", None),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_limits_are_read(text: str, expected: str) -> None:
    found = sorted(
        f"{i.end} {i.dimension} {i.amount:f}".replace("  ", " ") for i in stated_limits(text)
    )
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    ("unit", "dimension", "factor"),
    [(unit, dimension, factor) for dimension, factor, units in UNITS for unit in units.split()],
)
def test_a_unit_has_a_dimension_and_an_amount(unit: str, dimension: str, factor: str) -> None:
    (upper,) = stated_limits(f"up to 3 {unit}")
    (lower,) = stated_limits(f"At least 3 {unit.upper()}.")
    assert (upper.dimension, upper.amount) == (dimension, 3 * Decimal(factor))
    assert (lower.dimension, lower.amount) == (dimension, 3 * Decimal(factor))


@pytest.mark.parametrize(("text", "expected"), DEFAULTS)
def test_defaults_are_read(text: str, expected: str | None) -> None:
    assert stated_default(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10", "10.0", True),
        ("TRUE", "true", True),
        ("30 minutes", "1800 seconds", True),
        ("20 items", "20 results", True),
        ("Ten", "10", True),
        ("10", "20", False),
        ("asc", "desc", False),
    ],
)
def test_a_default_in_other_words_is_the_same(one: str, other: str, same: bool) -> None:
    assert is_same_default(one, other) is same


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("up to 10", "max 20", ["10 20"]),
        ("up to 1 KB", "up to 1024 bytes", []),
        ("up to 10", "some", []),
        ("up to 10 users, up to 5 groups", "up to 10 users, up to 6 groups", ["5 6"]),
        ("up to 10 users, up to 5 groups", "up to 20 users", []),
        ("up to 10 minutes", "up to 20 members", []),
    ],
)
def test_limits_of_one_kind_are_compared(old: str, new: str, expected: list[str]) -> None:
    found = differing_limits(stated_limits(old), stated_limits(new))
    assert [f"{before.words} {after.words}" for before, after in found] == expected
