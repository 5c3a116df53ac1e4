"""The recorded responses of a run: which mode applies, and what is sent in it."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from docreplay.config.accounts import USUAL, Connection
from docreplay.config.recording import SENDING, sends_nothing, with_recordings
from docreplay.config.settings import Config
from docreplay.errors import CassetteUnreadable, PageUnreadable
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.sending.in_flight import limited
from docreplay.flows.sending.recorded_sending import (
    NothingSent,
    RecordedSender,
    place_of_case,
    undocumented,
)
from docreplay.flows.sending.run_accounts import check_consent
from docreplay.model.case import (
    Answer,
    Case,
    Outcome,
    Skipped,
    Unrecorded,
)
from docreplay.model.finding import Finding
from docreplay.model.http.origin import without_credentials
from docreplay.model.http.rebase import rebase
from docreplay.model.page import PageId
from docreplay.model.recordings.cassette import ORIGIN, REDACTED
from docreplay.model.recordings.har import grouped
from docreplay.replay.links.link_sending import Linked
from docreplay.replay.prepare import prepare, prepare_link
from docreplay.replay.recordings.cassette import CassetteShelf
from docreplay.replay.replay import Sender, replay
from docreplay.replay.secrets.run_secrets import RunSecrets
from docreplay.replay.sending import NoNetwork
from docreplay.replay.service import Service, service_of
from docreplay.replay.transport.addresses import AddressGuard
from docreplay.replay.transport.connections import check_connections, connections
from docreplay.replay.transport.in_flight import Closing
from docreplay.replay.transport.run_session import RunSession
from docreplay.replay.transport.transport import RequestsTransport
from docreplay.sources.cassettes import CassetteFiles
from docreplay.sources.clock import today
from docreplay.sources.pages import load_page

Changes = Callable[[CaseIndex, Case, Outcome], Iterable[Finding]]
"""Returns what changed since the response of a case was recorded."""
_VARIABLE = re.compile(r"\$env:\{?([A-Za-z_][A-Za-z0-9_]*)\}?")


def recorded_pages(config: Config) -> list[str]:
    """Return the pages that have recordings, for processes that share a run."""
    return list(CassetteFiles(config.root, config.cassettes).pages())


def checked(config: Config) -> Config:
    """Return the configuration of a run. Raises `ConfigError` for an invalid service or mode."""
    config = with_recordings(config)
    if config.base_url:
        service_of(config, environment=environment_of(config, os.environ))
        check_connections(config)
    check_consent(config)
    return config


def service_label(config: Config) -> str:
    """Return what answers a run, if that is not only the service; otherwise `""`."""
    recorded = f"recorded responses in {config.cassettes}"
    if config.record_mode in ("off", *SENDING):
        return "no service, as the network is blocked" if sends_nothing(config) else ""
    if sends_nothing(config):
        return recorded
    return f"{recorded}, and {without_credentials(config.base_url)} for what is not recorded"


def environment_of(config: Config, environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the environment; where nothing is sent, with all variables that headers name.

    So a run without credentials can use recordings. They match: credentials are redacted in them.
    """
    if not sends_nothing(config):
        return environment
    named = (name for value in config.headers.values() for name in _VARIABLE.findall(value))
    return {**dict.fromkeys(named, REDACTED), **environment}


def transport_of(
    config: Config,
    base_url: str,
    time_left: Callable[[], float],
    session: RunSession | None = None,
) -> Closing:
    """Return the transport of a run; one that opens no socket, if nothing may be sent.

    `base_url` is that of the service, which may be the embedded one. `time_left` returns the
    seconds that the run still has, `session` is what the project sends with.
    """
    if sends_nothing(config):
        return NoNetwork()
    guard = AddressGuard(base_url, allow_private=config.allow_private_addresses)

    def build(own: Connection) -> RequestsTransport:
        return RequestsTransport(
            config.timeout,
            config.max_response_bytes,
            connect=config.connect_timeout,
            read=config.read_timeout,
            time_left=time_left,
            guard=guard,
            connection=own,
            given=session,
        )

    transport = connections(config, build) if config.base_url else build(USUAL)
    return limited(transport, config, os.environ)


