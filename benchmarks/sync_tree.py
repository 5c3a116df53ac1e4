"""What `drift --sync` does to whole trees: `python -m benchmarks.sync_tree [FOLDER]`.

Sources of real pages are changed by script, each in one of the ways of `benchmarks.sync_edits`.
Every page that is written must have the code of the new source where the same block is, the stamp
of the new version if nothing is left to a translator, and else every byte of before. A second run
must change nothing, the patch must give the same bytes, and each page that is left must be named.
FOLDER has the corpora, unpacked.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.corpus import GRAPH, unpack
from benchmarks.drift_fired import PEOPLE
from benchmarks.fix_tree import NAME
from benchmarks.sync_edits import EDITS, Changed, blocks
from docreplay.config.settings import Config
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.stamping import stamp_pages
from docreplay.flows.drift.syncing import synced_pages
from docreplay.model.translation import ChangedPage
from docreplay.report.patch import patch

_COMMIT = re.compile(r"(?m)^(?P<key>ms\.sourcegitcommit|default_lang_commit): (?P<id>\w{40}).*$")
_HASH = re.compile(r"(?m)^ms\.openlocfilehash: (\w+)")


class Kind(NamedTuple):
    """A tree of pages, and what says from which version they were translated."""

    name: str
    source: str
    target: str
    """Folders of both languages, below that of the corpora."""
    has_clone: bool
    is_recorded: bool = False


_TONGUES = ("es", "fr", "ja", "pt", "zh")
KINDS = (
    Kind("clone, German", f"{NAME}/de-DE/docs/en-us", f"{NAME}/de-DE/docs/de-de", has_clone=True),
    Kind("clone, Chinese", f"{GRAPH}/en-us", f"{GRAPH}/zh-cn", has_clone=True),
    Kind("no clone, Spanish", f"{NAME}/es-ES/docs/en-us", f"{NAME}/es-ES/docs/es-es", False),
    Kind("no clone, Chinese", f"{GRAPH}/en-us", f"{GRAPH}/zh-cn", has_clone=False),
    *(
        Kind(f"commits, {name}", f"{PEOPLE}/en", f"{PEOPLE}/{name}", has_clone=True)
        for name in _TONGUES
    ),
    *(
        Kind(
            f"recorded, {name}",
            f"{PEOPLE}/en",
            f"{PEOPLE}/{name}",
            has_clone=False,
            is_recorded=True,
        )
        for name in _TONGUES
    ),
)


class Pair(NamedTuple):
    """A page with its translation, and the change of the source."""

    path: str
    edit: str
    old: str
    target: str
    changed: Changed


class Result(NamedTuple):
    """What was done to the pages of a tree, and everything that was wrong with it."""

    pages: Mapping[str, int]
    """The number of pages by the name of the change."""
    written: int
    faults: tuple[str, ...]


def main() -> int:
    """Print the numbers and the faults. Return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.sync_tree")
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked corpora")
    parser.add_argument("--count", type=int, default=5, help="pages per tree and kind of change")
    given = parser.parse_args()
    pages: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        corpora = given.folder or _unpacked(Path(folder))
        for number, kind in enumerate(KINDS):
            found = synced(kind, corpora, Path(folder) / str(number), given.count)
            print(f"{kind.name}: {sum(found.pages.values())} pages, {found.written} written")
            pages.update(found.pages)
            faults += (f"{kind.name}: {fault}" for fault in found.faults)
    print(*(f"{name}: {number}" for name, number in pages.items()), *faults, sep="\n")
    print(f"{pages.total()} changed sources, {len(faults)} faults")
    return 1 if faults or not pages else 0


def _unpacked(folder: Path) -> Path:
    for name in (NAME, PEOPLE):
        unpack(folder, name)
    unpack(folder / GRAPH, GRAPH)
    return folder


def synced(kind: Kind, corpora: Path, work: Path, count: int) -> Result:
    """Sync a tree below `work` after that number of sources was changed in each way."""
    pairs = list(_pairs(kind, corpora, count))
    tree, old = _built(kind, pairs, work / "tree")
    config = Config(
        root=tree,
        docs=("docs",),
        source_locale="en-us",
        source_repo="." if kind.has_clone else "",
    )
    if kind.is_recorded:
        stamp_pages(config)
    for pair in pairs:
        _write(tree / "docs/en-us" / pair.path, pair.changed.text)
    head = _commit(tree)
    left: dict[str, str] = {}
    changes = tuple(synced_pages(config, drift(config), left.__setitem__))
    shutil.copytree(tree, work / "patched")
    for change in changes:
        (tree / change.path).write_bytes(change.after.encode())
    faults = [fault for pair in pairs for fault in _faults(kind, pair, tree, (old, head), left)]
    again = synced_pages(config, drift(config), lambda *_: None)
    faults += [f"{change.path}: changed again" for change in again]
    faults += _differing(changes, work / "patched", tree)
    written = sum(change.path.endswith(".md") for change in changes)
    return Result(Counter(pair.edit for pair in pairs), written, tuple(faults))


def _pairs(kind: Kind, corpora: Path, count: int) -> Iterator[Pair]:
    """Yield pages that can be changed, each once, by the name of the change."""
    chance = Random(kind.name)  # noqa: S311  # not for secrets
    source, target = corpora / kind.source, corpora / kind.target
    there = sorted(file.relative_to(target) for file in target.rglob("*.md"))
    left = [path for path in there if (source / path).is_file()]
    for name, change in EDITS.items():
        chance.shuffle(left)
        found = 0
        for path in tuple(left):
            old, text = _text(source / path), _text(target / path)
            changed = change(old, chance) if _is_alike(old, text) else None
            if changed and changed.text != old:
                yield Pair(path.as_posix(), name, old, text, changed)
                left.remove(path)
                found += 1
            if found == count:
                break


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _is_alike(old: str, target: str) -> bool:
    """Return True if both pages have the same code blocks, and so nothing to fix in them."""
    one, other = ([_bare(block[0]) for block in blocks(text)] for text in (old, target))
    return bool(one) and one == other and "`\n" not in re.sub(r"(?m)^```.*\n", "", old)


