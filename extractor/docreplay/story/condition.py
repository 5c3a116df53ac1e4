"""Simple conditions (Arazzo 1.1, Criterion Object): literals, operators and runtime expressions.

condition  = and *( "||" and )          equality = relation *( ("==" / "!=") relation )
and        = equality *( "&&" equality ) relation = unary *( ("<" / "<=" / ">" / ">=") unary )
unary      = *"!" value *( "[" condition "]" / "." name )
value      = literal / expression / "{" expression "}" / "(" condition ")"
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import NamedTuple

from docreplay.model.json.value import JSON
from docreplay.story.compare_values import are_equal, is_before, is_true
from docreplay.story.values import EvaluationError, Undefined, part

_DEEPEST = 50
"""Brackets in brackets, and exclamation marks in a row."""
_LONG = 200
"""Characters of a condition that messages show."""
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>'(?:[^']|'')*')
    | (?P<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))
    | (?P<word>(?:true|false|null)(?![\w.-]))
    | \{(?P<braced>\$[^{}]*)\}
    | (?P<expression>\$(?:request|response|message)\.header\.
        (?:(?!&&|\|\||!=)[!#$%&'*+.^_`|~0-9A-Za-z-])+
      | \$[A-Za-z]+(?:\.[A-Za-z0-9_-]+)*
        (?:\#(?:/(?:(?!&&|\|\||[<>=!]=|[<>])[^\s/{}()\[\]])*)*)?)
    | \.(?P<member>[A-Za-z_][\w-]*)
    | (?P<sign>\|\||&&|==|!=|<=|>=|<|>|!|\(|\)|\[|\])
    )""",
    re.VERBOSE,
)
_LITERALS: Mapping[str, JSON] = {"true": True, "false": False, "null": None}
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", "<=", ">", ">="))


class _Token(NamedTuple):
    kind: str
    text: str


def holds(condition: str, value_of: Callable[[str], JSON]) -> bool:
    """Return True if a condition passes; `value_of` gives the value of a runtime expression.

    What is not there is null. A value that is not a boolean passes unless it is null, 0 or empty
    text. Raises `EvaluationError` for a condition that cannot be evaluated.
    """
    parser = _Parser(deque(_tokens(condition)), value_of)
    value = parser.level(0)
    if parser.rest:
        raise EvaluationError(f"unexpected `{parser.rest[0].text}` in `{_short(condition)}`")
    return is_true(value)


def _tokens(condition: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(condition.rstrip())
    while at < end:
        match = _TOKEN.match(condition, at)
        if match is None:
            text = _short(condition[at:].strip())
            raise EvaluationError(f"cannot read `{text}` in `{_short(condition)}`")
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind]))
        at = match.end()
    return found


class _Parser:
    """Reads and evaluates in one go; what a logical operator skips is read only."""

    def __init__(self, rest: deque[_Token], value_of: Callable[[str], JSON]) -> None:
        self.rest = rest
        self._value_of = value_of
        self._depth = 0
        self._skipping = 0

    def level(self, number: int) -> JSON:
        """Return the value of what the operators of a level, and those that bind more, join."""
        if number == len(_LEVELS):
            return self._unary()
        left = self.level(number + 1)
        while (operator := self._next("sign", _LEVELS[number])) is not None:
            is_decided = number < 2 and is_true(left) == (operator == "||")
            self._skipping += is_decided
            right = self.level(number + 1)
            self._skipping -= is_decided
            left = self._joined(operator, left, left if is_decided else right)
        return left

    def _joined(self, operator: str, left: JSON, right: JSON) -> JSON:
        if self._skipping:
            return None
        if operator in ("||", "&&"):
            return is_true(right)
        if operator in ("==", "!="):
            return are_equal(left, right) == (operator == "==")
        if operator in ("<", ">="):
            before = is_before(left, right)
            return before if operator == "<" else _not(before)
        before = is_before(right, left)
        return before if operator == ">" else _not(before)

    def _unary(self) -> JSON:
        self._enter()
        try:
            if self._next("sign", ("!",)) is not None:
                return not is_true(self._unary())
            return self._members(self._primary())
        finally:
            self._depth -= 1

    def _members(self, value: JSON) -> JSON:
        while True:
            if (name := self._next("member")) is not None:
                value = self._part(value, name)
            elif self._next("sign", ("[",)) is not None:
                index = self.level(0)
                self._expect("]")
                value = self._part(value, str(index))
            else:
                return value

    def _part(self, value: JSON, name: str) -> JSON:
        if self._skipping or value is None:
            return None
        try:
            return part(value, (name,), name)
        except Undefined:
            return None

    def _primary(self) -> JSON:
        if not self.rest:
            raise EvaluationError("the condition ends where a value must follow")
        token = self.rest.popleft()
        match token.kind:
            case "string":
                return token.text[1:-1].replace("''", "'")
            case "number":
                return _number(token.text)
            case "word":
                return _LITERALS[token.text]
            case "expression" | "braced":
                return self._expression(token.text)
        if token.text != "(":
            raise EvaluationError(f"unexpected `{token.text}` where a value must be")
        value = self.level(0)
        self._expect(")")
        return value

    def _expression(self, text: str) -> JSON:
        if self._skipping:
            return None
        try:
            return self._value_of(text)
        except Undefined:
            return None

    def _next(self, kind: str, texts: tuple[str, ...] = ()) -> str | None:
        """Take the next token if it is of a kind, and one of the texts; return its text."""
        if not self.rest or self.rest[0].kind != kind or (texts and self.rest[0].text not in texts):
            return None
        return self.rest.popleft().text

    def _expect(self, text: str) -> None:
        if self._next("sign", (text,)) is None:
            raise EvaluationError(f"`{text}` expected")

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise EvaluationError("the condition is nested too deeply")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _number(text: str) -> JSON:
    try:
        return float(text) if re.search(r"[.eE]", text) else int(text)
    except ValueError as error:  # Python limits the digits of an integer
        raise EvaluationError(f"the number `{text[:20]}…` has too many digits") from error


def _not(is_less: bool | None) -> bool:
    """Return the opposite of an order; null and any value have none, so that it is False."""
    return is_less is False
