"""`docreplay list --unfilled` names exactly what a run skips for want of a value."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docreplay.config.settings import Config
from docreplay.flows.list_cases import list_cases, unfilled
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Skipped
from tests.live.conftest import documented

SEGMENTS = [
    "a",
    "4711",
    "groups",
    "{id}",
    "{id|name}",
    "{name}",
    ":id",
    "<name>",
    "x('{id}')",
    "{+path}",
]
QUERIES = ["", "?q={id}", "?$top=1&$skiptoken={name}", "{?page}", '?q={"a":1}']
HEADERS = ["", "\nIf-Match: {etag}", "\nAuthorization: {token}", "\nX: {66f5a359-4b1d-4b0c-8b5e}"]
HOSTS = ["", "https://api.example.com", "https://up.example.net"]
REQUESTS = st.builds(
    lambda method, host, path, query, header: f"{method} {host}/{'/'.join(path)}{query}{header}",
    st.sampled_from(["GET", "DELETE"]),
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=4),
    st.sampled_from(QUERIES),
    st.sampled_from(HEADERS),
)
KEYS = ["id", "name", "etag", "path", "groups/{id}", "a/{id}", "a/*", "groups/*", "x('{id}')"]
VALUES = st.dictionaries(
    st.sampled_from(
        ["id", "name", "etag", "path", "groups/{id}", "a/{id}", "a/*", "groups/*", "x('{id}')"]
    ),
    st.sampled_from(["1", "", " ", "a/b"]),
    max_size=3,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(REQUESTS, min_size=1, max_size=5),
    VALUES,
    st.booleans(),
    st.sampled_from(["keep", "parameters"]),
)
def test_the_list_names_what_a_run_skips(
    tmp_path_factory: pytest.TempPathFactory,
    requests: list[str],
    values: dict[str, str],
    unsafe: bool,
    literal_ids: str,
) -> None:
    root = tmp_path_factory.mktemp("project")
    (root / "docs_source").mkdir()
    (root / "docs_source/p.md").write_text(documented(*requests), encoding="utf-8")
    config = Config(
        root=root, base_url="http://127.0.0.1:9", unsafe_methods=unsafe, parameters=values
    )
    listed = list_cases(config)
    skipped = skips_of(config)
    assert {item.case.id: item.skipped for item in listed} == skipped
    if unsafe:
        missing = {name for name, it in skipped.items() if it and it.kind == "placeholder"}
        assert {item.case.id for item in listed if item.unfilled} == missing
    whole = {item.key: "1" for item in unfilled(listed)}
    assert not unfilled(list_cases(replace(config, variables=whole)))


def skips_of(config: Config) -> dict[str, Skipped | None]:
    """Return why each case would be skipped, as the run decides it."""
    index = CaseIndex(config)
    index.load(index.tree)
    replayer = Replayer(index, ())
    found: dict[str, Skipped | None] = {}
    for case in index.all_tested():
        result = replayer.send(case).result
        found[case.id] = result if isinstance(result, Skipped) else None
    replayer.close()
    return found


def test_the_list_of_a_project_equals_its_run(tmp_path: Path) -> None:
    (tmp_path / "docs_source").mkdir()
    text = documented("GET /a/{id}", "GET /b/{id}/{x}")
    (tmp_path / "docs_source/p.md").write_text(text, encoding="utf-8")
    config = Config(root=tmp_path, base_url="http://127.0.0.1:9", parameters={"a/{id}": "1"})
    reasons = {name: it.reason if it else "" for name, it in skips_of(config).items()}
    assert json.dumps(reasons).count("missing value for `{id}`, `{x}`") == 1
