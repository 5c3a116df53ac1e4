"""Whether accepted pages pass: `python -m benchmarks.accepted_pages CORPORA [--seed N]`.

CORPORA has the pages of `en-us` and `zh-cn`. Pages that document a response with a JSON object are
drawn by seed and copied in both languages. A service on the loopback address answers with the
documented responses, changed by the same seed: kinds of values, members removed and added, another
status, other values of headers. All proposals of `docreplay review` are accepted and written. Then:
only lines inside code blocks differ; a changed case passes, or was named as still failing; and a
second run changes nothing.

Exits 1 if one of these is not so.
"""

import argparse
import difflib
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from docreplay.config.settings import Config
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.review import Changed, Review
from docreplay.model.case import Case
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serving

LOCALES = ("en-us", "zh-cn")
KINDS = ("type", "removed", "added", "status", "header")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass
class Figures:
    """What became of the pages."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Print the figures. Return 1 on a fault, or without a changed page."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m benchmarks.accepted_pages"
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=200)
    given = parser.parse_args()
    random = Random(given.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        copied(given.corpora, Path(folder), random, given.pages)
        figures = accepted(Path(folder), random)
    for name, number in figures.counts.items():
        print(f"{name:48}{number:8}")
    print(f"{'faults':48}{len(figures.faults):8}", *figures.faults[:40], sep="\n    ")
    return int(bool(figures.faults) or not figures.counts["pages changed"])


def copied(corpora: Path, target: Path, random: Random, pages: int) -> None:
    """Copy pages of operations that are in all locales, and all pages of resources."""
    names = [
        file.name
        for file in sorted((corpora / LOCALES[0] / "api").glob("*.md"))
        if (corpora / LOCALES[1] / "api" / file.name).is_file()
        and re.search(r"\nHTTP/1\.1 20[01].*\n(?:.+\n)*\n\{", file.read_text(encoding="utf-8"))
    ]
    chosen = random.sample(names, min(pages, len(names)))
    for locale in LOCALES:
        shutil.copytree(corpora / locale / "resources", target / locale / "resources")
        (target / locale / "api").mkdir()
        for name in chosen:
            shutil.copyfile(corpora / locale / "api" / name, target / locale / "api" / name)


def accepted(folder: Path, random: Random) -> Figures:
    """Accept what a changed service answers into the pages of the folder."""
    config = Config(root=folder, docs=(".",), locales=LOCALES, unsafe_methods=True)
    found = pages_flow.page_cases(config, pages_flow.pages(config))
    cases = [case for item in found for case in item.cases]
    figures = Figures()
    answers = [_changed(case, random, figures) for case in cases]
    names = {name for case in cases for name in _PLACEHOLDER.findall(case.request.target)}
    config = replace(config, variables=dict.fromkeys(sorted(names), "x1"))
    with serving(application(Routes(answers))) as url:
        _judge(replace(config, base_url=url), figures)
    return figures


def _changed(case: Case, random: Random, figures: Figures) -> Case:
    """Return the case as the changed service answers it: by the first kind that suits it."""
    for kind in random.sample(KINDS, len(KINDS)):
        new = _CHANGES.get(kind, _with_body)(case, kind, random)
        if new != case:
            figures.counts[f"responses changed: {kind}"] += 1
            return new
    return case


def _with_status(case: Case, _kind: str, _random: Random) -> Case:
    if case.expectation.status != 200:
        return case
    return replace(case, expectation=replace(case.expectation, status=201, reason="Created"))


def _with_headers(case: Case, _kind: str, _random: Random) -> Case:
    headers = tuple(
        header if header.name.lower().startswith("content-") else header._replace(value="other")
        for header in case.expectation.headers
    )
    return replace(case, expectation=replace(case.expectation, headers=headers))


_CHANGES = {"status": _with_status, "header": _with_headers}


def _with_body(case: Case, kind: str, random: Random) -> Case:
    expected = case.expectation
    try:
        value = read_json(expected.body.text).value if expected.body else None
    except JsonError:
        return case
    if expected.body is None or not isinstance(value, dict) or not value:
        return case
    body = _other(value, kind, random)
    if body == value:
        return case
    passage = expected.body._replace(text=json.dumps(body, ensure_ascii=False))
    return replace(case, expectation=replace(expected, body=passage))


def _other(value: Mapping[str, object], kind: str, random: Random) -> dict[str, object]:
    """Return an object with one member changed, removed or added."""
    names = [name for name in value if "@" not in name and name != "value"]
    new = dict(value)
    items = value.get("value")
    if isinstance(items, list) and items and isinstance(items[0], dict):
        return new | {"value": [_other(items[0], kind, random), *items[1:]]}
    if kind == "added":
        new["zedMember"] = random.choice((True, 7, "text"))
    elif names and kind == "removed":
        del new[random.choice(names)]
    elif names and kind == "type":
        name = random.choice(names)
        new[name] = "text" if not isinstance(new[name], str) else 7
    return new


def _judge(config: Config, figures: Figures) -> None:
    """Accept everything, and note what is not as it must be."""
    first = Review(config)
    changed = first.changed(first.proposals)
    for page in changed.pages:
        figures.faults += [f"{page.path}: {line}" for line in outside(page.before, page.after)]
        (config.root / page.path).write_text(page.after, encoding="utf-8", newline="")
    second = Review(config)
    again = second.changed(second.proposals)
    figures.faults += [f"{page.path}: changed again" for page in again.pages]
    figures.counts["cases"] += len(first.verdicts)
    figures.counts["changes proposed"] += len(first.proposals)
    figures.counts["pages changed"] += len(changed.pages)
    figures.counts["changes not made, with a reason"] += len(changed.left)
    _judge_cases(first, changed, second, figures)


def _judge_cases(first: Review, changed: Changed, second: Review, figures: Figures) -> None:
    """Note the changed cases that fail and were not named."""
    cases = {proposal.case.id for proposal in first.proposals}
    named = {verdict.id for verdict in changed.failing}
    for id in sorted(cases):
        verdict = second.verdicts.get(id)
        outcome = verdict.outcome if verdict else "gone"
        figures.counts[f"cases with changes: {outcome}"] += 1
        if outcome != "passed" and id not in named:
            figures.faults.append(f"{id}: {outcome}, and not named as failing")
    for id, verdict in second.verdicts.items():
        if id not in cases:
            figures.counts[f"other cases: {verdict.outcome}"] += 1


def outside(before: str, after: str) -> Iterator[str]:
    """Yield the lines outside of code blocks that differ."""
    old, new = _marked(before), _marked(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, other, last in matcher.get_opcodes():
        if tag != "equal":
            yield from _outside([*old[start:end], *new[other:last]])


def _outside(lines: Iterable[tuple[bool, str]]) -> list[str]:
    return [line for is_code, line in lines if not is_code]


def _marked(text: str) -> Sequence[tuple[bool, str]]:
    """Return the lines, each with whether it is inside a code block."""
    marked, is_code = [], False
    for line in text.splitlines(keepends=True):
        is_fence = line.lstrip().startswith("```")
        marked.append((is_code and not is_fence, line))
        is_code ^= is_fence
    return marked


if __name__ == "__main__":
    sys.exit(main())
