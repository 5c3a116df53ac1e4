"""What other packages offer is found next to the folders, and is refused with a reason."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from docreplay.compare.comparator import Comparator
from docreplay.diagnostics import entry_points, registry, rule_catalogue
from docreplay.diagnostics.registry import ExtensionPoint, RuleCheck, module_names, rule_checks
from docreplay.diagnostics.rule_catalogue import rule_page, rule_pages
from docreplay.errors import ConfigError
from tests.support.packages import install

FOLDER = "docreplay.compare.comparators"
POINT = ExtensionPoint(FOLDER, "docreplay.comparators", "COMPARATOR", Comparator)
COMPARATOR = (
    "from docreplay.compare.comparator import Comparator\n"
    "COMPARATOR = Comparator(lambda subject: iter(()))\n"
)
RULE = (
    '"""A page is too old."""\n'
    "from docreplay.diagnostics.registry import RuleCheck\n"
    "from docreplay.model.finding import Rule\n"
    "class Check(RuleCheck):\n    pass\n"
    'RULE = Rule(code="ACM101", name="page-too-old")\n'
    "CHECK = Check()\n"
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No test sees what another test installed."""
    caches = (
        entry_points._by_group,
        registry._offered,
        registry.offered_rules,
        rule_catalogue.rule_pages,
    )
    loaded = set(sys.modules)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()
    for name in set(sys.modules) - loaded:
        if name.startswith("acme"):
            del sys.modules[name]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def offer(site: Path, group: str, entries: Mapping[str, str], source: str) -> None:
    install(site, {f"docreplay.{group}": entries}, {"acme_module": source})


