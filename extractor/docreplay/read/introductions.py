"""What the words between a request and a block say about the block.

The last sentence introduces the block: it may call it a response, the body of a request, or what
is neither, such as a schema, an entry of a configuration, or what a webhook receives. Words that
say none of these count only if they name what the block contains.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from docreplay.model.markup.block import Block
from docreplay.read.message_words import REQUEST, RESPONSE

Introduction = Literal["nothing", "response", "instruction", "elsewhere", "other"]
"""What an introduction calls a block: `nothing` without words, `other` for other words."""

_MARKUP = re.compile(
    r"<(?!http)[^<>]{0,300}>|\{%[^{}]{0,200}%\}|\{\{[<%][^{}]{0,200}[%>]\}\}"
    r'|===[!+]?[ \t]+"[^"]{0,200}"|:{3,}[ \t]*[\w-]*|\[!\w+\]'
    r"|(?<![\w`])[*_]++|(?<![*_])[*_]++(?![\w`])"
)
"""Tags, shortcodes, marks of tabs, and emphasis."""
_TITLE = re.compile(r"""\b(?:label|title|value|name)=["']([^"']{1,80})|^===[!+]?[ \t]+"([^"]+)""")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|(?<=[。！？；])")
_OF_RESPONSE = re.compile(
    RESPONSE + r"|\breturn(?:s|ed|ing)?\b|result|\boutput|success|answer|error|\brepl(?:y|ies)\b"
    r"|status(?:[\s_-]*code)?\W{0,6}[2-5]\d\d"
    r"|ergebnis|ergibt|liefert|ausgabe|fehler|rückgabe|gibt\b.{0,40}\bzurück|renvoi|retourne|résultat"
    r"|erreur|devuelve|resultado|restituisce|risultato|retorna|retorno|zwraca|wynik|döndür|sonuç"
    r"|returner|geeft\b.{0,40}\bterug|результат|возвра|поверта|връща|vrac[ií]|επιστρέφ|מחזיר|يعيد"
    r"|تعيد|ترجع|برمی‌گرداند|लौटा|trả về|คืนค่า|返し|返さ|返る|结果|結果|输出|出力|결과|출력",
    re.IGNORECASE,
)
_OF_REQUEST = re.compile(
    REQUEST + r"|body|payload|input|parameters|corps|cuerpo|corpo|istek|тело|本文|본문",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"^\W*(?:please |but |so |and )*(?:do not|don['’]t|never|avoid)\b"
    r"|\bit(?: is|['’]s) (?:an error|wrong|invalid|forbidden|not (?:allowed|valid|possible)) to\b"
    r"|^\W*(?:bad|wrong|incorrect|invalid)\b(?!\s(?:request|gateway))"
    r"|\b(?:previously|formerly|before (?:version|release|v?\d)"
    r"|(?:in|for|of|with) (?:an? |the )?(?:earlier|older|previous|old|former)"
    r" (?:api|releases?|versions?)"
    r"|(?:the|an?) (?:old|older|previous|former) (?:format|style|syntax|version))\b",
    re.IGNORECASE,
)
"""What a reader must not send, and what was so in the past."""
_GIVEN = re.compile(
    r"\b(?:following|such an?|such) (?:(?!respon)\w+ ){0,2}"
    r"(?:body|payload|document|input|variables)"
    r" (?!(?:is|are|was|were|will be|gets?) (?:returned|received))\w",
    re.IGNORECASE,
)
"""A body that is the subject: `The following body is invalid`."""
_FILE = (
    r"(?<![\w./-])[\w./-]{0,80}\w\."
    r"(?:jsonl?|ndjson|ya?ml|xml|toml|ttl|csv|env|ini|conf|tf|[jt]sx?|py)\b"
)
_NOUNS = re.compile(
    rf"{_FILE}|\bschemas?\b|ontolog|vocabular|configur|\bconfig\b|\bsettings?\b|manifest"
    r"|\bvariables?\b|webhook|callback|\bevents?\b|\bqueues?\b|subscri|\blogs?\b|database|\bmapping"
    r"|\btemplate|\bclaims?\b|\btokens?\b|\bJWT\b|\broles?\b|permission|\bpolic(?:y|ies)\b"
    r"|definition|\bfiles?\b|\bpayload\b|\binput\b|\bparameters?\b|\bfilters?\b|\bcursors?\b|\bsort"
    r"|\bquer(?:y|ies)\b|expression|\bSDKs?\b|\blibrar(?:y|ies)\b|\bfunction\b|\bclass\b|\brows?\b"
    r"|\btables?\b|\binserted\b|\b(?:takes|expects|requires|needs|reads|consumes)\b"
    r"|variablen|konfigur|schéma|esquema",
    re.IGNORECASE,
)
"""What is sent, stored or configured elsewhere."""
_STORED = re.compile(
    r"\b(?:stored|saved|indexed) (?:in|documents?|as)\b|\b(?:you can )?verify\b.{0,60}\bby\b"
    r"|\byour (?:server|endpoint|webhook|listener)\b.{0,20}\breceives?\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:^|[,:;] |\b(?:then|and|first|now|must|should|can|to) )"
    r"(?:add|append|change|configure|copy|create|declare|define|edit|enable|include|index|insert|pass|paste"
    r"|place|post|prepare|provide|put|register|replace|save|send|set|specify|store|submit|update|upload"
    r"|use|write)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:(?:for|an?|the|here is|here's|full|complete|json|xml|code|as) )*"
    r"(?:examples?|samples?|e\.g|instance|json|xml|csv|turtle|yaml|beispiel|z\. ?b|ejemplo"
    r"|exemplos?|exemple|esempio|voorbeeld|przykład|пример|приклад|örnek"
    r"|示例|例如|例|예|예시|ví dụ|مثال)"
    r"(?: (?:json|xml|csv))?\W*",
    re.IGNORECASE,
)
_SHOWING = re.compile(
    r"\byou (?:\w+ )?(?:see|get|receive|obtain)\b"
    r"|\b(?:gives?|yields?|prints?|displays|produces|retrieves?|fetches|responds?)\b"
    r"|\bthere (?:is|are)\b|\bat (?:most|least) \d"
    r"|\b(?:accept|reject|match|find|found|from|by|for|to|of)\w* (?:the |this )?"
    r"(?:preceding|previous|above|same) (?:request|query|call|command)\b"
    r"|\b(?:the|an?) (?:created|updated|new) \w+:?$",
    re.IGNORECASE,
)
"""Words about what a request leads to."""


_FAILING = re.compile(
    r"\berrors?\b.{0,30}\b(?:is|are|will be|gets?) (?:returned|sent|thrown|reported)\b"
    r"|\b(?:returns?|responds? with|sends?|reports?) (?:an?|the following) (?:\w+ ){0,2}?errors?\b"
    r"|\b(?:fails?|is rejected|are rejected) with\b",
    re.IGNORECASE,
)
"""What a request leads to that fails, for a reason that it does not show."""


class Words(NamedTuple):
    """The words above a block."""

    whole: str
    """All of them, with the titles of tabs."""
    last: str
    """The last sentence."""
    titles: str
    """The titles of the block and of the tab around it."""


def words_above(block: Block) -> Words:
    """Return the words above a block, without markup."""
    return _words(block.lead, block.info.partition(" ")[2])


@lru_cache(maxsize=64)
def _words(lead: str, title: str) -> Words:
    named = [first or second for first, second in _TITLE.findall(lead)]
    text = " ".join(_MARKUP.sub(" ", lead).split()).lstrip("-+#>|.:,; ")
    return Words(lead, _SENTENCE.split(text)[-1].strip(), " ".join([title, *named[-1:]]).strip())


def leads_to_response(block: Block) -> bool:
    """Return True if the words above a block are about a response."""
    return _OF_RESPONSE.search(block.lead) is not None


def leads_to_request(block: Block) -> bool:
    """Return True if the words above a block are about the body of a request."""
    return _OF_REQUEST.search(block.lead) is not None


def names_body(section: str) -> bool:
    """Return True if a heading is about the body of a request, by its anchor."""
    return _OF_REQUEST.search(section) is not None


def announces_text(lead: str) -> bool:
    """Return True if the words directly above a text announce it as a response."""
    said = lead[-80:].rstrip()
    announces = said.endswith((":", "：", ":**", "**:", ":*")) and not _OF_REQUEST.search(said)
    return announces and re.search(RESPONSE, said.lower()) is not None


def is_refused(block: Block) -> bool:
    """Return True if the words above a block say that it is not sent, or not any more."""
    words = words_above(block)
    return _REFUSED.search(words.last) is not None or _GIVEN.search(words.last) is not None


def announces_error(block: Block) -> bool:
    """Return True if the last sentence above a block says that it is an error."""
    return _FAILING.search(words_above(block).last) is not None


def introduction(block: Block) -> Introduction:
    """Return what the words above a block call it."""
    words = words_above(block)
    said = f"{words.last} {words.titles}".strip()
    if is_refused(block):
        return "elsewhere"
    for pattern, text, found in (
        (_OF_RESPONSE, said, "response"),
        (_NOUNS, said, "elsewhere"),
        (_STORED, words.last, "elsewhere"),
        (_IMPERATIVE, words.last, "instruction"),
        (_OF_RESPONSE, words.whole, "response"),
        (_SHOWING, words.last, "response"),
        (_STORED, words.whole, "elsewhere"),
    ):
        if pattern.search(text):
            return cast("Introduction", found)
    return "other" if words.last and not _EXAMPLE.fullmatch(words.last) else "nothing"
