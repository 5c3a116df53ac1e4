"""What `record` and `regress` say about settings that do not apply to them."""

from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.report.printable import inert


def note_first_responses(config: Config) -> None:
    """Print that operations and pages are not followed, if the configuration asks for that.

    Compared are the responses to the documented requests: what they lead to has no place on a page.
    """
    ignored = [
        name
        for name, is_set in (
            ("poll", config.poll == "always"),
            ("follow-pages", config.follow_pages),
        )
        if is_set
    ]
    if ignored:
        names = " and ".join(f"`{name}`" for name in ignored)
        verb = "does" if len(ignored) == 1 else "do"
        message = f"{names} {verb} not apply: only responses to documented requests are compared"
        show(inert(f"docreplay: {message}\n"), err=True)
