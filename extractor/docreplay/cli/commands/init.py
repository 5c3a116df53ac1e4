"""`docreplay init`: a starting configuration for a repository of documentation."""

from collections.abc import Iterator
from pathlib import Path

import click

from docreplay.cli.scaffold import Docs, Draft, drafts, find_docs, put, why_left_alone


@click.command(epilog="\b\nExamples:\n  docreplay init\n  docreplay init --dry-run ../docs-repo")
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path()
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
def init(folder: Path, dry_run: bool) -> None:
    """Write a configuration for a repository.

    FOLDER gets docreplay.toml, make targets and a CI job.

    A file that is there already is never changed; .gitignore gets one more line.
    """
    root = folder.resolve()
    docs = find_docs(root)
    click.echo("\n".join(_found(docs)))
    for draft in drafts(root, docs):
        click.echo(_done(root, draft, dry_run))
    if dry_run:
        return
    click.echo("next: docreplay check")


def _found(docs: Docs) -> Iterator[str]:
    yield f"documentation: {docs.folder}"
    if docs.locales:
        yield f"locales: {', '.join(docs.locales)}"


def _done(root: Path, draft: Draft, dry_run: bool) -> str:
    reason = why_left_alone(root, draft)
    if reason:
        return f"left alone: {draft.path} ({reason})"
    if dry_run:
        quoted = "".join(f"  | {line}\n" for line in draft.text.removesuffix("\n").split("\n"))
        return f"would {'add to' if draft.adds else 'write'}: {draft.path}\n{quoted}".rstrip("\n")
    put(root, draft)
    if draft.path == "docreplay.mk":
        return f"wrote: {draft.path} (add `include {draft.path}` to your Makefile)"
    return f"{'added a line to' if draft.adds else 'wrote'}: {draft.path}"


COMMAND = init
