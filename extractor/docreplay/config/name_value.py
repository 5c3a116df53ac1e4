"""`NAME=VALUE`, as options of the command line and of pytest take it."""

from collections.abc import Iterable, Mapping

from docreplay.errors import ConfigError


def parse_pairs(texts: Iterable[str], option: str) -> Mapping[str, str]:
    """Return the values by name; of two with one name the later counts.

    `option` is the option or key that the texts come from. Raises `ConfigError` for a text without
    a name or an equals sign; the error does not repeat the text, which may be a secret.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = divided(text)
        if not sign or not name.strip():
            message = f"{option}: expected NAME=VALUE"
            raise ConfigError(message, hint=f"{option} NAME=VALUE")
        found[name.strip()] = value
    return found


def divided(text: str) -> tuple[str, str, str]:
    """Return name, equals sign and value; the place of a placeholder may have a sign of its own.

    So `?id={id}=7` is the name `?id={id}` and the value `7`.
    """
    end = text.find("}=")
    if text[:1] in ("?", "&", "/") or "(" in text.partition("=")[0]:
        return (text[: end + 1], "=", text[end + 2 :]) if end > 0 else text.partition("=")
    return text.partition("=")
