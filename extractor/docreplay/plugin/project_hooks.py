"""Call the hooks of a project, and say where one failed."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import partial
from math import isfinite
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

import pluggy
import pytest

from docreplay.errors import HookFailed, did_you_mean
from docreplay.flows.sending.run_hooks import NO_HOOKS, HookSkipped, HookValues, RunHooks
from docreplay.model.case import Answer, Case, SentRequest
from docreplay.model.http.placeholder_values import SecretText
from docreplay.model.secret import Secret
from docreplay.model.secret_names import may_be_secret
from docreplay.plugin import hookspecs
from docreplay.replay.values import value_text

_PREFIX = "docreplay_"
_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(_PREFIX))
_LONGEST = 300
"""Characters of an exception's message that are shown."""
_KEY: pytest.StashKey[RunHooks] = pytest.StashKey()


class _Manager(pluggy.PluginManager):
    """Finds hooks by their names, as pytest does; `pytest.hookimpl` may order them."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> Any:
        method = getattr(plugin, name) if name in _HOOKS else None
        if not inspect.isroutine(method):
            return None
        return dict(getattr(method, "pytest_impl", None) or {})


def hooks_of(config: pytest.Config) -> RunHooks:
    """Return the hooks of all plugins and `conftest.py` files. Raise `pytest.UsageError`."""
    if _KEY not in config.stash:
        manager = _Manager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        for plugin in _defining(config.pluginmanager):
            try:
                manager.register(plugin)
            except pluggy.PluginValidationError as error:  # of a plugin that is not a module
                raise pytest.UsageError(" ".join(str(error).split())) from None
        has_any = bool(manager.get_plugins())
        config.stash[_KEY] = ProjectHooks(manager, config) if has_any else NO_HOOKS
    return config.stash[_KEY]


class ProjectHooks:
    """The hooks of a project, in one process."""

    def __init__(self, manager: pluggy.PluginManager, config: pytest.Config) -> None:
        self._manager, self._config = manager, config
        self._files = {
            file for plugin in manager.get_plugins() if (file := getattr(plugin, "__file__", ""))
        }
        self.has_session = bool(manager.hook.docreplay_session.get_hookimpls())

    def values(self, case: Case) -> HookValues:
        """Return the values of all hooks; that of the hook that is called first counts."""
        name = "docreplay_values"
        found: dict[str, object] = {}
        for given in self._called(name, case=case):
            if not isinstance(given, Mapping):
                raise self._invalid(name, f"must return a mapping (got {type(given).__name__})")
            found = {**self._run(name, partial(dict, given)), **found}
        values = {key: self._text(name, key, value) for key, value in found.items()}
        present = {key: text for key, text in values.items() if text is not None}
        secrets = (
            text
            for key, text in present.items()
            if isinstance(text, SecretText) or may_be_secret(key)
        )
        return HookValues(present, tuple(secrets))

    def before(self, case: Case, request: SentRequest) -> None:
        """Let the hooks read a request."""
        self._called("docreplay_before_request", case=case, request=request)

    def after(self, case: Case, request: SentRequest, response: Answer) -> None:
        """Let the hooks read a response. None of them can skip the case any more."""
        name = "docreplay_after_response"
        try:
            self._called(name, case=case, request=request, response=response)
        except HookSkipped as skip:
            raise HookFailed(f"{skip} ({name} cannot skip a case that has a response)") from None

    def session(self, base_url: str) -> object:
        """Return what the first hook gives that gives something."""
        name = "docreplay_session"
        try:
            return self._called(name, base_url=base_url)
        except HookSkipped as skip:
            raise HookFailed(f"{skip} ({name} cannot skip cases)") from None

    def failure(self, error: BaseException, name: str) -> HookFailed:
        """Return what an exception in a hook says, with its place in the file of the project."""
        place = self._place(error, name)
        if isinstance(error, pytest.fail.Exception):
            return HookFailed(f"{place}: {name}: {_line(error.msg or 'failed')}")
        what = f"raised {type(error).__name__}{(said := _said(error)) and f': {said}'}"
        return HookFailed(f"{name} {what}" if place == name else f"{place}: {name} {what}")

    def _called(self, name: str, **arguments: object) -> Any:
        """Call the hooks of a name."""
        __tracebackhide__ = True
        hook = getattr(self._manager.hook, name)
        return self._run(name, partial(hook, config=self._config, **arguments))

    def _run(self, name: str, call: Callable[[], Any]) -> Any:
        """Call code of the project. Whatever it raises but an interruption is a failure."""
        __tracebackhide__ = True
        try:
            return call()
        except KeyboardInterrupt:
            raise
        except pytest.skip.Exception as skip:
            raise HookSkipped(f"{self._place(skip, name)}: {_line(skip.msg or name)}") from None
        except BaseException as error:  # `SystemExit` and `pytest.exit` would end the run as passed
            raise self.failure(error, name) from None

    def _text(self, name: str, key: object, value: object) -> str | None:
        """Return a value as text; None if there is none."""
        if not isinstance(key, str):
            raise self._invalid(name, f"names must be strings (got {type(key).__name__})")
        if isinstance(value, Enum):
            value = value.value
        if isinstance(value, Secret):
            return SecretText(self._revealed(name, key, value))
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool | int | float) and isfinite(value):
            return value_text(value)
        got = value if isinstance(value, float) else type(value).__name__
        raise self._invalid(name, f"`{key}` must be a string, number or boolean (got {got})")

    def _revealed(self, name: str, key: str, value: Secret) -> str:
        """Return the text of a secret, which an unset environment variable makes None."""
        text: object = value.reveal()
        if not isinstance(text, str):
            kind = type(text).__name__
            raise self._invalid(name, f"`{key}` must be a Secret of a string (got {kind})")
        return text

    def _invalid(self, name: str, what: str) -> HookFailed:
        """Return what is wrong with a returned value, with the place of the only hook."""
        found = getattr(self._manager.hook, name).get_hookimpls()
        code = inspect.unwrap(found[0].function).__code__ if len(found) == 1 else None
        place = f"{self._shown(code.co_filename)}:{code.co_firstlineno}: " if code else ""
        return HookFailed(f"{place}{name}: {what}")

    def _place(self, error: BaseException, name: str) -> str:
        """Return the last line of a plugin's file that an exception passed."""
        frames = [item for item in extract_tb(error.__traceback__) if item.filename in self._files]
        if frames:
            return f"{self._shown(frames[-1].filename)}:{frames[-1].lineno}"
        return name

    def _shown(self, file: str) -> str:
        root = self._config.rootpath.resolve()
        path = Path(file).resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def check(plugin: object) -> None:
    """Raise `pytest.UsageError` for a hook, or an argument of one, that docreplay does not have."""
    for name, value in vars(plugin).items():
        if not name.startswith(_PREFIX) or not inspect.isfunction(value):
            continue
        near = did_you_mean(name, _HOOKS)
        if name in _HOOKS:
            _check_arguments(name, value)
            _check_kind(name, value)
        elif near:
            raise pytest.UsageError(f"{_place_of(value)}: unknown hook `{name}`{near}")


