"""Which account a case is sent with: by its scopes, the permissions of its page, and its tags."""

from collections.abc import Iterable, Sequence
from functools import cache

from docreplay.config.accounts import Account
from docreplay.errors import PageUnreadable
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.api.permission_rows import PermissionRow, alternatives_of, permission_rows
from docreplay.model.case import Case, Skipped
from docreplay.model.near_names import did_you_mean
from docreplay.model.page import PageId
from docreplay.read.documented_page import documented_page
from docreplay.read.reading import options_of
from docreplay.replay.accounts.credentials import Use
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import load_page

_SHOWN = 4
"""Number of permissions that a reason names."""


class AccountChoice:
    """Chooses among the accounts of a configuration.

    Pages are read only if accounts differ in what they are for.
    """

    def __init__(self, index: CaseIndex, accounts: Sequence[Account]) -> None:
        self._index = index
        self._accounts = sorted(accounts, key=lambda account: not account.default)
        self._is_plain = not any(
            account.scopes is not None or account.permissions or account.tags
            for account in accounts
        )
        self._rows = cache(self._rows_of)

    @property
    def default(self) -> str:
        """The name of the account that is taken if nothing asks for another, or `""`."""
        return self._accounts[0].name if self._accounts else ""

    def of(self, case: Case) -> Use | Skipped | None:
        """Return the account of a case, why none fits, or None without accounts.

        Among those that fit, one for a tag of the case is preferred, then the default.
        """
        if not self._accounts:
            return None
        if self._is_plain:
            first = self._accounts[0]
            return Use(account=first, scopes=first.requested)
        case = self._index.documented(case) or case
        needed = self._needed(case)
        tags = frozenset(case.tags)
        tagged = [item for item in self._accounts if not item.tags or tags & {*item.tags}]
        for account in sorted(tagged, key=lambda item: not tags & {*item.tags}):
            alternatives = needed(account)
            chosen = _offered(account, alternatives)
            if chosen is not None:
                asked = tuple(sorted(chosen)) if account.least_privilege and chosen else ()
                return Use(account=account, scopes=asked or account.requested)
        return Skipped(kind="account", reason=_reason(case, self._rows(case.page), tagged))

    def named(self, name: str) -> Use | Skipped:
        """Return the account of that name, with all of its scopes."""
        for account in self._accounts:
            if account.name == name:
                return Use(account=account, scopes=account.requested)
        hint = did_you_mean(name, (account.name for account in self._accounts))
        return Skipped(kind="account", reason=f"unknown account `{name}`{hint}")

    def with_scopes(self, scopes: Sequence[str], tags: Sequence[str]) -> Use | Skipped | None:
        """Return the account that has all of the scopes, why none has, or None without accounts.

        One for a tag is preferred, then the default.
        """
        if not self._accounts:
            return None
        tagged = [item for item in self._accounts if not item.tags or {*tags} & {*item.tags}]
        for account in sorted(tagged, key=lambda item: not {*tags} & {*item.tags}):
            if _offered(account, (frozenset(scopes),)) is not None:
                return Use(account=account, scopes=account.requested)
        return Skipped(kind="account", reason=f"no account has {_named('scope', scopes)}")

    def _needed(self, case: Case) -> "_Needed":
        return _Needed(case, () if case.scopes else self._rows(case.page))

    def _rows_of(self, page: PageId) -> tuple[PermissionRow, ...]:
        """Return what the permissions tables of a page say; nothing of one that is not read."""
        index = self._index
        try:
            text = load_page(index.store, page)
        except PageUnreadable:
            return ()
        options = options_of(index.config, IncludedFiles(index.store))
        return permission_rows(documented_page(text, options))


class _Needed:
    """What an account needs for a case: one of several sets of scopes; None if nothing is known."""

    def __init__(self, case: Case, rows: Sequence[PermissionRow]) -> None:
        self._case, self._rows = case, rows

    def __call__(self, account: Account) -> tuple[frozenset[str], ...] | None:
        if self._case.scopes:
            return (frozenset(self._case.scopes),)
        return alternatives_of(self._rows, account.permissions) if self._rows else None


def _offered(
    account: Account, alternatives: tuple[frozenset[str], ...] | None
) -> frozenset[str] | None:
    """Return the smallest set of scopes that suffices and that the account has, or None.

    An account without the key `scopes` has all of them.
    """
    if alternatives is None:
        return frozenset()
    if account.scopes is None:
        fitting = list(alternatives)
    else:
        own = {_folded(scope) for scope in account.scopes}
        fitting = [item for item in alternatives if own.issuperset(map(_folded, item))]
    return min(fitting, key=lambda item: (len(item), sorted(item)), default=None)


def _folded(scope: str) -> str:
    """Return a scope without the resource that it is of: `https://graph.microsoft.com/User.Read`."""
    return scope.rpartition("/")[2].lower() if "://" in scope else scope.lower()


def _reason(case: Case, rows: Sequence[PermissionRow], tagged: Sequence[Account]) -> str:
    """Return why no account fits."""
    if not tagged:
        if not case.tags:
            return "every account is for requests with tags, and this one has none"
        return f"no account is for {_named('tag', case.tags)}"
    if case.scopes:
        return f"no account has {_named('scope', case.scopes)}"
    kinds = {account.permissions for account in tagged}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    found = sorted({" and ".join(sorted(item)) for item in alternatives_of(rows, kind)})
    if not found:
        return f"the page documents no {kind} permissions"
    return f"no account has {_named('permission', found, 'one of the')}"


def _named(noun: str, names: Iterable[str], before: str = "the") -> str:
    """Return "the scopes `A`, `B`"."""
    found = tuple(dict.fromkeys(names))
    shown = ", ".join(f"`{name}`" for name in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    if len(found) == 1:
        return f"the {noun} {shown}"
    return f"{before} {noun}s {shown}{more}"
