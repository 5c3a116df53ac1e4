"""Write settings in TOML 1.0."""

from collections.abc import Iterator, Mapping

from docreplay.model.json.value import JSON, json_line


def keys_text(settings: Mapping[str, JSON]) -> str:
    """Return the lines of the keys whose values are not tables."""
    plain = ((key, value) for key, value in settings.items() if not isinstance(value, dict))
    return "".join(f"{key} = {_value(value)}\n" for key, value in plain)


def tables_text(settings: Mapping[str, JSON]) -> str:
    """Return the tables, which must be below all other keys of the file."""
    return "".join(
        f"\n{line}" if line.startswith("[") else line
        for key, value in settings.items()
        if isinstance(value, dict)
        for line in _table(key, value)
    )


def _table(name: str, table: Mapping[str, JSON]) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    if plain:
        yield f"[{name}]\n"
        yield from (f"{_value(key)} = {_value(value)}\n" for key, value in plain.items())
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _table(f"{name}.{_value(key)}", value)


def _value(value: JSON) -> str:
    """Return a string, number, boolean or list; JSON writes these as TOML does, but for DEL."""
    text = json_line(value).encode("utf-8", "replace").decode("utf-8")
    return text.replace("\x7f", "\\u007f")
