"""A page in, all that it says out: the one entrance to this stage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docreplay.config.settings import Config
from docreplay.errors import PageUnreadable
from docreplay.model.block import Block
from docreplay.model.exchange import Reading, Resource
from docreplay.model.finding import Finding
from docreplay.model.page import Page, normalized
from docreplay.read import front_matter, includes, markdown, scanner, tags
from docreplay.read.annotations import names_block_type
from docreplay.read.blocks import Blocks, spliced
from docreplay.read.exchanges import Exchanges
from docreplay.read.hidden import hidden_annotations
from docreplay.read.includes import IncludeFiles, Trail
from docreplay.read.pairing import pair
from docreplay.read.resources import read_resource
from docreplay.read.rules.include_missing import RULE as INCLUDE_MISSING
from docreplay.read.rules.not_utf_8 import RULE as NOT_UTF_8
from docreplay.read.rules.tag_excluded import RULE as TAG_EXCLUDED
from docreplay.read.spans import Unwrapped, unwrap
from docreplay.read.tokens import Extent, Token, blanked, extents, is_in, masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of reading, the same for every page of a run."""

    includes: IncludeFiles | None = None
    """Files that pages may include; None means that includes are not followed."""
    docs: str = "."
    """The docs folder, from which an include's path with a leading slash starts."""
    tags: frozenset[str] = frozenset()
    pair_ignored: bool = False
    infer_unannotated: bool = False
    segments: bool = False
    """True to return the segments of bilingual pages, which replaying does not need."""


def options_of(config: Config, includes: IncludeFiles | None) -> Options:
    """Return the settings of reading that the configuration makes."""
    return Options(
        includes=includes,
        docs=config.docs[0] if config.docs else ".",
        tags=frozenset(tag.lower() for tag in config.tags),
        pair_ignored=config.pair_ignored,
        infer_unannotated=config.infer_unannotated,
    )


def read(page: Page, options: Options = Options()) -> Reading:
    """Everything that a page says. Never raises, whatever the page holds."""
    blocks = _read_file(page.id.path, page.text, options, Trail((page.id.path,)))
    paired = pair(
        blocks.blocks,
        pair_ignored=options.pair_ignored,
        infer_unannotated=options.infer_unannotated,
    )
    builder = Exchanges(page.id)
    exchanges = builder.build(paired.pairs)
    resources, unreadable = _resources(blocks.blocks, page)
    findings = (*blocks.findings, *paired.findings, *builder.findings, *unreadable)
    return Reading(
        page=page.id,
        blocks=tuple(blocks.blocks),
        exchanges=exchanges,
        resources=resources,
        segments=blocks.source.segments if options.segments else (),
        suppressions=tuple(blocks.suppressions),
        page_annotation=blocks.page_annotation,
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        text=page.text,
    )


def tokens_of(source: Unwrapped) -> tuple[Token, ...]:
    """The fences, comments and headings of a text, front matter left out."""
    start = front_matter.body_start(source.text)
    found = scanner.scan(source.text, start)
    return markdown.parse(source.text, start) if found is None else found


def _read_file(path: str, text: str, options: Options, trail: Trail) -> Blocks:
    """The blocks of one file and of what it includes."""
    source = unwrap(path, normalized(text), segmented=options.segments)
    tokens = tokens_of(source)
    findings = [*source.findings, *_misencoded(source)]
    if tags.are_in(source.text):
        left_out = tags.excluded(_masked(source, tokens), options.tags)
        findings.extend(_left_out(source, tokens, left_out))
        source = replace(source, text=blanked(source.text, left_out))
        tokens = tokens_of(source)
    blocks = Blocks(source, findings=findings)
    for token in tokens:
        blocks.add(token)
    blocks.finish()
    blocks.findings.extend(hidden_annotations(source, tokens))
    if options.includes and "[!" in source.text:
        _include(blocks, _directives(source, tokens, options.docs), options, trail)
    return blocks


def _misencoded(source: Unwrapped) -> Iterator[Finding]:
    offset = source.page.find("\ufffd")
    if offset >= 0:
        yield NOT_UTF_8.at(source.place(offset), "bytes here are no UTF-8 text")


def _masked(source: Unwrapped, tokens: Iterable[Token]) -> str:
    return masked(source.text, front_matter.body_start(source.text), tokens)


def _left_out(
    source: Unwrapped, tokens: Iterable[Token], parts: Sequence[Extent]
) -> Iterator[Finding]:
    for token in tokens:
        is_block = token.kind == "comment" and names_block_type(token.text)
        if is_block and is_in(parts, token.start):
            at = source.location(token.start)
            yield TAG_EXCLUDED.at(at, "this block is left out by its tags")


def _directives(source: Unwrapped, tokens: Iterable[Token], docs: str) -> Iterable[tuple[int, str]]:
    """The includes that publishing follows: not in front matter, fences, comments or code."""
    found = list(includes.directives(source.text, source.path, docs))
    if not found:
        return ()
    start = front_matter.body_start(source.text)
    parts = [(0, start), *extents(tokens)]
    if any(includes.is_indented(source.text, offset) for offset, _ in found):
        parts = sorted([*parts, *markdown.indented(source.text, start)])
    return ((offset, target) for offset, target in found if not is_in(parts, offset))


def _include(
    blocks: Blocks, directives: Iterable[tuple[int, str]], options: Options, trail: Trail
) -> None:
    """Reads what the file includes, and puts it in its place."""
    files, found = options.includes, []
    assert files  # noqa: S101  # the caller asked
    for offset, target in directives:
        at = blocks.source.location(offset)
        wrong = trail.problem(target, files)
        if wrong:
            blocks.findings.append(wrong[0].at(at, wrong[1]))
            continue
        try:
            text = files.text(target)
        except PageUnreadable as error:
            blocks.findings.append(INCLUDE_MISSING.at(at, str(error)))
            continue
        onward = trail.to(target)
        if _says(text, options):
            inner = _read_file(target, text, options, onward)
            blocks.findings.extend(inner.findings)
            found.append((at.line, tuple(inner.blocks)))
    if found:
        blocks.blocks = spliced(blocks.blocks, iter(found))


def _says(text: str, options: Options) -> bool:
    """Whether an included file may hold a block: most are code that a tool has written."""
    if "<!--" in text or "[!" in text or names_block_type(text):
        return True
    return options.infer_unannotated and ("```" in text or "~~~" in text)


def _resources(blocks: list[Block], page: Page) -> tuple[tuple[Resource, ...], tuple[Finding, ...]]:
    read_ones = [read_resource(block, page.id) for block in blocks if block.kind == "resource"]
    resources = tuple(resource for resource, _ in read_ones if resource)
    return resources, tuple(finding for _, findings in read_ones for finding in findings)
