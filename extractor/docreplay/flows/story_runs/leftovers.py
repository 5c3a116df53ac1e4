"""`docreplay test --cleanup`: remove what killed runs left on a service."""

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.flows.story_runs.story_requester import StoryRequester
from docreplay.flows.story_runs.story_runs import remove_leftovers


def remove_created(config: Config) -> None:
    """Remove what the processes of a parallel run created, after all of them have ended."""
    is_kept = config.keep_created or not config.unsafe_methods or config.record_mode != "off"
    if config.captures == "infer" and config.base_url and not is_kept:
        clean_up(config)


def clean_up(config: Config) -> tuple[int, tuple[str, ...]]:
    """Return the number of removed resources, and the URLs of those that cannot be removed.

    Raises `ConfigError` without a service, or without consent to methods that change data.
    """
    if not config.base_url:
        raise ConfigError("`--cleanup` needs a service", hint="give --base-url")
    if not config.unsafe_methods:
        message = "`--cleanup` sends DELETE, which changes data"
        raise ConfigError(message, hint="give --unsafe-methods")
    replayer = Replayer(CaseIndex(config), ())
    try:
        notes = CreatedNotes(config.root, replayer.base_url)
        return remove_leftovers(notes, StoryRequester(replayer, notes))
    finally:
        replayer.close()
