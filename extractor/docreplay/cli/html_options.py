"""Options of the HTML report, which every command that writes reports has."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from docreplay.model.page_link import why_invalid


class HtmlOptions(NamedTuple):
    """What the HTML report shows around a run."""

    link: str = ""
    """Template of links to pages, or `""`."""
    history: Path | None = None
    """Folder of the JSON reports of earlier runs."""


NO_HTML_OPTIONS = HtmlOptions()


class LinkTemplate(click.ParamType[str]):
    """The URL of a page in the repository, with `{path}` and `{line}`."""

    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if reason := why_invalid(value):
            example = "https://github.com/OWNER/REPOSITORY/blob/main/{path}#L{line}"
            self.fail(f"invalid link `{value}`: {reason} (example: {example})", param, ctx)
        return value


HTML = (
    click.option(
        "--link",
        type=LinkTemplate(),
        help="Link pages of the HTML report to this URL, which has {path} and {line}.",
    ),
    click.option(
        "--history",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="FOLDER",
        help="Show earlier runs in the HTML report, from their JSON reports in FOLDER.",
    ),
)


def html_of(values: Mapping[str, Any]) -> HtmlOptions:
    """Return the options from the values of all parameters of a command."""
    return HtmlOptions(link=values["link"] or "", history=values["history"])
