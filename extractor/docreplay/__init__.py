"""Turn annotated API documentation, in any language, into tests that replay it.

This is the public API; everything else may change. Functions take a `Config`, and names load when
they are first used:

    import docreplay

    config = docreplay.load_config("path/to/project")
    run = docreplay.check(config)
    for finding in run.findings:
        print(finding)

`check`, `generate` and `test` return a `Run`, `drift` a `Drift`, `read_page` a `Reading`; `serve`
answers until it is interrupted. An error that stops the work is a `DocreplayError`.
"""

import sys

# No other import here: `python -m docreplay` would take modules from the current folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    from docreplay.config.load import load_config
    from docreplay.config.settings import Config
    from docreplay.errors import (
        ConfigError,
        DocreplayError,
        NothingMatched,
        OutputError,
        PageUnreadable,
        ServiceUnreachable,
    )
    from docreplay.flows.check import check
    from docreplay.flows.drift.run import drift
    from docreplay.flows.generate import generate
    from docreplay.flows.read_page import read_page
    from docreplay.flows.serve import serve
    from docreplay.flows.test.run import test
    from docreplay.model.drift import Drift
    from docreplay.model.exchange import Exchange, Reading
    from docreplay.model.finding import Finding, Severity
    from docreplay.model.location import Location
    from docreplay.model.run import Run, Verdict
    from docreplay.model.secret import Secret
    from docreplay.model.translation import PageVerdict

    __version__: str
else:
    ModuleType = type(sys)

__all__ = [
    "Config",
    "ConfigError",
    "DocreplayError",
    "Drift",
    "Exchange",
    "Finding",
    "Location",
    "NothingMatched",
    "OutputError",
    "PageUnreadable",
    "PageVerdict",
    "Reading",
    "Run",
    "Secret",
    "ServiceUnreachable",
    "Severity",
    "Verdict",
    "__version__",
    "check",
    "drift",
    "generate",
    "load_config",
    "read_page",
    "serve",
    "test",
]

_HOMES = {
    "Config": "config.settings",
    "ConfigError": "errors",
    "DocreplayError": "errors",
    "Drift": "model.drift",
    "Exchange": "model.exchange",
    "Finding": "model.finding",
    "Location": "model.location",
    "NothingMatched": "errors",
    "OutputError": "errors",
    "PageUnreadable": "errors",
    "PageVerdict": "model.translation",
    "Reading": "model.exchange",
    "Run": "model.run",
    "Secret": "model.secret",
    "ServiceUnreachable": "errors",
    "Severity": "model.finding",
    "Verdict": "model.run",
    "check": "flows.check",
    "drift": "flows.drift.run",
    "generate": "flows.generate",
    "load_config": "config.load",
    "read_page": "flows.read_page",
    "serve": "flows.serve",
    "test": "flows.test.run",
}
"""The module of each public name, below the package."""


if not TYPE_CHECKING:  # with it, type checkers would accept every name

    def __getattr__(name: str) -> object:
        """Return a public name, and load its module when it is first used."""
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  # takes longer than all the rest

            value: object = version("docreplay")
        elif name in _HOMES:
            from importlib import import_module  # noqa: PLC0415  # see above

            value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not, and all others."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package, in which `drift` and `serve` are functions although subpackages have the names.

    Importing a subpackage sets an attribute of its parent, which would hide the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
