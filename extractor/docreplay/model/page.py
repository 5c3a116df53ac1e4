"""Pages: their identity, their text, and the locales of folders."""

import re
from dataclasses import dataclass

PAGE_SUFFIXES = (".md", ".mdx", ".markdown", ".mdown", ".rst")
"""Ends of the names of files that are pages."""
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
    rf"(?:{_ALONE})(?:[-_](?:{_SCRIPT}))?"
    rf"|(?:{_WITH_REGION})(?:[-_](?:{_SCRIPT}))?[-_](?:[a-z]{{2}}|\d{{3}})",
    re.IGNORECASE,
)

_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "vietnamese": "vi",
}
"""English names of languages, as folders are named (gohugo.io/content-management/multilingual)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageId:
    """Identity of a page, without its text."""

    path: str
    """POSIX path relative to the project, such as `docs_source/zh-cn/api/photo-get.md`."""
    locale: str
    """BCP 47 tag in lower case, or `""` for a tree without locales."""
    key: str
    """The path without docs root, locale and suffix: the same page in every language."""

    @property
    def name(self) -> str:
        """Locale and key: unique in a tree, and shorter than the path."""
        return f"{self.locale}/{self.key}" if self.locale else self.key

    @property
    def folder(self) -> str:
        """The folder to which the key is relative, with a slash: `docs_source/zh-cn/`."""
        return without_suffix(self.path).removesuffix(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as in its file, decoded; line ends are kept."""

    id: PageId
    text: str


def is_binary(text: str) -> bool:
    """Return True for a decoded text that was none, as one in UTF-16: a fourth of it is invalid."""
    if "\0" not in text and "\ufffd" not in text:
        return False
    return (text.count("\0") + text.count("\ufffd")) * 4 > len(text)


def is_page_name(name: str) -> bool:
    """Return True if a file with this name, or at this path, is a page. Case does not matter."""
    return name.lower().endswith(PAGE_SUFFIXES)


def without_suffix(path: str) -> str:
    """Return the path of a page without the end that is that of a page's format."""
    suffix = next((end for end in PAGE_SUFFIXES if path.lower().endswith(end)), "")
    return path[: len(path) - len(suffix)]


def is_locale(name: str) -> bool:
    """Return True if a folder's name is a locale: `zh-cn`, `pt_BR`, `french`; not `api`, `js`.

    Of two-letter names, only common languages of documentation count.
    """
    return _TAG.fullmatch(name) is not None or name.lower() in _NAMES


def locale_tag(name: str) -> str:
    """Return the BCP 47 tag, in lower case, of a folder whose name is a locale."""
    tag = name.lower().replace("_", "-")
    return _NAMES.get(tag, tag)


def normalized(text: str) -> str:
    """Return the text with LF line ends and without byte order mark; lines and columns stay.

    A NUL becomes U+FFFD (CommonMark §2.3).
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")
