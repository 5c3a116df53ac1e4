"""No attack by what a run keeps, follows, merges or exports succeeds: see `test_attacks`."""

import pytest

from tests.safety.attacks import Attack
from tests.safety.attacks_by_features import ESCAPE, FEATURES, IMAGE
from tests.safety.test_attacks import SECRET, Job, generated, job

__all__ = ["generated", "job"]


@pytest.mark.parametrize("name", FEATURES)
def test_no_attack_by_a_feature_succeeds(name: str, request: pytest.FixtureRequest) -> None:
    own: Job = request.getfixturevalue("job")
    files, links, commands = FEATURES[name]
    before = own.outside_files()
    own.propose(Attack(files, links))
    stolen = f"{own.trap.url}/stolen"
    own.service.headers = {"Location": stolen, "Operation-Location": stolen}
    own.service.headers["Link"] = f"<{stolen}>; rel=next"
    for command in commands:
        printed = own.run(command, "--trust-config", "HEAD")
        assert SECRET not in printed
        assert ESCAPE[:4] not in printed
    assert not own.mark.exists()
    assert own.trap.requests == []
    assert own.outside_files() == before
    assert {item.partition(" ")[0] for item in own.service.requests} <= {"GET", "HEAD", "OPTIONS"}
    written = (path for path in own.root.rglob("*") if path.is_file() and not path.is_symlink())
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]
    reports = (path for path in own.root.glob("out*") if path.is_file())
    assert not [path for path in reports if IMAGE in path.read_text(encoding="utf-8")]


def test_an_export_does_not_follow_a_link_out_of_the_project(
    request: pytest.FixtureRequest,
) -> None:
    own: Job = request.getfixturevalue("job")
    (own.root / "out").symlink_to(own.outside)
    for command in ("export openapi --output out", "export pytest --output out/deeper"):
        assert "is a link that leads out of the project" in own.run(command)
    assert "written" in own.run("export pytest --output ../elsewhere")
