from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.shard import Shard


@given(st.text(), st.integers(1, 20))
def test_each_key_belongs_to_one_shard(key: str, total: int) -> None:
    assert sum(Shard(number, total).has(key) for number in range(1, total + 1)) == 1


def test_the_shard_of_a_key_is_the_same_in_every_version() -> None:
    assert [next(n for n in (1, 2, 3, 4) if Shard(n, 4).has(key)) for key in "abcdef"] == [
        3,
        3,
        3,
        2,
        3,
        3,
    ]


def test_shards_are_about_equal() -> None:
    keys = [f"docs/api/page-{number}.md" for number in range(4000)]
    found = Counter(next(n for n in range(1, 9) if Shard(n, 8).has(key)) for key in keys)
    assert all(400 < number < 600 for number in found.values())


def test_a_shard_is_written_as_its_number_and_the_total() -> None:
    assert Shard.parse("2/4") == Shard(2, 4)
    assert str(Shard(2, 4)) == "2/4"


@pytest.mark.parametrize(
    "text", ["", "1", "0/4", "5/4", "1/0", "-1/4", "1/4 ", "a/b", "01/4", "1/٤"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected NUMBER/COUNT"):
        Shard.parse(text)