class Recordings:
    """Sends cases by way of the recordings of their pages.

    `existing` has the pages that had a cassette when the run began; without it, they are looked up.
    """

    def __init__(self, index: CaseIndex, existing: Iterable[str] | None = None) -> None:
        self._index = index
        self._pages: dict[str, PageId] = {}
        config = index.config
        self._shelf = CassetteShelf(
            config.record_mode,
            CassetteFiles(config.root, config.cassettes),
            day=today().isoformat(),
            revision=self._revision,
            cases=self._cases,
            existing=existing,
        )

    def begin(self, case: Case) -> None:
        """Start a case."""
        self._pages[case.page.path] = case.page
        self._shelf.begin(place_of_case(case))

    def send(
        self,
        case: Case,
        service: Service,
        values: Mapping[str, str],
        *,
        sender: Sender,
        secrets: RunSecrets,
    ) -> Outcome:
        """Send the request of a case, or take its recording; return the outcome.

        What must not be sent to the service may still be recorded.
        """
        self._pages.setdefault(case.page.path, case.page)
        try:
            strict = self._located(service, case.page.path)
        except CassetteUnreadable as error:
            return _unreadable(error)
        own = RecordedSender(
            self._shelf, case, service=strict, sender=sender, redactor=secrets.redactor
        )
        if not service.unsafe_methods:
            own.guard = lambda: prepare(case.request, strict, values)
        lenient = replace(strict, unsafe_methods=True)

        def is_documented(status: int) -> bool:
            return self._index.has_status(case, status)

        try:
            outcome = replay(case, lenient, own, values, is_documented=is_documented)
        except CassetteUnreadable as error:
            return _unreadable(error)
        return own.marked(outcome)

    def follow(
        self,
        case: Case,
        service: Service,
        values: Mapping[str, str],
        link: str,
        *,
        sender: Sender,
        secrets: RunSecrets,
        is_recorded: bool,
    ) -> Linked:
        """Ask for a link in the response to a case, as a further request of that case.

        Whether a link in a recording leads to the service cannot be seen if that has a different
        URL now, so its path is looked for, too, and nothing is sent for it. With `verify`, a link
        is followed, and not compared with its recording: how often a monitor is asked differs.
        """
        strict = self._located(service, case.page.path)
        request = prepare_link(case.request, link, strict, values)
        refused: Skipped | None = None
        if isinstance(request, Skipped):
            refused, sender = request, NothingSent()
            own = rebase(link, strict.base_url)
            request = prepare_link(case.request, own, strict, values) if is_recorded else refused
            if isinstance(request, Skipped):
                return Linked(refused)
        if self._shelf.mode == "verify":
            return Linked(sender.send(request, undocumented)[0], request)
        made = RecordedSender(
            self._shelf, case, service=strict, sender=sender, redactor=secrets.redactor
        )
        result, _ = made.send(request, undocumented)
        if refused and not isinstance(result, Answer):
            return Linked(refused)
        return made.linked(result, request)

    def all_of(self, case: Case) -> tuple[str, ...]:
        """Return the ids of all recordings of a case."""
        own = place_of_case(case)
        found = self._shelf.recordings(own.page)
        return tuple(item.id for item in found if item.case == own.case)

    def _located(self, service: Service, page: str) -> Service:
        """Return the service with the path that its base URL had when the page was recorded.

        That is not known otherwise, if only recordings answer, without a base URL.
        """
        if service.base_url != ORIGIN:
            return service
        return replace(service, base_url=ORIGIN + self._shelf.base_path(page))

    def _revision(self, path: str) -> str:
        text = ""
        with suppress(PageUnreadable):  # a test that a person wrote has no page
            text = load_page(self._index.store, self._pages[path]).text
        return grouped(sha256(text.encode("utf-8", "replace")).hexdigest()) if text else ""

    def _cases(self, path: str) -> Iterable[str]:
        record = self._index.record(self._pages[path])
        return [case.name for case in record.cases] if record else ()


def _unreadable(error: CassetteUnreadable) -> Outcome:
    missed = Unrecorded(reason=f"cannot read recordings: {error.reason}", unreadable=error.name)
    return Outcome(result=missed, sent=None)
