"""What configuration and annotations change of the form of a page."""

from dataclasses import replace

from docreplay.compare.form import Form
from docreplay.compare.pending_finding import Path
from docreplay.model.strictness import DEFAULT, Matcher, Strictness

_NULL = frozenset({"null"})
_ANYTHING = Form(kinds=frozenset(), muted=True)


def strict(form: Form, strictness: Strictness) -> Form:
    """The form with the switches of a strictness, and its matchers as far as types go.

    What is asked of the values themselves is the business of the comparator of values.
    """
    return form if strictness == DEFAULT else _changed(form, strictness, ())


def _changed(form: Form, strictness: Strictness, path: Path) -> Form:
    form = _switched(form, strictness, path)
    if matcher := strictness.matcher_at(path):
        return _matched(form, matcher)
    properties = {**form.properties, **dict.fromkeys(_named(form, strictness, path), _ANYTHING)}
    ignored = {name for name in properties if _is_ignored((*path, name), strictness)}
    return replace(
        form,
        properties={
            name: _changed(part, strictness, (*path, name)) for name, part in properties.items()
        },
        required=form.required - ignored,
        owed=form.owed - ignored,
        items=_changed(form.items, strictness, (*path, 0)) if form.items else None,
    )


def _switched(form: Form, strictness: Strictness, path: Path) -> Form:
    allows_missing = strictness.missing == "allow"
    return replace(
        form,
        kinds=form.kinds | _NULL if strictness.null_at(path) == "allow" else form.kinds,
        required=frozenset() if allows_missing else form.required,
        owed=frozenset() if allows_missing else form.owed,
        open=form.open or strictness.extra == "allow",
        closed=strictness.extra == "refuse",
    )


def _matched(form: Form, matcher: Matcher) -> Form:
    """The form of a place at which a matcher decides; pages of resources are not asked."""
    match matcher.kind:
        case "type" | "approx":
            return replace(form, format="", choices=(), muted=True)
        case "format":
            kinds = form.kinds & _NULL | {"string"}
            return Form(kinds=kinds, format=matcher.text, sure=True, muted=True)
        case _:
            return _ANYTHING


def _named(form: Form, strictness: Strictness, path: Path) -> list[str]:
    """The members that matchers name and no example shows: somebody knows of them."""
    if "object" not in form.kinds:
        return []
    last = [rule.path.tokens[-1] for rule in strictness.paths if rule.matcher and rule.path.tokens]
    names = [name for name in last if isinstance(name, str) and name not in form.properties]
    return [name for name in names if strictness.matcher_at((*path, name))]


def _is_ignored(path: Path, strictness: Strictness) -> bool:
    matcher = strictness.matcher_at(path)
    return matcher is not None and matcher.kind == "ignore"
