"""Read a page: the entry point of this stage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docreplay.config.settings import Config
from docreplay.errors import PageUnreadable
from docreplay.model.exchange import Reading, Resource
from docreplay.model.finding import Finding, Severity
from docreplay.model.markup.block import Block
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.markup.zone import Zone
from docreplay.model.page import Page, is_binary, normalized
from docreplay.read import permissions
from docreplay.read.annotations import mentions_block_type
from docreplay.read.base_types import base_types
from docreplay.read.blocks import Blocks, spliced
from docreplay.read.exchanges import Exchanges
from docreplay.read.hidden import hidden_annotations
from docreplay.read.infer import infer
from docreplay.read.markup import includes, markdown, tags
from docreplay.read.markup.includes import IncludeFiles, Trail
from docreplay.read.markup.markup import reader_of
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.spans import unwrap
from docreplay.read.markup.tokens import Extent, blanked, extents, is_in
from docreplay.read.pairing import pair
from docreplay.read.resources import read_resource
from docreplay.read.roles import is_unannotated
from docreplay.read.rules.include_missing import RULE as INCLUDE_MISSING
from docreplay.read.rules.not_utf_8 import RULE as NOT_UTF_8
from docreplay.read.rules.page_too_deep import RULE as TOO_DEEP
from docreplay.read.rules.permissions_missing import RULE as PERMISSIONS_MISSING
from docreplay.read.rules.tag_excluded import RULE as TAG_EXCLUDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of reading, the same for every page of a run."""

    includes: IncludeFiles | None = None
    """Files that pages may include; None if includes are not followed."""
    docs: str = "."
    """Docs folder, to which the path of an include with a leading slash is relative."""
    tags: frozenset[str] = frozenset()
    max_included: int = 2_000_000
    """Maximum number of characters of the files that a page includes."""
    pair_ignored: bool = False
    infer_unannotated: bool = False


def options_of(config: Config, includes: IncludeFiles | None) -> Options:
    """Return the settings of reading from the configuration."""
    return Options(
        includes=includes,
        docs=config.docs[0] if config.docs else ".",
        tags=frozenset(tag.lower() for tag in config.tags),
        max_included=config.max_page_bytes,
        pair_ignored=config.pair_ignored,
        infer_unannotated=config.infer_unannotated,
    )


def read(page: Page, options: Options = Options()) -> Reading:
    """Return everything that a page contains. Never raises."""
    return read_with_markup(page, options)[0]


def read_with_markup(page: Page, options: Options) -> tuple[Reading, MarkupReader]:
    """Return everything that a page contains, and the reader of its markup for further use."""
    unwrapped = unwrap(page.id.path, normalized(page.text), segmented=False)
    markup = reader_of(unwrapped.source)
    blocks = _read_markup(
        markup, unwrapped.findings, options, Trail((page.id.path,), max_length=options.max_included)
    )
    if options.infer_unannotated:
        blocks.blocks = infer(blocks.blocks)
    paired = pair(
        blocks.blocks,
        pair_ignored=options.pair_ignored,
        infer_unannotated=options.infer_unannotated,
    )
    builder = Exchanges(page.id)
    exchanges = builder.build(paired.pairs)
    resources, unreadable = _resources(blocks.blocks, page)
    findings = (*blocks.findings, *paired.findings, *builder.findings, *unreadable)
    reading = Reading(
        page=page.id,
        blocks=tuple(blocks.blocks),
        exchanges=exchanges,
        resources=resources,
        suppressions=tuple(blocks.suppressions),
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        unannotated=0 if options.infer_unannotated else sum(map(is_unannotated, blocks.blocks)),
        text=page.text,
    )
    return reading, markup


def _read_file(path: str, text: str, options: Options, trail: Trail) -> Blocks:
    """Return the blocks of one file and of what it includes."""
    unwrapped = unwrap(path, normalized(text), segmented=False)
    return _read_markup(reader_of(unwrapped.source), unwrapped.findings, options, trail)


def _read_markup(
    markup: MarkupReader, found: Iterable[Finding], options: Options, trail: Trail
) -> Blocks:
    findings = [*found, *_misencoded(markup.places)]
    if markup.is_too_deep:
        message = "blocks are nested too deeply, so nothing on the page is read"
        findings.append(TOO_DEEP.at(markup.places.location(0), message))
    if tags.are_in(markup.text):
        excluded = tags.excluded(markup.plain, options.tags)
        findings.extend(_excluded(markup, excluded))
        markup = reader_of(replace(markup.places, text=blanked(markup.text, excluded)))
    blocks = Blocks(markup, findings=findings, infer=options.infer_unannotated)
    blocks.read()
    blocks.findings.extend(hidden_annotations(markup.places, markup.tokens))
    if options.includes and "[!" in markup.text:
        _include(blocks, _directives(markup, options.docs), options, trail)
    return blocks


