"""The keys of the configuration that `docreplay drift` alone reads."""

from docreplay.config.setting import Setting
from docreplay.config.value_types import LAYOUT, STAMPS, TEXT

TRANSLATIONS = (
    Setting(
        "layout",
        "Pages",
        LAYOUT,
        "Where translations are: `folders` (a folder for each locale, also that of the source),"
        " `root` (such folders beside the pages of the source, or in `i18n` or `translations`),"
        " `docusaurus` (`i18n/fr/…/current/`;"
        " `docs` must name `i18n` as well) or `suffix` (`page.fr.md` of `page.md` or"
        " `page.en.md`). By default (`auto`), all but the last are recognized by all commands, and"
        " `page.fr.md` of `page.md` by `docreplay drift`.",
        'layout = "suffix"',
    ),
    Setting(
        "stamps",
        "Pages",
        STAMPS,
        "Where it is found which version of its source a translation was made from, if its front"
        " matter does not say so: `git` is the commit that last changed the translation, with the"
        " source pages in the same repository. By default (`page`), only what `docreplay drift"
        " --stamp` recorded counts.",
        'stamps = "git"',
    ),
    Setting(
        "stamp-file",
        "Pages",
        TEXT,
        "File of the source versions that `docreplay drift --stamp` records, relative to the"
        " project.",
        'stamp-file = "docreplay-stamps.jsonl"',
    ),
    Setting(
        "glossary",
        "Pages",
        TEXT,
        "File of terms that translations keep or translate in one way, in TOML or with tabs,"
        " relative to the project. `docreplay drift` checks them (DRI347).",
        'glossary = "glossary.toml"',
    ),
)
"""The settings, in the order of the documentation."""