def _check_arguments(name: str, function: Callable[..., object]) -> None:
    known = inspect.signature(getattr(hookspecs, name)).parameters
    for argument in inspect.signature(function).parameters.values():
        if argument.name not in known and argument.default is argument.empty:
            raise pytest.UsageError(
                f"{_place_of(function)}: `{name}` has no argument `{argument.name}`"
                f" (known: {', '.join(known)})"
            )


def _check_kind(name: str, function: Callable[..., object]) -> None:
    """Refuse what a call does not execute: a coroutine, or a generator that wraps no hook."""
    plain = inspect.unwrap(function)
    if inspect.iscoroutinefunction(plain) or inspect.isasyncgenfunction(plain):
        raise pytest.UsageError(f"{_place_of(function)}: `{name}` must not be asynchronous")
    options = getattr(function, "pytest_impl", None) or {}
    is_wrapper = options.get("wrapper") or options.get("hookwrapper")
    if inspect.isgeneratorfunction(plain) and not is_wrapper:
        raise pytest.UsageError(f"{_place_of(function)}: `{name}` must not yield")


def _defining(manager: pytest.PytestPluginManager) -> Iterator[object]:
    """Yield the plugins that define a hook, in the order in which they were registered."""
    seen: set[int] = set()
    for _, plugin in manager.list_name_plugin():
        if plugin is None or id(plugin) in seen:
            continue
        seen.add(id(plugin))
        is_hook = any(inspect.isroutine(getattr(plugin, name, None)) for name in _HOOKS)
        file = getattr(plugin, "__file__", None) or ""
        if isinstance(plugin, ModuleType) and (is_hook or Path(file).name == "conftest.py"):
            check(plugin)
        if is_hook:
            yield plugin


def _place_of(function: Any) -> str:
    code = inspect.unwrap(function).__code__
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}"


def _said(error: BaseException) -> str:
    """Return the first line of an exception's message."""
    try:
        return _line(str(error))
    except Exception as broken:  # of the project's own `__str__`
        return f"its message cannot be read ({type(broken).__name__})"


def _line(text: str) -> str:
    """Return the first line of a text."""
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
