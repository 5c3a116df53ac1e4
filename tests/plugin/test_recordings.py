"""Recorded responses in `docreplay test` and in plain pytest: modes, findings, processes."""

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import load
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.snapshots import record as record_flow
from docreplay.flows.snapshots import regress as regress_flow
from docreplay.flows.snapshots.snapshot_file import load_snapshot
from docreplay.flows.test import run as test_flow
from docreplay.model.recordings.cassette import RecordMode
from docreplay.model.run import Run
from tests.plugin.conftest import PAGE, PATH, Project, Service
from tests.support.service import Exchange, service_of

pytest_plugins = ["pytester"]
FILE = f"cassettes/{PATH}.json"
POST = (
    PAGE.replace("GET https", "POST https")
    .replace("get_photo", "post_photo")
    .replace("/v1/photo\n", "/v1/photo\nContent-Type: application/json\n\n{}\n")
)


@pytest.fixture
def config(tmp_path: Path, service: Service) -> Config:
    write(tmp_path, PAGE)
    return Config(root=tmp_path, base_url=f"{service.url}/v1")


def write(root: Path, text: str) -> None:
    page = root / PATH
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


def run(config: Config, mode: RecordMode, *arguments: str, **settings: Any) -> Run:
    return test_flow.test(replace(config, record_mode=mode, **settings), arguments=arguments)


def outcomes(run: Run) -> list[str]:
    return [verdict.outcome for verdict in run.verdicts]


def found(run: Run) -> list[str]:
    return [str(item) for item in run.all_findings]


def names(root: Path) -> list[str]:
    text = (root / FILE).read_text(encoding="utf-8")
    return [entry["_case"] for entry in json.loads(text)["log"]["entries"]]


def test_recordings_answer_without_service_base_url_socket_and_variables(
    config: Config, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(config.root, PAGE + POST)
    headers = {"Authorization": "$env:RECORD_TOKEN", "X-Tenant": "$env:RECORD_TENANT"}
    monkeypatch.setenv("RECORD_TOKEN", "Bearer s3cr3tvalue")
    monkeypatch.setenv("RECORD_TENANT", "contoso-tenant")
    recorded = run(config, "once", headers=headers, unsafe_methods=True)
    assert outcomes(recorded) == ["passed", "passed"]
    assert service.requests == ["GET /v1/photo", "POST /v1/photo"]
    for name in ("RECORD_TOKEN", "RECORD_TENANT"):
        monkeypatch.delenv(name)
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *given: opened.append(given))
    played = run(replace(config, base_url=""), "none", headers=headers)
    assert outcomes(played) == ["passed", "passed"]
    assert not opened
    assert len(service.requests) == 2
    assert played.service == "recorded responses in cassettes"


def test_a_verdict_on_a_recording_is_that_on_the_response(config: Config, service: Service) -> None:
    service.body = '{"height": "48", "name": "x", "more": 1}'
    live = run(config, "all")
    played = run(config, "none")
    assert outcomes(live) == outcomes(played) == ["failed"]
    assert found(live) == found(played)
    assert played.verdicts[0].reproduce.startswith("curl ")
    assert run(replace(config, base_url=""), "none").verdicts[0].reproduce == ""


def test_a_redacted_value_is_not_compared(config: Config, service: Service) -> None:
    write(config.root, PAGE.replace('"name": "portrait"', '"name": "a", "sessionToken": "abcdef"'))
    service.body = '{"height": 99, "name": "a", "sessionToken": "abcdef"}'
    strict = {"mode": "exact"}
    assert outcomes(run(config, "all", compare=strict)) == ["passed"]
    assert outcomes(run(config, "none", compare=strict)) == ["passed"]
    service.body = '{"height": 98, "name": "a", "sessionToken": "abcdef"}'
    run(config, "all", compare=strict)
    assert outcomes(run(config, "none", compare=strict)) == ["failed"]


def test_a_request_without_recording_fails_at_its_line(config: Config) -> None:
    run(config, "once")
    write(config.root, PAGE.replace("/v1/photo", "/v1/photo?size=2"))
    missed = run(config, "none")
    assert outcomes(missed) == ["failed"]
    assert found(missed) == [
        f"{PATH}:5:1: error RUN511 GET /photo?size=2 is not recorded; the nearest, `get_photo`,"
        " differs: query parameter `size` is `2`, recorded: nothing"
    ]


def test_an_ignored_miss_is_skipped_and_never_passed(config: Config) -> None:
    assert outcomes(run(config, "none", ignore=("recording-missing",))) == ["skipped"]


