"""Messages in blocks without annotation that show only a part of one.

Rules, each by neighbourhood within a section:

- JSON right below the head of a message is its body, if that has none and may have one;
- JSON below a request is a response to it, unless the words above it name only other methods.
  Its status is that of the nearest heading (`200: OK`) or of the words above it (returns
  `201 Created`); otherwise it is 200.

Nothing is inferred across a heading, unless that is about the response or names a status. That
holds for a second response in HTTP as well: below another heading it is one of a different request.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.model.block import Block
from docreplay.model.location import Passage
from docreplay.read.field_lines import read_field
from docreplay.read.roles import first_line, is_concrete
from docreplay.read.start_lines import is_status_line, read_request_line, read_status_line
from docreplay.read.topics import is_of_response

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console", "curl"})
_STATUS = re.compile(r"(?<![\d.:/-])([2-5]\d\d)(?![\d.%])")
_HEADING_STATUS = re.compile(r"(?:^|-)([1-5]\d\d)(?:-|$)")
_BARE_STATUS = re.compile(r"[ \t]*([2-5]\d\d)[ \t]+[A-Za-z][A-Za-z ]*$")
_METHOD = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE)\b")
_OF_RESPONSE = re.compile(
    r"respon|returns?\b|result|output|success|answer|error|status(?:[\s_-]*code)?\W{0,6}[2-5]\d\d"
    r"|antwort|ergebnis|fehler|rückgabe|gibt\b.{0,40}\bzurück|répon|renvoi|retourne|erreur|respuesta"
    r"|devuelve|risposta|restituisce|resposta|retorna|retorno|odpowied|zwraca|yanıt|döndür|ответ|возвра"
    r"|响应|返回|应答|響應|回應|傳回|レスポンス|応答|返し|返さ|返る|응답|반환",
    re.IGNORECASE,
)
"""Words about a response, in the languages of translations."""
_OF_STORE = re.compile(
    r"\b(?:stored|saved|indexed) (?:in|documents?)\b|\b(?:you can )?verify\b.{0,60}\bby\b",
    re.IGNORECASE,
)
"""Words about what a request leaves behind, which a different one would return."""
_OF_FILE = re.compile(r"\b(?:files?|payload|input)\b", re.IGNORECASE)
_OF_REQUEST = re.compile(
    r"request|body|payload|input|parameters|anfrage|anforderung|requête|corps|solicitud|cuerpo|petición"
    r"|richiesta|corpo|requisição|solicitação|żądan|istek|запрос|тело|请求|請求|要求|リクエスト|本文|요청|본문",
    re.IGNORECASE,
)


def infer(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks; bodies are joined to their heads, and JSON below requests has a status."""
    found: list[Block] = []
    request: Block | None = None
    stated: int | None = None
    for block in blocks:
        if _is_request(block):
            request = block
            found.append(block)
        elif not _is_bare_json(block):
            stated = _bare_status(block)
            found.append(block)
            continue
        elif _is_body(found[-1] if found else None, block):
            joined = _joined(found.pop(), block)
            request = joined if _is_request(joined) else request
            found.append(joined)
        elif request and _belongs(request, found, block):
            found.append(replace(block, status=_status(block) or stated or 200))
        else:
            found.append(block)
        stated = None
    return found


def _bare_status(block: Block) -> int | None:
    """Return the status of a block that shows one without `HTTP/1.1`: `201 created`."""
    found = _BARE_STATUS.match(first_line(block)) if block.kind == "plain" else None
    return int(found[1]) if found else None


def _is_request(block: Block) -> bool:
    return block.kind == "request" or (block.kind == "plain" and is_concrete(block))


def _is_bare_json(block: Block) -> bool:
    if block.kind != "plain" or block.info.partition(" ")[0].lower() in {"http", *_SHELLS}:
        return False
    return first_line(block).lstrip()[:1] in ("{", "[") and ":" in block.text.text


def _is_body(above: Block | None, block: Block) -> bool:
    """Return True if a block is the body of the message above it."""
    if above is None or above.kind not in ("plain", "request", "response") or above.status:
        return False
    if above.info.partition(" ")[0].lower() in _SHELLS:
        return False  # a curl command has its body itself
    lines = above.text.text.strip().split("\n")
    if above.section != block.section or not all(map(read_field, lines[1:])):
        return False
    if is_status_line(lines[0]):
        status = read_status_line(lines[0])
        return not block.lead and status is not None and status.status not in (204, 304)
    head = read_request_line(lines[0])
    if head is None or head.method not in _WITH_BODY or _OF_RESPONSE.search(block.lead):
        return False
    declares = any(line.lower().startswith("content-type") for line in lines[1:])
    return not block.lead or declares or _OF_REQUEST.search(block.lead) is not None


def _joined(head: Block, body: Block) -> Block:
    """Return the head of a message with a body from the block below."""
    above, below = head.text.text.rstrip("\n"), body.text.text
    rows = [*_places(head, above), head.text.at(len(above))[1:], *_places(body, below)]
    text = f"{above}\n\n{below}"
    passage = Passage(text, head.text.path, *rows[0], irregular=tuple(rows))
    return replace(head, text=passage, end_line=body.end_line)


def _places(block: Block, text: str) -> Iterator[tuple[int, int]]:
    for row in range(text.count("\n") + 1):
        place = block.text.row(row)
        yield place.line, place.column


def _belongs(request: Block, found: list[Block], block: Block) -> bool:
    """Return True if JSON is a response to the request above.

    A second one is, if it says which status it has; what is between them must not be a message.
    """
    if request.zone.excludes(block.zone) or not _is_near(request, block):
        return False
    named = set(_METHOD.findall(block.lead))
    if named and named.isdisjoint(_METHOD.findall(request.text.text)):
        return False  # the words above it are about a different request
    if _OF_FILE.search(block.lead) and not _OF_RESPONSE.search(block.lead):
        return False
    if _OF_STORE.search(block.lead) and not _OF_RESPONSE.search(block.lead):
        return False
    since = found[_index(found, request) + 1 :]
    if any(is_status_line(first_line(item)) for item in since):
        return False
    seen = {item.status for item in since if item.status}
    status = _status(block)
    return not seen or (status is not None and status not in seen)


def _index(found: list[Block], block: Block) -> int:
    return next(i for i in range(len(found) - 1, -1, -1) if found[i] is block)


def _is_near(request: Block, block: Block) -> bool:
    is_same = block.section == request.section
    is_here = block.topic == request.topic or block.opening.path != request.opening.path
    return is_same or (is_here and is_of_response(block.section))


def may_be_alternative(request: Block, response: Block) -> bool:
    """Return True unless a response without annotation is below a heading of its own."""
    is_same = response.section == request.section
    return response.kind != "plain" or is_same or _names_response(response)


def _names_response(block: Block) -> bool:
    section = block.section
    return "respon" in section.lower() or _HEADING_STATUS.search(section) is not None


def _status(block: Block) -> int | None:
    """Return the status that the words above a block name, or else its heading."""
    named = _STATUS.findall(block.lead) if _OF_RESPONSE.search(block.lead) else []
    heading = _HEADING_STATUS.search(block.section)
    if named:
        return int(named[-1])
    return int(heading[1]) if heading else None
