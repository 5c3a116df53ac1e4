"""Whatever a configuration file contains, loading it succeeds or is a `ConfigError`."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docreplay.config.keys import KEYS
from docreplay.config.load import load
from docreplay.errors import ConfigError

ODD = [
    "1", "-1", "0", "1.5", "inf", "nan", "-inf", "1e999", "true", '""', '"x"', '"\\u0000"',
    '"a\\u0000b"', "[]", "[1]", '["\\u0000"]', "[[]]", "{}", "{ a = 1 }", "{ a = { b = { c = 1 }}}",
    "1979-05-27", "1979-05-27T07:32:00Z", "07:32:00", "9" * 5000, "0x" + "f" * 5000,
    "0b" + "1" * 20_000, "[" * 5000 + "]" * 5000, "{a=" * 500 + "1" + "}" * 500, "[nan, inf]",
    '"' + "x" * 100_000 + '"', '"\\u001b[31m"', '{ "\\u0000" = "x" }', '{ "#" = [nan] }',
]  # fmt: skip


def loads(folder: Path, text: str) -> None:
    (folder / "docreplay.toml").write_text(text, encoding="utf-8")
    with suppress(ConfigError):
        load(folder)


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("key", KEYS)
def test_an_odd_value_is_accepted_or_refused(tmp_path: Path, key: str, value: str) -> None:
    loads(tmp_path, f"{key} = {value}\n")
    loads(tmp_path, f"[{key}]\nx = {value}\n")


VALUES = st.recursive(
    st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_configuration_is_an_internal_error(tmp_path: Path, table: dict[str, str]) -> None:
    loads(tmp_path, "".join(f"{key} = {value}\n" for key, value in table.items()))


@pytest.mark.parametrize(
    "text", ["\x00", "a" * 100_000, "[tool]\ndocreplay = 1", "[[docs]]", "a.b.c=1"]
)
def test_a_file_that_is_not_a_configuration_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "docreplay.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load(tmp_path)
