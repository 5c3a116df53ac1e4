"""What a configuration should not contain, although it is valid."""

from collections.abc import Iterator

from docreplay.config.accounts import INSECURE, insecure_accounts, literal_secrets
from docreplay.config.settings import Config


def warnings_about(config: Config) -> Iterator[str]:
    """Yield a sentence for each credential in the file, and for connections without verification.

    No sentence has a value.
    """
    yield from literal_secrets(config.accounts)
    if config.insecure:
        yield INSECURE
    yield from insecure_accounts(config.accounts)