def _misencoded(source: SourceMap) -> Iterator[Finding]:
    offset = source.page.find("\ufffd")
    if offset < 0:
        return
    if is_binary(source.page):
        message = "not text in UTF-8 (UTF-16 or binary?), so nothing on the page is read"
        yield NOT_UTF_8.at(source.place(offset), message, severity=Severity.ERROR)
    else:
        yield NOT_UTF_8.at(source.place(offset), "invalid UTF-8")


def _excluded(markup: MarkupReader, parts: Sequence[Extent]) -> Iterator[Finding]:
    for token in markup.tokens:
        is_block = token.kind == "comment" and mentions_block_type(token.text)
        if is_block and is_in(parts, token.start):
            at = markup.places.location(token.start)
            yield TAG_EXCLUDED.at(at, "block is excluded by its tags")


def _directives(markup: MarkupReader, docs: str) -> Iterable[tuple[int, str]]:
    """Return the includes, without those in front matter, comments and code (never published)."""
    text = markup.text
    found = list(includes.directives(text, markup.places.path, docs))
    if not found:
        return ()
    parts = [(0, markup.body_start), *extents(markup.tokens)]
    if includes.is_any_indented(text, (offset for offset, _ in found)):
        parts = sorted([*parts, *markdown.indented(text, markup.body_start)])
    return ((offset, target) for offset, target in found if not is_in(parts, offset))


def _include(
    blocks: Blocks, directives: Iterable[tuple[int, str]], options: Options, trail: Trail
) -> None:
    """Read the files that the file includes, and insert their blocks at the includes."""
    files, found = options.includes, []
    assert files  # noqa: S101  # the caller asked
    for offset, target in directives:
        problem = trail.problem(target, files)
        if problem:
            rule, message = problem
            blocks.findings.append(rule.at(blocks.source.location(offset), message))
            blocks.findings.extend(_without_permissions(blocks, offset, target))
            continue
        try:
            text = files.text(target)
        except PageUnreadable as error:
            blocks.findings.append(INCLUDE_MISSING.at(blocks.source.location(offset), str(error)))
            blocks.findings.extend(_without_permissions(blocks, offset, target))
            continue
        if offset in blocks.permissions:
            at = blocks.source.location(offset)
            blocks.findings.extend(permissions.check_include(_markup_of(target, text), at))
        trail.count(target, len(text))
        if _may_have_blocks(text, options):
            inner = _read_file(target, text, options, trail.to(target))
            blocks.findings.extend(inner.findings)
            found.append(
                (blocks.source.line(offset), _in_zone(inner.blocks, blocks.zones.at(offset)))
            )
    if found:
        blocks.blocks = spliced(blocks.blocks, iter(found))


def _without_permissions(blocks: Blocks, offset: int, target: str) -> Iterator[Finding]:
    if offset in blocks.permissions:
        message = f"cannot read `{target}`, which should have the table of permissions"
        yield PERMISSIONS_MISSING.at(blocks.source.location(offset), message)


def _markup_of(path: str, text: str) -> MarkupReader:
    return reader_of(unwrap(path, normalized(text), segmented=False).source)


def _in_zone(included: Iterable[Block], zone: Zone) -> tuple[Block, ...]:
    """Return the blocks of an included file with the zone in which the file is included."""
    return tuple(replace(item, zone=item.zone or zone) for item in included)


def _may_have_blocks(text: str, options: Options) -> bool:
    """Return True if an included file may contain a block; most are generated code samples."""
    if "<!--" in text or "[!" in text or mentions_block_type(text):
        return True
    return options.infer_unannotated and ("```" in text or "~~~" in text)


def _sections(blocks: Sequence[Block], text: str) -> Iterator[str]:
    """Yield the text about each resource: the page, or the lines between it and the one before."""
    if len(blocks) < 2:
        yield from [text] * len(blocks)
        return
    lines, start = text.splitlines(), 0
    for block in blocks:
        yield "\n".join(lines[start : block.opening.line - 1])
        start = block.end_line


def _resources(blocks: list[Block], page: Page) -> tuple[tuple[Resource, ...], tuple[Finding, ...]]:
    described = [block for block in blocks if block.kind == "resource"]
    results = [
        read_resource(block, page.id, base_types(text))
        for block, text in zip(described, _sections(described, page.text), strict=True)
    ]
    resources = tuple(resource for resource, _ in results if resource)
    return resources, tuple(finding for _, findings in results for finding in findings)
