"""Type of options that take one of several words."""

import click

from docreplay.errors import did_you_mean


class Choice(click.Choice[str]):
    """One of several words; a message about a different one suggests the nearest."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return value
        near = did_you_mean(value, self.choices)
        known = ", ".join(self.choices)
        return self.fail(f"unknown value `{value}`{near}; use one of: {known}", param, ctx)