def _bare(code: str) -> str:
    return "".join(code.split())


def _built(kind: Kind, pairs: Iterable[Pair], tree: Path) -> tuple[Path, str]:
    """Return the folder of a repository with the pages, and the commit of the old sources."""
    for pair in pairs:
        _write(tree / "docs/en-us" / pair.path, pair.old)
    _git(tree, "init", "--quiet")
    old = _commit(tree)
    for pair in pairs:
        _write(tree / "docs/de-de" / pair.path, _stamped(kind, pair, old))
    _commit(tree)
    return tree, old


def _stamped(kind: Kind, pair: Pair, commit: str) -> str:
    """Return the translation with the stamp that the tree has."""
    if kind.is_recorded:
        return _COMMIT.sub("", pair.target, count=1)
    return _committed(pair.target, commit) if kind.has_clone else pair.target


def _committed(text: str, commit: str) -> str:
    return _COMMIT.sub(lambda match: f"{match['key']}: {commit}", text, count=1)


def _faults(
    kind: Kind, pair: Pair, tree: Path, commits: tuple[str, str], left: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is wrong with a page that was synced, or left."""
    path = f"docs/de-de/{pair.path}"
    written = (tree / path).read_bytes().decode()
    before = _stamped(kind, pair, commits[0])
    is_whole = pair.changed.is_whole and not _is_unproven(kind, pair)
    wanted = _with_blocks(before, pair, is_exact=kind.has_clone or kind.is_recorded)
    if is_whole:
        wanted = _renewed(kind, wanted, pair, commits[1])
    if written != wanted:
        yield f"{pair.edit}: {path} is not as expected: {left.get(path)}"
    if not is_whole and path not in left:
        yield f"{pair.edit}: {path} is left, and not named"


def _is_unproven(kind: Kind, pair: Pair) -> bool:
    """Return True if nothing but a clone shows that the rest of the page is the same."""
    without = not kind.has_clone and not kind.is_recorded
    is_other = bool(pair.changed.removed or pair.changed.added)
    return without and (is_other or not pair.changed.blocks)


def _with_blocks(before: str, pair: Pair, *, is_exact: bool) -> str:
    """Return the translation with the code blocks of the new source that belong into it.

    Without the exact source, none is removed.
    """
    text = before
    for number in sorted(pair.changed.blocks, reverse=True):
        old, there = blocks(pair.old)[number], blocks(text)[number]
        new = blocks(pair.changed.text)[pair.changed.new_number(number)]
        if old["fence"] != new["fence"]:
            text = text[: there.start("fence")] + new["fence"] + text[there.end() :]
        heads = [item[0][: item.start("fence") - item.start()].rstrip() for item in (old, new)]
        if heads[0] != heads[1]:
            end = there.start() + len(there[0][: there.start("fence") - there.start()].rstrip())
            text = text[: there.start()] + heads[1] + text[end:]
    for added in pair.changed.added:
        block = blocks(text)[added.beside]
        at = block.end() if added.is_behind else block.start()
        put = f"\n\n{added.text}" if added.is_behind else f"{added.text}\n\n"
        text = text[:at] + put + text[at:]
    for number in pair.changed.removed if is_exact else ():
        block = blocks(text)[number]
        head, rest = text[: block.start()], text[block.end() :].lstrip("\n")
        has_line = bool(rest) and not head.endswith("\n\n")
        text = head + "\n" * has_line + rest if rest else head.rstrip("\n") + "\n"
    return text


def _renewed(kind: Kind, text: str, pair: Pair, head: str) -> str:
    """Return the translation with the stamp of the new source, and its metadata."""
    new = pair.changed.text.replace("\n", "\r\n").encode()
    if found := _HASH.search(text):
        name = "sha1" if len(found[1]) == 40 else "sha256"  # hexadecimal digits
        text = text.replace(found[1], hashlib.new(name, new).hexdigest(), 1)
    if kind.has_clone:
        text = _committed(text, head)
    if pair.changed.entry:
        key = re.escape(pair.changed.entry.split(":")[0])
        text = re.sub(f"(?m)^{key}: .*$", pair.changed.entry, text, count=1)
    return text


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def _commit(tree: Path) -> str:
    _git(tree, "add", "--all")
    _git(tree, "commit", "--quiet", "--message", "Change", "--no-gpg-sign")
    return _git(tree, "rev-parse", "HEAD").strip()


def _git(folder: Path, *words: str, text: str = "") -> str:
    """Run git without the configuration of the user; return what it prints."""
    names = {
        f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    given = {**names, "PATH": "/usr/bin:/bin", "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(  # noqa: S603  # no shell, and words of this file
        ["git", *words],  # noqa: S607
        cwd=folder,
        input=text.encode(),
        capture_output=True,
        check=True,
        env=given | {"GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )
    return done.stdout.decode()


def _differing(changes: Sequence[ChangedPage], other: Path, tree: Path) -> Iterator[str]:
    """Yield the pages that the patch makes different from the sync."""
    text = "".join(patch(change.path, change.before, change.after) for change in changes)
    if text:
        _git(other, "apply", "--whitespace=nowarn", "-", text=text)
    for change in changes:
        if (other / change.path).read_bytes() != (tree / change.path).read_bytes():
            yield f"{change.path}: the patch gives different bytes"


if __name__ == "__main__":
    raise SystemExit(main())
