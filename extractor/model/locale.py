"""Locale tags as folders are named for them (BCP 47, RFC 5646 §2.1: language, script, region)."""

import re

_OFTEN = (
    "ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko lt ms nb nl pl pt ro ru sk sl sr sv"
)
_OFTEN += " th tr uk vi zh"
_SELDOM = (
    "af am as az be bn bs ca cy et eu ga gl gu hy is ka kk km kn ky lb lo lv mi mk ml mn mr mt"
)
_SELDOM += " my ne nn no or pa ps pt si sq sw ta te tg tk tt ug ur uz fil kok quz"
_ALONE = "|".join(_OFTEN.split())
_WITH_REGION = "|".join([*_OFTEN.split(), *_SELDOM.split()])
_SCRIPT = "hans|hant|latn|cyrl|arab|beng|deva|guru"
_TAG = re.compile(
    rf"(?:{_ALONE})(?:-(?:{_SCRIPT}))?|(?:{_WITH_REGION})(?:-(?:{_SCRIPT}))?-(?:[a-z]{{2}}|\d{{3}})",
    re.IGNORECASE,
)


def is_locale(name: str) -> bool:
    """Whether a folder's name is a locale: `zh-cn`, `de`, `sr-Latn-RS`; not `api`, `sdk`, `js`.

    Two letters alone are often no language, so only those count that documentation often has.
    """
    return _TAG.fullmatch(name) is not None
