"""Text of fixture books in which characters that cannot be seen are written as symbols."""

_SYMBOLS = str.maketrans(
    {
        "␍": "\r",
        "␉": "\t",
        "␠": " ",
        "␀": "\0",
        "␂": "\ufeff",
        "⍽": "\u00a0",
        "⎵": "\u202f",
    }
)


def literal(text: str) -> str:
    """Replace `␍ ␉ ␠ ␀` by what they depict, `␂` by a BOM, `⍽` and `⎵` by no-break spaces."""
    return text.translate(_SYMBOLS)
