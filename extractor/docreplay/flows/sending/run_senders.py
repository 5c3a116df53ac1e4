"""What sends the requests of a run: one set of connections, within the limits of the run."""

from functools import partial

from docreplay.config.settings import Config
from docreplay.flows.sending.limits import limits_of, retrying_sender
from docreplay.flows.sending.recorded import transport_of
from docreplay.flows.sending.step_sending import RetryingSenders
from docreplay.replay.transport.ledger import Changeable, Ledger
from docreplay.replay.transport.run_session import RunSession


class RunSenders:
    """The connections of a run, and what repeats requests over them.

    `base_url` is that of the service, which may be the embedded one; `state` is shared by the
    processes of the run, and `session` is what the project sends with.
    """

    def __init__(
        self, config: Config, base_url: str, session: RunSession, state: Changeable | None
    ) -> None:
        ledger = Ledger(limits_of(config), state)
        make = partial(transport_of, base_url=base_url, session=session)
        self._transport = make(config, time_left=ledger.time_left)
        self.retrying = retrying_sender(config, self._transport, ledger)
        """Sends requests with the usual time limit."""
        self.within = RetryingSenders(config, make, ledger)
        """Sends requests of steps within time limits of their own."""

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()
