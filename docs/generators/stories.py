"""The reference of story files, made of the keys that their reader and their schema know."""

from collections.abc import Iterator

from docreplay.story.file.keys import TABLES, StoryTable
from docs.generators.markdown import code, plain, table


def reference() -> str:
    """Return a table of keys for each table of a story file."""
    return "\n".join(
        f"## {name} {{: #{name} }}\n\n{plain(item.description)}{_choice(item)}\n\n{_keys(item)}"
        for name, item in TABLES.items()
    )


def _choice(item: StoryTable) -> str:
    names = ", ".join(map(code, item.one_of))
    return f" It has exactly one of {names}." if names else ""


def _keys(item: StoryTable) -> str:
    return table(("Key", "Meaning"), _rows(item))


def _rows(item: StoryTable) -> Iterator[tuple[str, str]]:
    for name, key in item.keys.items():
        required = " *Required.*" if key.is_required else ""
        yield code(name), f"{plain(key.description)}{required}"
