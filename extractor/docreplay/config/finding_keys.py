"""The keys of the configuration about which findings are reported, and what they mean for a run."""

from docreplay.config.limit_keys import COUNT
from docreplay.config.setting import Setting
from docreplay.config.value_types import GATE, SEVERITY, TEXT, TEXTS, table_of

_SEVERITIES = table_of(SEVERITY, "table of severities by rule")
_WORDS_BY_PAGE = table_of(TEXTS, "table of lists of rules, by page pattern")
FINDINGS = (
    Setting(
        "select",
        "Findings",
        TEXTS,
        "Codes or names of the rules to report, or beginnings of codes; by default all.",
        'select = ["DOC1"]',
    ),
    Setting(
        "ignore",
        "Findings",
        TEXTS,
        "Codes or names of rules that are not reported, or beginnings of codes. Of `select` and"
        " `ignore`, the more specific word wins.",
        'ignore = ["property-undocumented"]',
    ),
    Setting(
        "severity",
        "Findings",
        _SEVERITIES,
        "Severities of rules, by code or name, that differ from their own.",
        'severity = { null-value = "note" }',
    ),
    Setting(
        "per-page-ignores",
        "Findings",
        _WORDS_BY_PAGE,
        "Codes or names of rules that are not reported on the pages, or for the case, that a page"
        " pattern matches.",
        'per-page-ignores = { zh-cn = ["DOC1"] }',
    ),
    Setting(
        "gate",
        "Findings",
        GATE,
        "`strict` makes errors of what API Doctor makes errors of, such as broken links; `severity`"
        " still decides about the rules that it names. The default leaves every rule its severity.",
        'gate = "strict"',
    ),
    Setting(
        "fail-on",
        "Findings",
        SEVERITY,
        "Lowest severity of a finding that fails a case, and makes a command exit with 1.",
        'fail-on = "warning"',
    ),
    Setting(
        "max-findings",
        "Findings",
        COUNT,
        "Number of findings that a run lists, the worst first; 0 for no limit. The others are"
        " counted (RUN508).",
        "max-findings = 1000",
    ),
    Setting(
        "baseline",
        "Findings",
        TEXT,
        "File of known findings, which are not reported. `--baseline-update` writes it.",
        'baseline = "docreplay-baseline.jsonl"',
    ),
)
"""The settings, in the order of the documentation."""