def test_an_extension_of_another_package_is_listed_and_loaded(site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module"}, COMPARATOR)
    assert POINT.names() == tuple(sorted((*module_names(FOLDER), "length")))
    assert isinstance(POINT.load("length"), Comparator)
    assert POINT.load_all()[-1] is POINT.load("length")


def test_listing_names_imports_nothing(site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module"}, "raise RuntimeError")
    assert "length" in POINT.names()
    assert "acme_module" not in sys.modules


def test_extensions_of_other_packages_are_sorted_by_name(site: Path) -> None:
    offer(site, "comparators", {"zeta": "acme_module", "alpha": "acme_module"}, COMPARATOR)
    install(site, {"docreplay.comparators": {"beta": "acme_module"}}, {}, name="more")
    assert [item.name for item in entry_points.offers("docreplay.comparators")] == [
        "alpha",
        "beta",
        "zeta",
    ]


def test_a_package_that_is_installed_twice_counts_once(tmp_path: Path, site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module"}, COMPARATOR)
    older = tmp_path / "older"
    install(older, {"docreplay.comparators": {"length": "gone"}}, {}, version="1.0")
    sys.path.append(str(older))
    try:
        assert isinstance(POINT.load("length"), Comparator)
    finally:
        sys.path.remove(str(older))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise RuntimeError('boom')", "RuntimeError: boom"),
        ("COMPARATOR = 1", "acme_module must define COMPARATOR of type Comparator"),
        ("", "acme_module must define COMPARATOR of type Comparator"),
    ],
)
def test_a_broken_entry_point_is_named_with_its_package(
    site: Path, source: str, reason: str
) -> None:
    offer(site, "comparators", {"length": "acme_module"}, source)
    with pytest.raises(ConfigError) as caught:
        POINT.load("length")
    assert str(caught.value) == (
        "cannot use entry point `length` of `docreplay.comparators` from acme-docs 1.2: "
        f"{reason}\n  Try: fix, upgrade or uninstall acme-docs"
    )


def test_an_entry_point_that_names_no_module_is_refused(site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module:COMPARATOR"}, COMPARATOR)
    with pytest.raises(ConfigError, match="No module named 'acme_module:COMPARATOR'"):
        POINT.load("length")


def test_a_name_that_docreplay_has_is_refused(site: Path) -> None:
    offer(site, "comparators", {"status": "acme_module"}, COMPARATOR)
    with pytest.raises(ConfigError, match=r"`status` .* acme-docs 1.2: docreplay has an extension"):
        POINT.names()


def test_a_name_that_two_packages_offer_is_refused(site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module"}, COMPARATOR)
    install(site, {"docreplay.comparators": {"length": "acme_module"}}, {}, name="other")
    with pytest.raises(ConfigError, match=r"from other 1.2: acme-docs 1.2 has an entry point"):
        POINT.names()


def test_a_rule_of_another_package_is_in_the_catalogue(site: Path) -> None:
    offer(site, "rules", {"page-too-old": "acme_module"}, RULE)
    assert rule_page("acm101").summary == "A page is too old"
    assert rule_pages()[0].rule.code == "ACM101"
    (check,) = rule_checks("docreplay.diagnostics.rules", RuleCheck)
    assert type(check).__module__ == "acme_module"


@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        ("page-too-old", RULE.replace("ACM101", "DOC104"), "the rule DOC104 `.*` already exists"),
        (
            "duplicate-name",
            RULE.replace("page-too-old", "duplicate-name"),
            "the rule .* `duplicate-name` already exists",
        ),
        ("page-old", RULE, "its rule is named `page-too-old`"),
        ("page-too-old", RULE.replace("RULE =", "OTHER ="), "must define RULE of type Rule"),
        ("page-too-old", RULE.replace("= Check()", "= print"), "CHECK must be a `Check`"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(
    site: Path, name: str, source: str, reason: str
) -> None:
    offer(site, "rules", {name: "acme_module"}, source)
    with pytest.raises(ConfigError, match=reason):
        rule_pages()


@pytest.mark.parametrize("start", [["-m", "docreplay"], ["-c", "from docreplay.cli.main import *"]])
def test_nothing_is_read_from_the_current_folder(tmp_path: Path, start: list[str]) -> None:
    install(
        tmp_path,
        {"docreplay.commands": {"evil": "acme_evil"}},
        {"acme_evil": "raise SystemExit('imported')"},
    )
    command = [sys.executable, *start, "--help"]
    if start[0] == "-c":
        command = [sys.executable, "-c", f"{start[1]}; main(['--help'])"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "generate" in done.stdout
    assert "evil" not in done.stdout


def test_a_module_of_the_current_folder_is_not_taken_for_the_installed_one(tmp_path: Path) -> None:
    site, here = tmp_path / "site-packages", tmp_path / "checkout"
    command = "import click\n@click.command()\ndef COMMAND():\n    print('installed')\n"
    install(site, {"docreplay.commands": {"hello": "acme_hello"}}, {"acme_hello": command})
    here.mkdir()
    (here / "acme_hello.py").write_text("raise SystemExit('checkout')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-m", "docreplay", "hello"],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("installed\n", "", 0)


def test_a_broken_command_is_one_error_and_stops_no_other(tmp_path: Path) -> None:
    install(tmp_path, {"docreplay.commands": {"hello": "acme_hello"}}, {"acme_hello": "1 / 0"})
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    broken, other = (
        subprocess.run(
            [sys.executable, "-m", "docreplay", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for words in (["hello"], ["explain", "DOC104"])
    )
    assert broken.returncode == 2
    assert broken.stderr == (
        "docreplay: cannot use entry point `hello` of `docreplay.commands` from acme-docs 1.2: "
        "ZeroDivisionError: division by zero\n  Try: fix, upgrade or uninstall acme-docs\n"
    )
    assert other.returncode == 0


@pytest.mark.parametrize("module", ["acme_module", "acme_module.inner"])
def test_an_error_while_an_extension_runs_names_its_package(site: Path, module: str) -> None:
    offer(site, "comparators", {"length": "acme_module"}, COMPARATOR)
    code = compile("def run():\n    int('x')\nrun()", "acme.py", "exec")
    with pytest.raises(ValueError, match="invalid literal") as caught:
        exec(code, {"__name__": module})  # noqa: S102  # a module of another package
    found = entry_points.offer_that_raised(caught.value)
    assert found is not None
    assert found.package == "acme-docs 1.2"


def test_an_error_of_docreplay_itself_names_no_package(site: Path) -> None:
    offer(site, "comparators", {"length": "acme_module"}, COMPARATOR)
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("x")
    assert entry_points.offer_that_raised(caught.value) is None


def test_the_command_line_names_the_package_of_a_rule_that_fails(
    site: Path, tmp_path: Path
) -> None:
    rule = RULE.replace(
        "docreplay.diagnostics.registry import RuleCheck", "docreplay.lint.check import LintCheck"
    )
    rule = rule.replace(
        "class Check(RuleCheck):\n    pass\n",
        "def check(subject):\n    raise RuntimeError('boom')\n",
    )
    rule = rule.replace("Check()", "LintCheck(check)")
    offer(site, "rules", {"page-too-old": "acme_module"}, rule)
    page = tmp_path / "docs_source" / "page.md"
    page.parent.mkdir()
    page.write_text("# Page\n", encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "docreplay", "check", "--root", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    assert (
        "docreplay: cannot use entry point `page-too-old` of `docreplay.rules` from acme-docs 1.2: "
        in found.stderr
    )
    assert "RuntimeError: boom\n  Try: fix, upgrade or uninstall acme-docs" in found.stderr
