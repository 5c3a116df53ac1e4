"""Stories: requests in an order, with what one of them gives to the next ones.

The values have the shape of Arazzo 1.1 workflows (https://spec.openapis.org/arazzo/v1.1.0.html).
Every spelling of a story compiles to them: annotations, story files, the scenario files of API
Doctor, Arazzo documents. The stage `story` runs them. What Arazzo has no word for, such as
teardown and accounts, is said here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.json.value import JSON
from docreplay.model.location import Location

ParameterPlace = Literal[
    "path", "query", "querystring", "header", "cookie", "input", "text", "url", "body", "content"
]
"""Where the value of a parameter goes.

`path` fills the placeholder of that name; `query`, `header` and `cookie` set the one of that name,
or add it; `querystring` replaces the whole query; `input` is an input of a called story. The others
are of API Doctor (annotation-dialect.md §2.8): `text` replaces the literal name, such as `{x}`, in
the target; `url` replaces the whole target; `body` sets what the JSON Pointer in `name` leads to in
a JSON body; `content` replaces the whole body.
"""

SelectorType = Literal["simple", "regex", "jsonpath", "xpath", "jsonpointer"]
"""Languages of criteria and selectors (Arazzo 1.1, Criterion Object and Selector Object)."""

ActionType = Literal["end", "goto", "retry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A value that is used as it is, whatever signs it contains."""

    value: JSON = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A value whose strings are evaluated, at any depth.

    A string that is a runtime expression (`$inputs.id`) is replaced by its value, whose type is
    kept; an expression in braces (`/users/{$inputs.id}`) by its text. An object with the members
    `context`, `selector` and `type` is a Selector Object (Arazzo 1.1).
    """

    value: JSON = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A part of structured data (Arazzo 1.1, Selector Object)."""

    context: str
    """The runtime expression of the data, such as `$response.body`."""
    selector: str
    type: SelectorType
    version: str = ""
    """Such as `xpath-10`; `""` is the default of the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomName:
    """A name that no other run uses, so that what is created under it can be found and removed."""

    prefix: str = ""
    """What it starts with, after the prefix of all names of the run."""
    suffix: str = ""
    """What it ends with, such as `.txt`."""


Operand = Fixed | Template | Selector | RandomName
"""How a value is written in a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value for a request, or for an input of a called story (Arazzo 1.1, Parameter Object)."""

    place: ParameterPlace
    name: str
    """Name in that place; a JSON Pointer for `body`; ignored for `url`, `content`, `querystring`.
    """
    value: Operand | None
    """None removes what is there: the header, the property, the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A value for a place in the payload (Arazzo 1.1, Payload Replacement Object)."""

    target: str
    value: Operand | None
    """None removes the member."""
    type: SelectorType | None = None
    """Language of `target`; None: JSON Pointer, or XPath in an XML payload."""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The body of a request (Arazzo 1.1, Request Body Object)."""

    content: Operand | None = None
    """None keeps the documented body."""
    media_type: str = ""
    """Content-Type; `""` is the documented one."""
    replacements: tuple[Replacement, ...] = ()
    is_base64: bool = False
    """Whether `content` is the base64 text of the bytes to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """An assertion (Arazzo 1.1, Criterion Object); one that cannot be evaluated fails."""

    condition: str
    context: str = ""
    """The runtime expression to which a condition that is not `simple` applies."""
    type: SelectorType = "simple"
    version: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What to do after a step (Arazzo 1.1, Success Action Object and Failure Action Object)."""

    name: str
    type: ActionType
    """`retry` is for failures only."""
    step: str = ""
    """Step to go to, or to run before the step is sent again."""
    story: str = ""
    """Key of a story (`story_key`), instead of `step`."""
    parameters: tuple[Parameter, ...] = ()
    """Inputs of that story."""
    criteria: tuple[Criterion, ...] = ()
    """The action is taken if all of them pass; the first such action of a list is."""
    retry_after: float = 0.0
    """Seconds; `Retry-After` of the response counts instead (RFC 9110 §10.2.3)."""
    retry_limit: int = 1
    """How often the step is sent again at most, before later actions are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCall:
    """The request of a documented case."""

    case: str
    """Id of the case: `api/page#get_photo`, as `docreplay list` prints it."""
    path: str = ""
    """Path template of the story's own, such as that of an OpenAPI description: its names of
    placeholders are those of the parameters. `""` is the documented path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCall:
    """A request that the story writes itself; placeholders are those of a page."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCall:
    """Another story, as one step; its outputs are those of the step."""

    story: str
    """Key of the story (`story_key`)."""


Operation = CaseCall | RawCall | StoryCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A value that is kept for later steps (Arazzo 1.1, `outputs`)."""

    name: str
    source: Operand
    is_optional: bool = False
    """Whether the step succeeds without such a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request, or one called story (Arazzo 1.1, Step Object)."""

    id: str
    operation: Operation
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    payload: Payload | None = None
    success_criteria: tuple[Criterion, ...] = ()
    """All must pass. Without any, the status decides: see `statuses`."""
    on_success: tuple[Action, ...] = ()
    """Without one that applies, the next step follows."""
    on_failure: tuple[Action, ...] = ()
    """Without one that applies, the story ends as failed."""
    outputs: tuple[Capture, ...] = ()
    timeout: float | None = None
    """Seconds for one attempt; None: as the configuration says."""
    depends_on: tuple[str, ...] = ()
    """Steps that must be complete: ids, or `$workflows.STORY.steps.ID`."""
    statuses: tuple[int, ...] = ()
    """Statuses that are a success besides the documented one, and without comparing the rest.

    If there are neither criteria nor statuses, a documented case must respond as documented, and
    another request with a status below 400.
    """
    is_judged: bool = True
    """Whether the response of a documented case is compared with its documentation."""
    is_setup: bool = False
    """Whether the step prepares others: if it fails, the setup failed, not what is documented."""
    account: str = ""
    """Account of the step; `""` is that of the story."""
    poll: str = ""
    """Whether its operation is followed: `always`, `never`, or `""` for as it is configured."""
    location: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input of a story."""

    name: str
    schema: JSON = True
    """JSON Schema 2020-12 of its value; True allows any."""
    default: Operand | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Steps in an order (Arazzo 1.1, Workflow Object), and what runs after them in any case."""

    id: str
    """Unique in its file."""
    location: Location
    """Where the file defines it."""
    steps: tuple[Step, ...]
    summary: str = ""
    description: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Capture, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    """Of each step, unless the step has one for the same place and name."""
    success_actions: tuple[Action, ...] = ()
    """Of each step that has none of the same name, after its own."""
    failure_actions: tuple[Action, ...] = ()
    teardown: tuple[Step, ...] = ()
    """Steps that run at the end in any case, in this order; one that fails fails the teardown only.
    """
    depends_on: tuple[str, ...] = ()
    """Keys of stories that must have passed before."""
    account: str = ""
    """Account whose credentials are sent; `""` is the default one."""
    scopes: tuple[str, ...] = ()
    """Scopes that the account must have, or the story is skipped."""
    tags: tuple[str, ...] = ()
    is_enabled: bool = True
    is_reusable: bool = False
    """Whether it is only there to be called, and never run for itself."""
    flaw: str = ""
    """Why it cannot be run, or `""`; its setup has failed then."""
    constants: Mapping[str, JSON] = field(default_factory=dict)
    """Values of expressions that the file fixes, such as `$self` or `$sourceDescriptions.a.url`."""

    @property
    def key(self) -> str:
        """What other stories name it by."""
        return story_key(self.location.path, self.id)


def story_key(path: str, story_id: str) -> str:
    """Return the name of a story among those of all files: `stories/photos.toml#album`."""
    return f"{path}#{story_id}"


def retried(statuses: Iterable[int], *, limit: int, after: float = 0.0) -> Action:
    """Return the failure action that sends a step again if it is answered with such a status."""
    condition = " || ".join(f"$statusCode == {status}" for status in statuses)
    criteria = (Criterion(condition=condition),)
    return Action(
        name="retry", type="retry", criteria=criteria, retry_after=after, retry_limit=limit
    )
