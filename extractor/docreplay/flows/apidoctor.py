"""`docreplay init --from-apidoctor`: read the configuration of API Doctor in a repository."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from docreplay.config.apidoctor import Migration, migrated
from docreplay.config.load import from_table
from docreplay.config.settings import Config
from docreplay.diagnostics.suppressions import is_ours
from docreplay.errors import ConfigError
from docreplay.flows.apidoctor_accounts import translate_accounts
from docreplay.flows.pages.pages import pages, readings
from docreplay.model.exchange import Reading
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.story.apidoctor.reader import is_scenario_file

_SKIPPED = frozenset({"node_modules", "vendor", "dist", "build", "generated_tests"})
_MOST = 2_000_000
"""Bytes of a file from which on it is not a configuration."""
_RULES: tuple[tuple[str, str], ...] = (
    (r"but not described in markdown table", "property-untabled"),
    (r"(described|found) in (the )?markdown table,? but", "property-unshown"),
    (r"Referenced type .* is not defined", "type-unknown"),
    (r"Expected type \S+ but actual", "type-differs"),
    (
        r"Inconsistent types between|Type mismatch between example and table",
        "resource-type-differs",
    ),
    (r"missing .*required propert|required propert.* missing", "resource-property-missing"),
    (r"undocumented propert|propert\S* .*not documented", "resource-property-unknown"),
    (r"property .* was null|null propert", "null-value"),
    (r"bookmark", "anchor-broken"),
    (r"\blink\b|destination", "link-broken"),
    (r"unpaired|without a (paired )?response", "unpaired-request"),
    (r"tab (header|boundar|group)", "tab-group-unclosed"),
    (r"yaml", "front-matter-malformed"),
    (r"namespace.*(mismatch|differ|does not match)", "namespace-differs"),
    (r"(required )?headings? .*missing|header.* missing from document", "outline-differs"),
)
"""Rules of docreplay by what messages of API Doctor say."""


def migrate(config: Config) -> Migration:
    """Return the settings that the repository's files for API Doctor amount to.

    Suppressions on pages become `per-page-ignores` of the rule that reports the same, and literal
    values of scenarios the `parameters` of their case. Raise `NothingMatched` if no page is found.
    """
    documents = tuple(_documents(config.root))
    found = migrated(documents)
    translate_accounts(found, documents)
    found.put("scenarios", _scenario_folders(documents))
    every = pages(config)
    ignores: dict[str, JSON] = {}
    parameters: dict[str, JSON] = {}
    unknown = 0
    for reading in readings(config, every):
        rules = [_rule_of(item.code) for item in reading.suppressions if not is_ours(item)]
        unknown += rules.count("")
        if any(rules):
            ignores[reading.page.path] = [*sorted({rule for rule in rules if rule})]
        parameters |= dict(_parameters(found, reading))
    found.put("per-page-ignores", ignores)
    found.put("parameters", parameters)
    _drop_invalid(found, config.root)
    if unknown:
        found.remarks.append(f"suppressions on pages that no rule of docreplay needs: {unknown}")
    return found


def _scenario_folders(documents: Iterable[tuple[str, JSON]]) -> list[JSON]:
    """Return the folders of scenario files; a file in the folder of the project is named itself."""
    found = (path for path, value in documents if is_scenario_file(value))
    return [*dict.fromkeys(path.rpartition("/")[0] or path for path in found)]


def _drop_invalid(found: Migration, root: Path) -> None:
    """Remove settings that docreplay would refuse, and say why."""
    for key, value in list(found.settings.items()):
        try:
            from_table(root, {key: value})
        except ConfigError as error:
            del found.settings[key]
            found.remarks.append(f"`{key}` is not taken over: {error.args[0]}")


def _documents(root: Path) -> Iterator[tuple[str, JSON]]:
    """Yield the JSON files of a repository, comments and all, in the order of their paths."""
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name[0] != "." and name not in _SKIPPED)
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith(".json") and not path.is_symlink() and path.stat().st_size < _MOST:
                try:
                    text = path.read_text(encoding="utf-8-sig", errors="replace")
                    yield path.relative_to(root).as_posix(), read_json(text).value
                except JsonError:
                    continue  # not a configuration; API Doctor skips it, too


def _rule_of(message: str) -> str:
    """Return the rule that reports what a suppressed message says, or `""`."""
    text = " ".join(message.split())
    return next((rule for form, rule in _RULES if re.search(form, text, re.IGNORECASE)), "")


def _parameters(found: Migration, reading: Reading) -> Iterator[tuple[str, JSON]]:
    for exchange in reading.exchanges:
        for name in exchange.names:
            if name in found.placeholders:
                yield exchange.id, dict(found.placeholders[name])
