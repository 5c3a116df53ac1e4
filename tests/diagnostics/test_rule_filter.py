from dataclasses import replace

import pytest

from docreplay.config.settings import Config
from docreplay.diagnostics.gates import STRICT
from docreplay.diagnostics.rule_catalogue import all_rules, rule_page
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.errors import ConfigError
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from tests.support.calls import calls

PAGE = "docs_source/zh-cn/photo.md"


def finding(code: str, path: str = PAGE, message: str = "it is wrong") -> Finding:
    return rule_page(code).rule.at(Location(path, 3), message)


FINDINGS = (finding("DOC101"), finding("DOC105"), finding("DOC120"))


def codes(config: Config) -> list[str]:
    return [item.code for item in rule_filter(config).apply(FINDINGS).findings]


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), ["DOC101", "DOC105", "DOC120"]),
        (("DOC105",), (), ["DOC105"]),
        (("unknown-block-type",), (), ["DOC105"]),
        (("DOC10",), (), ["DOC101", "DOC105"]),
        (("doc10",), (), ["DOC101", "DOC105"]),
        ((), ("DOC10",), ["DOC120"]),
        (("DOC1",), ("DOC10",), ["DOC120"]),
        (("DOC105",), ("DOC10",), ["DOC105"]),
        (("DOC105",), ("unknown-block-type",), []),
        (("unknown-block-type",), ("DOC10",), ["DOC105"]),
        ((), ("DOC",), []),
    ],
)
def test_the_most_specific_word_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], kept: list[str]
) -> None:
    assert codes(Config(select=select, ignore=ignore)) == kept


@pytest.mark.parametrize("pages", ["docs_source/zh-cn/**", "docs_source/zh-cn", "zh-cn"])
def test_pages_of_a_glob_a_folder_or_a_locale_may_ignore_codes(pages: str) -> None:
    config = Config(per_page_ignores={pages: ("DOC1",)})
    other = finding("DOC105", "docs_source/en-us/photo.md")
    assert rule_filter(config).apply([*FINDINGS, other]).findings == (other,)


def test_a_severity_may_be_changed_and_the_most_specific_word_decides() -> None:
    severity = {"DOC1": Severity.NOTE, "unknown-block-type": Severity.WARNING}
    kept = rule_filter(Config(severity=severity)).apply(FINDINGS).findings
    assert [item.severity for item in kept] == [Severity.NOTE, Severity.WARNING, Severity.NOTE]


@pytest.mark.parametrize(
    "config",
    [
        Config(select=("unknown-blok-type",)),
        Config(ignore=("unknown-blok-type",)),
        Config(severity={"unknown-blok-type": Severity.NOTE}),
        Config(per_page_ignores={"*": ("unknown-blok-type",)}),
    ],
)
def test_a_word_that_fits_no_rule_is_refused_with_the_nearest_one(config: Config) -> None:
    with pytest.raises(
        ConfigError, match=r"`unknown-blok-type`.*did you mean `unknown-block-type`"
    ):
        rule_filter(config)


def test_every_code_and_name_is_a_known_word() -> None:
    words = tuple(word for rule in all_rules() for word in (rule.code, rule.name))
    assert rule_filter(Config(select=words)).apply(FINDINGS).findings == FINDINGS


def suppression(code: str, path: str = PAGE) -> Suppression:
    return Suppression(code=code, reason="", location=Location(path, 90))


@pytest.mark.parametrize(
    "text",
    [
        "DOC105",
        "unknown-block-type",
        "it is wrong",
        "Warning: /zh-cn/photo.md:\r\n      It  IS wrong",
        "Error: zh-cn/photo.md/get_photo/request: it is wrong",
    ],
)
def test_a_page_accepts_a_finding_by_code_by_name_or_in_the_words_of_the_dialect(text: str) -> None:
    selected = rule_filter(Config()).apply([finding("DOC105")], [suppression(text)])
    assert (selected.findings, selected.suppressed, selected.unused) == ((), 1, ())


def test_a_page_accepts_nothing_on_another_page() -> None:
    other = suppression("DOC105", "docs_source/zh-cn/other.md")
    selected = rule_filter(Config()).apply(FINDINGS, [other])
    assert (selected.findings, selected.unused) == (FINDINGS, (other,))


def test_an_acceptance_in_another_tools_words_is_never_unused() -> None:
    foreign = suppression("Warning: /api/photo.md: Found potential enums in resource example")
    selected = rule_filter(Config()).apply(FINDINGS, [foreign, suppression("DOC108")])
    assert [item.code for item in selected.unused] == ["DOC108"]


def test_the_filter_knows_which_codes_a_run_reports() -> None:
    chosen = rule_filter(Config(ignore=("DOC12",), per_page_ignores={"zh-cn": ("DOC101",)}))
    codes = ("DOC101", "DOC105", "DOC120")
    assert [code for code in codes if chosen.reports(code, PAGE)] == ["DOC105"]


def test_a_retired_code_is_reported_unless_other_codes_are_selected() -> None:
    assert rule_filter(Config()).reports("DOC999", PAGE)
    assert not rule_filter(Config(select=("DRI",))).reports("DOC999", PAGE)


def test_many_suppressions_and_findings_take_linear_time() -> None:
    def judge(number: int) -> None:
        accepted = [suppression("DOC105"), suppression("Warning: it  is wrong as well")] * number
        chosen = rule_filter(Config(per_page_ignores={"de-de": ("DOC1",)}, ignore=("DOC120",)))
        selected = chosen.apply([finding("DOC101"), finding("DOC105")] * number, accepted)
        assert (len(selected.findings), selected.suppressed) == (number, number)

    judge(1)
    assert calls(lambda: judge(400)) < 2.2 * calls(lambda: judge(200))


def test_a_strict_gate_makes_errors_of_rules_unless_their_severity_is_configured() -> None:
    broken = finding("DOC150")
    lesser = replace(broken, severity=Severity.NOTE)
    other = finding("DOC145")
    gate = rule_filter(Config(gate="strict"))
    found = gate.apply((broken, lesser, other)).findings
    assert [item.severity for item in found] == [Severity.ERROR, Severity.NOTE, Severity.NOTE]
    chosen = Config(gate="strict", severity={"link-broken": Severity.NOTE})
    assert rule_filter(chosen).apply((broken,)).findings[0].severity is Severity.NOTE
    assert rule_filter(Config()).apply((broken,)).findings[0].severity is Severity.WARNING


def test_every_rule_of_the_strict_gate_exists() -> None:
    assert {rule.name for rule in all_rules()} >= STRICT
