"""The requests that scenarios may name, and what a request of a scenario amounts to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from docreplay.model.http.http import Request
from docreplay.model.location import Passage
from docreplay.story.apidoctor.scenario import Canned, ScenarioCall, ScenarioFile


@dataclass(frozen=True, slots=True)
class DocumentedCall:
    """A request of a page, and the case that tests it."""

    request: Request
    case: str = ""
    """Id of the case; `""` if the page documents no response."""


@dataclass(frozen=True, slots=True)
class ResolvedCall:
    """A call whose canned request is put in its place, and the request that it changes."""

    call: ScenarioCall
    request: Request
    case: str
    """Id of the documented case, or `""` for a request that no page documents as a case."""


class RequestError(ValueError):
    """The request of a call cannot be found; the message gives the reason."""

    def __init__(self, message: str, member: str) -> None:
        super().__init__(message)
        self.message = message
        self.member = member
        """Member of the call that is wrong, or `""`."""
        self.word = ""
        """The unknown name, for a suggestion."""


class RequestLibrary:
    """Documented and canned requests by name; of several, the first counts, as in API Doctor."""

    def __init__(
        self,
        methods: Mapping[str, DocumentedCall],
        files: Iterable[ScenarioFile],
        read: Callable[[Passage], Request | None],
    ) -> None:
        self.methods = methods
        self.canned: dict[str, Canned] = {}
        for file in files:
            for item in file.canned:
                self.canned.setdefault(item.name, item)
        self._read = read

    def resolve(self, call: ScenarioCall) -> ResolvedCall:
        """Return what a call amounts to. Raise `RequestError` if its request cannot be found.

        Of a canned request everything counts, and the captures of the call besides.
        """
        seen: set[str] = set()
        while call.canned:
            if call.canned in seen:
                raise RequestError(
                    f"the canned request `{call.canned}` leads back to itself", "canned-request"
                )
            seen.add(call.canned)
            call = self._merged(call)
        if call.raw:
            request = self._read(call.raw_text)
            if request is None:
                raise RequestError("`http-request` is not a valid request", "http-request")
            return ResolvedCall(call, request, "")
        return self._documented(call)

    def _merged(self, call: ScenarioCall) -> ScenarioCall:
        found = self.canned.get(call.canned)
        if found is None:
            raise _unknown("canned request", call.canned, "canned-request")
        own = {item.name for item in call.captures}
        captures = (*(item for item in found.captures if item.name not in own), *call.captures)
        return replace(found, captures=captures)

    def _documented(self, call: ScenarioCall) -> ResolvedCall:
        if not call.method:
            raise RequestError("the request has no `method`", "")
        found = self.methods.get(call.method)
        if found is None:
            raise _unknown("method", call.method, "method")
        return ResolvedCall(call, found.request, found.case)


def _unknown(what: str, name: str, member: str) -> RequestError:
    error = RequestError(f"unknown {what} `{name}`", member)
    error.word = name
    return error
