"""What is known of one key of the configuration."""

from typing import NamedTuple

from docreplay.config.value_types import ValueType


class Setting(NamedTuple):
    """A key: its section of the documentation, its type, its meaning and an example in TOML."""

    key: str
    section: str
    type: ValueType
    description: str
    """Sentences in Markdown. The first one is enough for a reader who knows the tool."""
    example: str

    @property
    def field(self) -> str:
        """The name of the field of `Config`."""
        return self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """The environment variable that sets the key, or `""`."""
        return f"DOCREPLAY_{self.field.upper()}" if self.type.in_environment else ""
