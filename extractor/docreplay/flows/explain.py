"""`docreplay explain CASE-ID`: one case, and the schema of its response."""

from docreplay.cases.locales import choose_source
from docreplay.compare.compare import schema as body_schema
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.errors import ConfigError, did_you_mean
from docreplay.flows.pages import page_cases, pages
from docreplay.flows.resource_types import catalogue
from docreplay.model.case import Case
from docreplay.model.json.value import JSON


def case_named(config: Config, case_id: str) -> Case:
    """The case of that id. Raises `ConfigError` with the nearest id where there is none."""
    page = case_id.partition("#")[0]
    found = pages(config)
    keys = {item.key for item in found if item.name == page}
    source = choose_source((item.locale for item in found), config.source_locale)
    near = page_cases(config, [item for item in found if item.key in keys], source=source)
    cases = {case.id: case for item in near for case in item.cases}
    if case_id not in cases:
        known = cases or [item.name for item in found]
        message = f"there is no case `{case_id}`{did_you_mean(case_id, known)}"
        raise ConfigError(message, hint="`docreplay extract` lists every id")
    return cases[case_id]


def schema(config: Config, case: Case) -> JSON:
    """The JSON Schema that the body of the case's answer is held to; None where it is no JSON."""
    strictness = ConfiguredStrictness(config).of(case.page.path, case.id)
    return body_schema(case, catalogue(config), strictness)
