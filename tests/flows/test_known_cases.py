from pathlib import Path

from docreplay.config.settings import Config
from docreplay.flows.known_findings import load_baseline
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict

AT = Location("docs/p.md", 3)


def finding(code: str) -> Finding:
    return Finding(code=code, name="n", severity=Severity.ERROR, location=AT, message=code)


def run(*codes: str) -> Run:
    found = tuple(map(finding, codes))
    verdict = Verdict(id="p#a", location=AT, title="GET /", outcome="failed", findings=found)
    return Run(command="test", verdicts=(verdict,))


def test_a_case_that_fails_by_known_findings_alone_is_accepted(tmp_path: Path) -> None:
    config = Config(root=tmp_path, baseline="known.jsonl")
    assert load_baseline(config, update=True).hold(run("CON208")).count("accepted") == 1
    held = load_baseline(config).hold(run("CON208"))
    assert (held.count("accepted"), held.counts["known"], held.all_findings) == (1, 1, ())
    assert held.known == (finding("CON208"),)


def test_a_case_with_a_new_finding_fails(tmp_path: Path) -> None:
    config = Config(root=tmp_path, baseline="known.jsonl")
    load_baseline(config, update=True).hold(run("CON208"))
    held = load_baseline(config).hold(run("CON208", "CON209"))
    assert held.count("failed") == 1
    assert [item.code for item in held.all_findings] == ["CON209"]