def test_an_unused_recording_is_found_at_its_entry_and_rewrite_removes_it(config: Config) -> None:
    write(config.root, PAGE + PAGE.replace("get_photo", "old_photo"))
    run(config, "all")
    write(config.root, PAGE)
    unused = run(config, "none")
    line = (config.root / FILE).read_text(encoding="utf-8").split("\n")
    at = next(number for number, text in enumerate(line, 1) if '"old_photo"' in text)
    message = f"the recording `old_photo` answers no request of {PATH}"
    assert found(unused) == [f"{FILE}:{at}:1: warning RUN512 {message}"]
    assert found(run(config, "none", ignore=("RUN512",))) == []
    assert names(config.root) == ["get_photo", "old_photo"]
    assert found(run(config, "rewrite")) == []
    assert names(config.root) == ["get_photo"]


@pytest.mark.parametrize(
    ("mode", "most", "is_reported"),
    [("none", 90, True), ("once", 90, True), ("none", 0, False), ("none", 99_999, False)],
)
def test_an_expired_recording_is_reported_at_its_entry(
    config: Config, mode: RecordMode, most: int, is_reported: bool
) -> None:
    run(config, "all")
    file = config.root / FILE
    text = re.sub(r"\d{4}-\d\d-\d\dT", "2020-01-31T", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    expired = run(config, mode, max_recording_age=most)
    assert outcomes(expired) == ["passed"]
    assert bool(found(expired)) == is_reported
    for message in found(expired):
        assert re.fullmatch(
            rf"{FILE}:\d+:1: warning RUN513 the recording `get_photo` is of 2020-01-31, \d+ days"
            r" ago \(`max-recording-age` is 90\)",
            message,
        )


def test_a_recording_that_was_made_again_is_not_expired(config: Config) -> None:
    run(config, "all")
    assert found(run(config, "all", max_recording_age=1)) == []
    assert found(run(config, "none", max_recording_age=1)) == []


def test_record_and_regress_send_whatever_the_record_mode_is(
    config: Config, service: Service
) -> None:
    play = replace(config, record_mode="none")
    snapshot = config.root / "snapshot.json"
    record_flow.record(play, snapshot)
    regress_flow.regress(play, load_snapshot(snapshot))
    assert len(service.requests) == 2
    blocked = record_flow.record(replace(play, block_network=True), snapshot)
    assert outcomes(blocked) == ["failed"]


def test_a_partial_run_removes_nothing_and_reports_nothing_unused(config: Config) -> None:
    write(config.root, PAGE + PAGE.replace("get_photo", "other_photo"))
    run(config, "all")
    partial = run(config, "rewrite", "-k", "get_photo")
    assert (found(partial), names(config.root)) == ([], ["get_photo", "other_photo"])
    assert found(run(config, "none", "-k", "get_photo")) == []


@pytest.mark.parametrize(
    ("body", "classes"),
    [
        ('{"height": 50, "name": "y"}', []),
        ('{"name": "x", "height": 48}', []),
        ('{"height": 48, "name": "x", "more": 1}', ["non-breaking"]),
        ('{"height": 48}', ["breaking"]),
        ('{"height": "48", "name": "x"}', ["breaking"]),
    ],
)
def test_verify_sends_judges_and_compares_as_regress_does(
    config: Config, service: Service, body: str, classes: list[str]
) -> None:
    run(config, "all")
    before = (config.root / FILE).read_text(encoding="utf-8")
    service.body = body
    changed = run(config, "verify")
    assert len(service.requests) == 2
    found = [item for item in changed.all_findings if item.code.startswith("REG")]
    assert [item.change_class for item in found] == classes
    assert outcomes(changed) == ["failed" if "breaking" in classes else "passed"]
    assert (config.root / FILE).read_text(encoding="utf-8") == before


@pytest.mark.parametrize("mode", ["once", "new-episodes", "all", "rewrite", "verify"])
def test_a_mode_that_may_send_requires_a_base_url(config: Config, mode: RecordMode) -> None:
    with pytest.raises(ConfigError, match=f"`{mode}` requires a base URL"):
        run(replace(config, base_url=""), mode)


@pytest.mark.parametrize("mode", ["all", "rewrite", "verify"])
def test_a_blocked_network_excludes_modes_that_send(config: Config, mode: RecordMode) -> None:
    with pytest.raises(ConfigError, match="cannot be combined"):
        run(config, mode, block_network=True)


@pytest.mark.parametrize("mode", ["off", "once", "new-episodes"])
def test_a_blocked_network_sends_nothing(
    config: Config, service: Service, mode: RecordMode
) -> None:
    recorded = "recorded responses in cassettes"
    against = "no service, as the network is blocked" if mode == "off" else recorded
    blocked = run(config, mode, block_network=True)
    assert outcomes(blocked) == ["failed"]
    assert blocked.service == against
    assert "the network is blocked (`block-network`)" in found(blocked)[0]
    assert not service.requests
    run(config, "all")
    replayed = run(config, mode, block_network=True)
    assert outcomes(replayed) == ["failed" if mode == "off" else "passed"]
    assert replayed.service == against


def test_a_blocked_network_needs_no_base_url_and_no_variables(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORD_TOKEN", "Bearer s3cr3tvalue")
    headers = {"Authorization": "$env:RECORD_TOKEN"}
    run(config, "once", headers=headers)
    monkeypatch.delenv("RECORD_TOKEN")
    played = run(replace(config, base_url=""), "once", headers=headers, block_network=True)
    assert outcomes(played) == ["passed"]


@pytest.mark.parametrize("mode", ["once", "new-episodes"])
def test_a_mode_that_sends_what_is_not_recorded_is_against_both(
    config: Config, mode: RecordMode
) -> None:
    both = f"recorded responses in cassettes, and {config.base_url} for what is not recorded"
    assert run(config, mode).service == both


@pytest.mark.parametrize("mode", ["off", "all", "rewrite", "verify"])
def test_a_mode_that_sends_each_request_is_against_the_service(
    config: Config, mode: RecordMode
) -> None:
    assert run(config, mode).service == config.base_url


def test_a_blocked_network_does_not_block_the_embedded_service(config: Config) -> None:
    assert outcomes(run(replace(config, base_url=""), "off", block_network=True)) == ["passed"]


def test_a_request_that_must_not_be_sent_is_skipped_unless_it_is_recorded(
    config: Config, service: Service
) -> None:
    write(config.root, POST)
    assert outcomes(run(config, "once")) == ["skipped"]
    assert not service.requests
    run(config, "once", unsafe_methods=True)
    assert outcomes(run(config, "once")) == ["passed"]
    assert len(service.requests) == 1


@pytest.fixture
def busy() -> Iterator[tuple[str, list[str]]]:
    """A service that is busy at first."""
    asked: list[str] = []

    def respond(exchange: Exchange) -> None:
        asked.append(exchange.path)
        if len(asked) == 1:
            exchange.give(429, {"Retry-After": "0"}, b"")
        else:
            exchange.give(200, {"Content-Type": "application/json"}, b'{"height":1,"name":"a"}')

    with service_of(respond) as url:
        yield url, asked


def test_only_the_response_that_was_judged_is_recorded(
    config: Config, busy: tuple[str, list[str]]
) -> None:
    url, asked = busy
    run(replace(config, base_url=url), "once")
    assert len(asked) == 2
    entries = json.loads((config.root / FILE).read_text(encoding="utf-8"))["log"]["entries"]
    assert [entry["response"]["status"] for entry in entries] == [200]


def test_a_file_that_cannot_be_read_fails_its_cases(config: Config) -> None:
    file = config.root / FILE
    file.parent.mkdir(parents=True)
    file.write_text("<<<<<<< HEAD", encoding="utf-8")
    failed = run(config, "once")
    assert outcomes(failed) == ["failed"]
    (finding,) = found(failed)
    assert finding.startswith(f"{FILE}:1:1: error RUN514 ")
    assert file.read_text(encoding="utf-8") == "<<<<<<< HEAD"


@pytest.mark.parametrize("arguments", [("generated_tests",), ("-n", "2", "generated_tests")])
def test_pytest_has_the_same_modes(
    project: Project, service: Service, arguments: tuple[str, ...]
) -> None:
    project.page(PAGE + PAGE.replace("get_photo", "other_photo"))
    project.generate()
    url = f"--docreplay-base-url={service.url}"
    recorded = project.run("--docreplay-record-mode=once", url, *arguments)
    recorded.assert_outcomes(passed=2)
    assert names(project.root) == ["get_photo", "other_photo"]
    asked = len(service.requests)
    project.run("--docreplay-record-mode=none", *arguments).assert_outcomes(passed=2)
    blocked = ("--docreplay-record-mode=once", url, "--docreplay-block-network", *arguments)
    project.run(*blocked).assert_outcomes(passed=2)
    assert len(service.requests) == asked == 2
    project.page(PAGE)
    project.generate()
    unused = project.run("--docreplay-record-mode=none", *arguments)
    assert "RUN512 the recording `other_photo`" in unused.stdout.str()


def test_pages_are_collected_with_recordings(project: Project, service: Service) -> None:
    recorded = project.run(
        "--docreplay-record-mode=all", f"--docreplay-base-url={service.url}", PATH
    )
    recorded.assert_outcomes(passed=1)
    for argument in (PATH, "generated_tests"):
        project.run("--docreplay-record-mode=none", argument).assert_outcomes(passed=1)
    assert names(project.root) == ["get_photo"]


def test_pytest_refuses_an_unknown_mode_and_names_the_nearest(project: Project) -> None:
    result = project.run("--docreplay-record-mode=new-episode")
    assert "did you mean `new-episodes`" in result.stderr.str()


def test_a_handwritten_test_has_a_sequence(project: Project, service: Service) -> None:
    (project.root / "test_own.py").write_text(
        "def test_it(api):\n"
        "    first = api.get('/photo').answer.body\n"
        "    assert api.get('/photo').answer.body == first\n",
        encoding="utf-8",
    )
    url = f"--docreplay-base-url={service.url}"
    project.run("--docreplay-record-mode=once", url, "test_own.py").assert_outcomes(passed=1)
    file = project.root / "cassettes/test_own.py.json"
    entries = json.loads(file.read_text(encoding="utf-8"))["log"]["entries"]
    assert [entry["_order"] for entry in entries] == [0, 1]
    project.run("--docreplay-record-mode=none", "test_own.py").assert_outcomes(passed=1)


def test_the_configuration_names_mode_and_folder(tmp_path: Path, service: Service) -> None:
    text = f'record-mode = "once"\ncassettes = "answers"\nbase-url = "{service.url}"\n'
    (tmp_path / "docreplay.toml").write_text(text, encoding="utf-8")
    write(tmp_path, PAGE)
    test_flow.test(load(tmp_path))
    assert (tmp_path / "answers" / f"{PATH}.json").is_file()


@pytest.mark.parametrize("folder", ["../outside", "/elsewhere"])
def test_a_configuration_names_no_folder_outside_of_the_project(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "docreplay.toml").write_text(f'cassettes = "{folder}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"`cassettes`: .* is outside the project"):
        load(tmp_path)


def test_a_misspelt_mode_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "docreplay.toml").write_text('record-mode = "verfy"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean `verify`"):
        load(tmp_path)


def _with_conflict(text: str) -> str:
    return text.replace('    "_revision"', '<<<<<<< HEAD\n    "_revision"', 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text[: len(text) // 2], "not a valid cassette"),
        (_with_conflict, "not a valid cassette: git left a conflict in it"),
        (
            lambda text: text.replace('"version": "1"', '"version": "99"'),
            "not a valid cassette: format `99` is unknown (expected `1`)",
        ),
        (
            lambda text: text.replace('"status": 200', '"status": -5'),
            "not a valid cassette: invalid status code -5",
        ),
        (
            lambda _: '{"log": ' + "[" * 100_000 + "]" * 100_000 + "}",
            "not a valid cassette: nested too deeply",
        ),
    ],
)
@pytest.mark.parametrize("mode", ["none", "verify", "rewrite"])
def test_a_file_that_cannot_be_read_is_a_finding_at_the_file_and_stays(
    config: Config, mode: RecordMode, change: Any, reason: str
) -> None:
    run(config, "once")
    file = config.root / FILE
    broken = change(file.read_text(encoding="utf-8"))
    file.write_text(broken, encoding="utf-8")
    ended = run(config, mode)
    assert outcomes(ended) == ["failed"]
    (finding,) = found(ended)
    assert finding.startswith(f"{FILE}:1:1: error RUN514 cannot read recordings: {reason}")
    assert file.read_text(encoding="utf-8") == broken


def test_a_link_out_of_the_project_is_not_read(config: Config, tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(root, PAGE)
    config = replace(config, root=root)
    run(config, "once")
    file = root / FILE
    outside = tmp_path / "outside.json"
    file.rename(outside)
    file.symlink_to(outside)
    (finding,) = found(run(config, "none"))
    assert (
        finding
        == f"{FILE}:1:1: error RUN514 cannot read recordings: a link that leads out of the project"
    )


def test_a_byte_order_mark_is_not_part_of_a_cassette(config: Config) -> None:
    run(config, "once")
    file = config.root / FILE
    file.write_text("\ufeff" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert outcomes(run(config, "none")) == ["passed"]
