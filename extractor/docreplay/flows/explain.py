"""`docreplay explain CASE-ID`: one case, and the JSON Schema of its response."""

from docreplay.cases.locales import choose_source
from docreplay.compare.compare import schema as body_schema
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.errors import ConfigError, did_you_mean
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import page_cases, pages
from docreplay.flows.pages.resource_types import catalogue
from docreplay.model.case import Case
from docreplay.model.json.value import JSON


def case_named(config: Config, case_id: str) -> Case:
    """Return the case with that id. Raise `ConfigError` with the nearest id if it is unknown."""
    page = case_id.partition("#")[0]
    found = pages(config)
    keys = {item.key for item in found if item.name == page}
    source = choose_source((item.locale for item in found), config.source_locale)
    near = page_cases(config, [item for item in found if item.key in keys], source=source)
    cases = {case.id: case for item in near for case in item.cases}
    if case_id not in cases:
        known = cases or [item.name for item in found]
        message = f"unknown case `{case_id}`{did_you_mean(case_id, known)}"
        raise ConfigError(message, hint="list every id with `docreplay extract`")
    return cases[case_id]


def schema(config: Config, case: Case) -> JSON:
    """Return the JSON Schema of the response body; None if the page documents no JSON body."""
    strictness = ConfiguredStrictness(config).of(case.page.path, case.id)
    listed = CaseIndex(config).listed(case.page)
    return body_schema(case, catalogue(config), strictness, listed)
