"""Shell scripts: the requests of each page as `curl` commands."""

import shlex
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from docreplay.emit.exporter import ExportedFile, Exporter
from docreplay.model.case import Case


def export(cases: Iterable[Case]) -> Iterator[ExportedFile]:
    """Yield a script for each page, as soon as its cases are known."""
    for page, items in groupby(cases, lambda case: case.page):
        path = PurePosixPath(page.path).with_suffix(".sh").as_posix()
        yield ExportedFile(path=path, text="".join(["#!/bin/sh\n", *map(_command, items)]))


def _command(case: Case) -> str:
    """Return the command of one case; whatever comes from the page is quoted for the shell."""
    request = case.request
    words = ["curl", "--request", request.method]
    for header in request.headers:
        words += ["--header", f"{header.name}: {header.value}"]
    if request.body is not None:
        words += ["--data-raw", request.body.text]  # --data would read the file of a body `@name`
    return f"\n# {case.name}\n{shlex.join([*words, request.target])}\n"


EXPORTER = Exporter(export)
