"""What tests of recordings share: a shelf in a folder, and a service that is a function."""

from collections.abc import Callable, Iterable
from pathlib import Path

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.recordings.cassette import RecordMode
from docreplay.replay.recordings.cassette import CaseKey, CassetteShelf, CassetteTransport
from docreplay.replay.secrets.redaction import Redactor
from docreplay.sources.cassettes import CassetteFiles

BASE = "https://api.example.com/v1.0"
PAGE = "docs/en-us/photo.md"
FILE = f"cassettes/{PAGE}.json"
Result = Answer | Unreachable | Skipped | Unrecorded
Headers = Iterable[tuple[str, str]]
JSON_TYPE = (("Content-Type", "application/json"),)


def sent(
    target: str = "/photo",
    *,
    method: str = "GET",
    headers: Headers = (),
    body: str | bytes | None = None,
) -> SentRequest:
    data = body.encode() if isinstance(body, str) else body
    url = target if "://" in target else BASE + target
    return SentRequest(method=method, url=url, headers=tuple(headers), body=data)


def answer(
    body: str | bytes = '{"height": 48}', status: int = 200, headers: Headers = JSON_TYPE
) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return Answer(status=status, reason="OK", headers=tuple(headers), body=data)


class Live:
    """A service that gives one response after the other, the last one again and again."""

    def __init__(self, *answers: Result) -> None:
        self.answers = list(answers) or [answer()]
        self.requests: list[SentRequest] = []

    def send(self, request: SentRequest) -> Result:
        self.requests.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Player:
    """Sends requests of cases of one page in a mode, as one run does."""

    def __init__(
        self,
        root: Path,
        mode: RecordMode,
        *answers: Result,
        secrets: Iterable[str] | Redactor = (),
        day: str = "2026-11-27",
        cases: Iterable[str] | None = None,
        base_url: str = BASE,
        is_documented: Callable[[int], bool] = lambda _: False,
    ) -> None:
        self.live = Live(*answers)
        self.redactor = secrets if isinstance(secrets, Redactor) else Redactor(secrets)
        self.base_url = base_url
        self.is_documented = is_documented
        names = {"get_photo", "put_photo"} if cases is None else set(cases)
        self.shelf = CassetteShelf(
            mode,
            CassetteFiles(root, "cassettes"),
            day=day,
            revision=lambda _: "0123",
            cases=lambda _: names,
        )

    def begin(self, case: str = "get_photo") -> None:
        self.shelf.begin(CaseKey(PAGE, case))

    def transport(
        self, case: str = "get_photo", documented: Iterable[str] = ()
    ) -> CassetteTransport:
        return CassetteTransport(
            self.shelf,
            CaseKey(PAGE, case),
            self.live,
            self.redactor,
            base_url=self.base_url,
            documented=documented,
            is_documented=self.is_documented,
        )

    def send(
        self, request: SentRequest, case: str = "get_photo", documented: Iterable[str] = ()
    ) -> Result:
        return self.transport(case, documented).send(request)


def record(
    root: Path, request: SentRequest, *answers: Result, documented: Iterable[str] = ()
) -> None:
    """Record one request of the case `get_photo`."""
    Player(root, "all", *answers).send(request, documented=documented)
