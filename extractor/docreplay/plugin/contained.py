"""A boundary around replaying and judging: no exception leaves it, and no secret with one.

pytest prints the local variables of every frame of a traceback on demand (`--showlocals`), and the
frames of a replay have tokens in them. A page or a service must not be able to force that.
"""

from collections.abc import Callable
from traceback import walk_tb
from typing import TypeVar

from docreplay.diagnostics.entry_points import offer_that_raised
from docreplay.errors import DocreplayError
from docreplay.flows.pages.claim_lines import with_lines
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Broken, Case, Outcome
from docreplay.model.run import Verdict

_T = TypeVar("_T")
_OWN = "docreplay."


class ContainedReplayer:
    """Replays and judges; what goes wrong within is an outcome or a verdict."""

    def __init__(self, replayer: Replayer) -> None:
        self._replayer = replayer
        self.replayer = replayer
        """The replayer itself, for what is contained otherwise."""

    def begin(self, case: Case) -> None:
        """Start a case; if that is not possible, sending its request reports why."""
        __tracebackhide__ = True
        contained(lambda: self._replayer.begin(case))

    def send(self, case: Case) -> Outcome:
        """Return what the service did, or `Broken`."""
        __tracebackhide__ = True
        found = contained(lambda: self._replayer.send(case))
        return Outcome(result=found, sent=None) if isinstance(found, Broken) else found

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """Return the verdict; a failed one if judging is not possible."""
        __tracebackhide__ = True
        found = contained(lambda: self._replayer.judge(case, outcome))
        if isinstance(found, Verdict):
            return found
        return Verdict(
            id=case.id,
            location=case.location,
            title=case.title,
            outcome="failed",
            reason=found.reason,
            elapsed=outcome.elapsed,
        )

    def documented(self, case: Case) -> Case:
        """Return the case with the id and the line on its page, as far as that is possible."""
        __tracebackhide__ = True
        found = contained(lambda: self._replayer.documented(case))
        return with_lines(case, None) if isinstance(found, Broken) else found

    def masked(self, text: str) -> str:
        """Return the text without secrets; without any of it if that is not possible."""
        __tracebackhide__ = True
        found = contained(lambda: self._replayer.masked(text))
        return found.reason if isinstance(found, Broken) else found

    def close(self) -> None:
        """Close the connections and the embedded service."""
        self._replayer.close()


def contained(work: Callable[[], _T]) -> _T | Broken:
    """Return the result of the work, or what went wrong, without a value that it was about.

    An interruption, which may also be a time limit of pytest, goes on without the frames of the
    work.
    """
    __tracebackhide__ = True
    try:
        return work()
    except DocreplayError as error:
        return Broken(reason=str(error).partition("\n")[0])
    except Exception as error:
        return Broken(reason=_description(error))
    except BaseException as error:
        raise error.with_traceback(None) from None


def _description(error: Exception) -> str:
    """Return the type of the error and the line that raised it; its message may have a secret."""
    places = [
        f"{name}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if (name := str(frame.f_globals.get("__name__", ""))).startswith(_OWN)
    ]
    offer = offer_that_raised(error)
    who = f"entry point `{offer.name}` from {offer.package}" if offer else places[-1]
    return f"internal error: {type(error).__name__} in {who}"
