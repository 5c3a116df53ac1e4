from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from docreplay.cli.commands.init import COMMAND
from docreplay.config import load as config
from tests.cli.conftest import PAGE, Command


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A repository of documentation in two languages that knows nothing of docreplay."""
    for locale in ("en-us", "zh-cn"):
        page = tmp_path / "articles/reference" / locale / "api/photo-get.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_a_repository_gets_a_configuration_that_finds_its_pages(
    foreign: Path, docreplay: Command
) -> None:
    assert docreplay("init", str(foreign)).code == 0
    found = config.load(foreign)
    assert (found.docs, found.source_locale) == (("articles/reference",), "en-us")
    assert docreplay("check", "--root", str(foreign)).code == 0
    assert {"Makefile", ".gitignore", ".github/workflows/docreplay.yml"} <= set(contents(foreign))


def test_existing_files_are_left_alone_and_listed(foreign: Path, docreplay: Command) -> None:
    docreplay("init", str(foreign))
    before = contents(foreign)
    out = docreplay("init", str(foreign)).out
    assert out.count("left alone:") == 4
    assert contents(foreign) == before


def test_a_dry_run_writes_nothing_and_shows_everything(foreign: Path, docreplay: Command) -> None:
    before = contents(foreign)
    out = docreplay("init", "--dry-run", str(foreign)).out
    assert contents(foreign) == before
    assert '  | docs = ["articles/reference"]' in out


def test_a_makefile_is_not_touched_but_given_a_file_to_include(
    foreign: Path, docreplay: Command
) -> None:
    (foreign / "Makefile").write_text("all:\n")
    out = docreplay("init", str(foreign)).out
    assert "docreplay.mk (add `include docreplay.mk` to your Makefile)" in out
    assert (foreign / "Makefile").read_text() == "all:\n"


def test_ignored_files_get_one_more_line(foreign: Path, docreplay: Command) -> None:
    (foreign / ".gitignore").write_text("node_modules")
    docreplay("init", str(foreign))
    assert (foreign / ".gitignore").read_text() == "node_modules\n.docreplay*\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"build/\r\n", b"build/\r\n.docreplay*\r\n"),
        (b"build/\r\ndist/", b"build/\r\ndist/\r\n.docreplay*\r\n"),
        (b"build/", b"build/\n.docreplay*\n"),
    ],
)
def test_the_line_that_is_added_ends_as_the_others_do(
    foreign: Path, docreplay: Command, before: bytes, after: bytes
) -> None:
    (foreign / ".gitignore").write_bytes(before)
    docreplay("init", str(foreign))
    assert (foreign / ".gitignore").read_bytes() == after


@pytest.mark.parametrize(
    ("file", "service", "path"),
    [
        (".github/workflows/a.yml", "GitHub Actions", ".github/workflows/docreplay.yml"),
        (".gitlab-ci.yml", "GitLab CI", ".gitlab-ci.yml"),
        ("azure-pipelines.yml", "Azure Pipelines", "azure-pipelines.yml"),
    ],
)
def test_a_job_in_a_folder_of_a_repository_must_move_to_its_root(
    foreign: Path, docreplay: Command, file: str, service: str, path: str
) -> None:
    (foreign / ".git").mkdir()
    (foreign / file).parent.mkdir(parents=True, exist_ok=True)
    (foreign / file).write_text("a: 1\n", encoding="utf-8")
    out = docreplay("init", str(foreign / "articles")).out
    where = f"to the root of the repository, where {service} reads it"
    assert f"to do: move {path} {where}, and run its commands in articles\n" in out
    assert "to do: move" not in docreplay("init", str(foreign)).out
    assert "to do: move" not in docreplay("init", "--ci", "none", str(foreign / "articles")).out


def test_a_repository_on_azure_gets_steps_for_azure(foreign: Path, docreplay: Command) -> None:
    (foreign / "azure-pipelines.yml").write_text("{}\n")
    docreplay("init", "--requirement", "docreplay==1.0", str(foreign))
    steps = yaml.safe_load((foreign / "docreplay.azure-pipelines.yml").read_text("utf-8"))["steps"]
    assert steps[2]["env"] == {"DOCREPLAY": "docreplay==1.0"}
    assert not (foreign / ".github").exists()


@pytest.mark.parametrize(
    ("ci", "file", "text"),
    [
        ("gitlab", ".gitlab-ci.yml", "docreplay.gitlab-ci.yml"),
        ("azure", "azure-pipelines.yml", "docreplay.azure-pipelines.yml"),
        ("github", ".github/workflows/docreplay.yml", ""),
    ],
)
def test_the_service_may_be_named_and_its_file_is_written_once(
    foreign: Path, docreplay: Command, ci: str, file: str, text: str
) -> None:
    out = docreplay("init", "--ci", ci, str(foreign)).out
    assert f"wrote: {file}\n" in out
    before = contents(foreign)
    assert f"left alone: {file} (it exists)" in docreplay("init", "--ci", ci, str(foreign)).out
    assert contents(foreign) == before
    if text:
        (foreign / file).write_text("own: {}\n", encoding="utf-8")
        out = docreplay("init", "--ci", ci, str(foreign)).out
        assert f"wrote: {text} (add `" in out
        assert (foreign / file).read_text(encoding="utf-8") == "own: {}\n"


def test_no_job_is_written_on_demand(foreign: Path, docreplay: Command) -> None:
    out = docreplay("init", "--ci", "none", str(foreign)).out
    assert not (foreign / ".github").exists()
    assert "CI:" not in out
    assert "commit docreplay.toml, Makefile, .gitignore," in out


def test_what_decides_about_the_service_is_printed(foreign: Path, docreplay: Command) -> None:
    out = docreplay("init", "--dry-run", str(foreign)).out
    assert "CI: GitHub Actions (nothing names a service; see --ci)\n" in out
    (foreign / ".gitlab-ci.yml").write_text("{}\n")
    out = docreplay("init", "--dry-run", str(foreign)).out
    assert "CI: GitLab CI (.gitlab-ci.yml exists)\n" in out


@pytest.mark.parametrize(
    ("answer", "file"), [("gitlab\n", ".gitlab-ci.yml"), ("\n", ".github"), ("none\n", "")]
)
def test_a_person_is_asked_if_nothing_decides(
    foreign: Path, monkeypatch: pytest.MonkeyPatch, answer: str, file: str
) -> None:
    monkeypatch.setattr("docreplay.cli.commands.init.can_ask", lambda: True)
    ended = CliRunner().invoke(COMMAND, [str(foreign)], input=answer, catch_exceptions=False)
    assert "CI service" in ended.output
    found = {name for name in (".gitlab-ci.yml", ".github") if (foreign / name).exists()}
    assert found == {file} - {""}


def test_a_repository_on_gitlab_gets_a_job_for_gitlab(foreign: Path, docreplay: Command) -> None:
    (foreign / ".gitlab-ci.yml").write_text("{}\n")
    docreplay("init", str(foreign))
    assert (foreign / "docreplay.gitlab-ci.yml").is_file()
    assert not (foreign / ".github").exists()


def test_a_configuration_in_pyproject_is_respected(foreign: Path, docreplay: Command) -> None:
    (foreign / "pyproject.toml").write_text("[tool.docreplay]\n")
    assert "docreplay.toml (pyproject.toml has" in docreplay("init", str(foreign)).out
    assert not (foreign / "docreplay.toml").exists()


@pytest.mark.parametrize(
    ("page", "docs"),
    [
        ("docs/api/photo.md", "docs"),
        ("content/ja/photo.md", "content"),
        ("zh-cn/photo.md", "."),
        ("js/go/photo.md", "js/go"),
        ("photo.md", "."),
    ],
)
def test_the_documentation_is_found(
    tmp_path: Path, docreplay: Command, page: str, docs: str
) -> None:
    (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / page).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    assert config.load(tmp_path).docs == (docs,)


@pytest.mark.parametrize("page", ["README.md", "node_modules/x/en-us/photo.md", "docs/notes.txt"])
def test_without_pages_nothing_is_written_and_the_folder_is_asked_for(
    tmp_path: Path, docreplay: Command, page: str
) -> None:
    (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / page).write_text(PAGE if "modules" in page else "# A repository\n")
    before = contents(tmp_path)
    for _ in range(2):
        code, out, err = docreplay("init", str(tmp_path))
        assert (code, out) == (5, "")
        assert err.startswith("docreplay: no documentation pages found in ")
        assert "Try: name the folder that contains the pages: docreplay init --docs DIR" in err
        assert contents(tmp_path) == before


def test_the_folder_may_be_named(foreign: Path, docreplay: Command) -> None:
    page = foreign / "elsewhere/de/photo.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    assert docreplay("init", "--docs", "elsewhere", str(foreign)).code == 0
    assert config.load(foreign).docs == ("elsewhere",)
    for other in ("nowhere", ".."):
        code, _, err = docreplay("init", "--docs", other, str(foreign))
        assert (code, "is not a folder of the repository" in err) == (2, True)


def test_a_second_run_changes_nothing_beside_a_makefile_of_another(
    foreign: Path, docreplay: Command
) -> None:
    for makefile in (None, "all:\n"):
        if makefile:
            (foreign / "Makefile").write_text(makefile)
        docreplay("init", str(foreign))
        before = contents(foreign)
        assert docreplay("init", str(foreign)).code == 0
        assert contents(foreign) == before


def test_unannotated_requests_and_translations_are_noticed(
    foreign: Path, docreplay: Command
) -> None:
    fence = "\n```http\nGET https://api.example.com/v1/x\n```\n"
    page = foreign / "articles/reference/en-us/api/other.md"
    page.write_text(fence * 2, encoding="utf-8")
    out = docreplay("init", str(foreign)).out
    assert "translations: 1 page; check them with docreplay drift\n" in out
    assert "requests with annotation: 2\n" in out
    assert "requests without annotation: 2; set `infer-unannotated = true` to read them\n" in out
    assert not config.load(foreign).infer_unannotated


def test_a_tree_without_annotations_is_read_from_the_start(
    tmp_path: Path, docreplay: Command
) -> None:
    page = tmp_path / "docs/photo.md"
    page.parent.mkdir()
    page.write_text("```http\nGET https://api.example.com/v1/x\n```\n", encoding="utf-8")
    out = docreplay("init", str(tmp_path)).out
    assert "requests without annotation: 1\n" in out
    assert config.load(tmp_path).infer_unannotated
    assert "1 exchange" in docreplay("check", "--root", str(tmp_path)).out


def test_a_baseline_on_demand_accepts_what_there_is(foreign: Path, docreplay: Command) -> None:
    page = foreign / "articles/reference/en-us/api/photo-get.md"
    page.write_text(PAGE.replace('"request"', '"reqest"'), encoding="utf-8")
    first = docreplay("init", "--baseline", str(foreign))
    assert "wrote: docreplay-baseline.jsonl (" in first.out
    before = contents(foreign)
    assert config.load(foreign).baseline == "docreplay-baseline.jsonl"
    for command in ("check", "drift"):
        ended = docreplay(command, "--root", str(foreign))
        assert (ended.code, "no findings" in ended.out) == (0, True)
        assert " known" in ended.out
    again = docreplay("init", "--baseline", str(foreign)).out
    assert "left alone: docreplay-baseline.jsonl" in again
    assert contents(foreign) == before


def test_an_existing_configuration_must_name_the_new_baseline(
    foreign: Path, docreplay: Command
) -> None:
    docreplay("init", str(foreign))
    out = docreplay("init", "--baseline", str(foreign)).out
    assert 'add `baseline = "docreplay-baseline.jsonl"` to the configuration' in out


def test_no_job_installs_a_name_without_a_source(foreign: Path, docreplay: Command) -> None:
    out = docreplay("init", str(foreign)).out
    job = (foreign / ".github/workflows/docreplay.yml").read_text(encoding="utf-8")
    assert "to do: set DOCREPLAY in .github/workflows/docreplay.yml" in out
    assert '  DOCREPLAY: ""\n' in job
    assert "pip install docreplay" not in job


def test_a_given_requirement_is_installed_by_both_jobs(foreign: Path, docreplay: Command) -> None:
    requirement = "docreplay @ git+https://git.example.com/tools/docreplay@v1"
    out = docreplay("init", "--requirement", requirement, str(foreign)).out
    assert "set:" not in out
    github = foreign / ".github/workflows/docreplay.yml"
    (foreign / ".gitlab-ci.yml").write_text("{}\n")
    docreplay("init", "--requirement", requirement, str(foreign))
    for job in (github, foreign / "docreplay.gitlab-ci.yml"):
        assert f'  DOCREPLAY: "{requirement}"\n' in job.read_text(encoding="utf-8")


def test_the_line_for_editors_is_only_written_where_the_schema_is(
    foreign: Path, docreplay: Command
) -> None:
    docreplay("init", str(foreign))
    file = foreign / "docreplay.toml"
    assert "#:schema" not in file.read_text(encoding="utf-8")
    file.unlink()
    (foreign / "docreplay.schema.json").write_text("{}")
    docreplay("init", str(foreign))
    assert file.read_text(encoding="utf-8").startswith("#:schema ./docreplay.schema.json\n")


@pytest.mark.parametrize("docs", ["docs/photo.md", "nowhere"])
def test_a_configuration_with_a_page_or_a_missing_folder_is_handled(
    tmp_path: Path, docreplay: Command, docs: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/photo.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text(f'docs = ["{docs}"]\n')
    ended = docreplay("init", str(tmp_path))
    assert (ended.code, "left alone: docreplay.toml" in ended.out) == (
        (2, False) if docs == "nowhere" else (0, True)
    )


ACCOUNTS = """{ "accounts": [ // two of them
  { "name": "Prod one", "enabled": true, "serviceUrl": "https://api.example", "clientId": "c",
    "refreshToken": "$env:REFRESH", "tokenService": "https://a.example/token", "scopes": ["a"] },
  { "name": "Literal", "enabled": true, "refreshToken": "b", "tokenService": "https://a/token" }
] }"""


def test_settings_of_api_doctor_are_taken_over_and_the_file_can_be_loaded(
    foreign: Path, docreplay: Command
) -> None:
    (foreign / "a.json").write_text(
        '{ "api-requirements": { "httpRequest": { "httpMethods": ["GET", "P\\"\\u007f"] } } }'
    )
    (foreign / "b.json").write_text(
        '{ "apiPageType": [{ "title": "Response", "level": 2, "required": true }] }'
    )
    (foreign / "c.json").write_text(ACCOUNTS)
    (foreign / "tests").mkdir()
    (foreign / "tests/s.json").write_text('{ "scenarios": [] }')
    out = docreplay("init", "--from-apidoctor", str(foreign)).out
    assert "settings of API Doctor: permitted-methods, outline, accounts, scenarios\n" in out
    assert "  c.json: `Literal` is not taken over: it has no `refreshToken`, or the file" in out
    assert '# base-url = "https://api.example"\n' in (foreign / "docreplay.toml").read_text()
    found = config.load(foreign)
    assert (found.gate, found.permitted_methods) == ("strict", ("GET", 'P"\x7f'))
    assert found.outline == {"apiPageType": ("## Response",)}
    assert found.scenarios == ("tests",)
    assert found.accounts["Prod-one"]["refresh-token"] == "$env:REFRESH"


_SET = "i18n/fr/docusaurus-plugin-content-docs"
_CURRENT = f"{_SET}/current"
_BLOG = "i18n/fr/docusaurus-plugin-content-blog"


@pytest.mark.parametrize(
    ("paths", "target", "layout", "source"),
    [
        ("docs/a.md {}", f"{_CURRENT}/a.md", "docusaurus", "en"),
        ("website/docs/a.md {}", f"website/{_CURRENT}/a.md", "docusaurus", "en"),
        ("docs/a.mdx {}", f"{_CURRENT.replace('fr', 'pt_BR')}/a.mdx", "docusaurus", "en"),
        ("docs/a.md {}", f"website/{_CURRENT}/a.md", "docusaurus", "en"),
        ("docs/a.md website/README.md {}", f"website/{_CURRENT}/a.md", "docusaurus", "en"),
        ("docs-site/docs/a.md {}", f"docs-site/{_CURRENT}/a.md", "docusaurus", "en"),
        ("web/site/docs/a.md docs/a.md {}", f"web/site/{_CURRENT}/a.md", "docusaurus", "en"),
        ("web/docs/a.md {}", f"web/site/{_CURRENT}/a.md", "docusaurus", "en"),
        ("docs/docs/a.md {}", f"docs/{_CURRENT}/a.md", "docusaurus", "en"),
        ("docs/a.md blog/b.md {}", f"{_BLOG}/b.md", "docusaurus", "en"),
        ("docs/a.md api/b.md {}", f"{_SET}-api/current/b.md", "docusaurus", "en"),
        ("docs/a.md src/pages/b.md {}", f"{_BLOG[:-4]}pages/b.md", "docusaurus", "en"),
        ("docs/a.md {} docs/ja/a.md", "docs/fr/a.md", "root", "en"),
        ("docs/x/index.md {}", "docs/fr/x.md", "root", "en"),
        ("docs/x.mdx {}", "docs/pt_BR/x.md", "root", "en"),
        ("api/x.mdx {}", "es/api/x.mdx", "root", "en"),
        ("docs/a.md {}", "docs/i18n/fr/a.md", "root", "en"),
        ("docs/a.md {}", "docs/locales/pt_BR/a.md", "root", "en"),
        ("README.md {}", "translations/fr/README.md", "root", "en"),
        ("docs/a.md {}", "translations/fr-FR/docs/a.md", "root", "en"),
        ("docs/a.md {}", "i18n/zh-CN/docs/a.md", "root", "en"),
        ("docs/i18n/en/a.md docs/a.md {}", "docs/i18n/fr/a.md", "folders", "en"),
        ("src/content/docs/en/a.mdx {}", "src/content/docs/fr/a.mdx", "folders", "en"),
        ("src/content/docs/a.mdx {}", "src/content/docs/fr/a.mdx", "root", "en"),
        ("docs/src/content/docs/a.mdx {}", "docs/src/content/docs/fr/a.mdx", "root", "en"),
        ("a/b/src/content/docs/a.md {}", "a/b/src/content/docs/ja/a.md", "root", "en"),
        ("content/en/docs/a.md {}", "content/zh-cn/docs/a.md", "folders", "en"),
        ("content/docs/_index.md {}", "content/docs/_index.fr.md", "suffix", "en"),
        ("app/a/page.mdx {}", "app/a/page.fr.mdx", "suffix", "en"),
        ("pages/a.en.mdx {}", "pages/a.fr.mdx", "suffix", "en"),
        ("docs/en-US/a.md {}", "docs/es-419/a.md", "folders", "en-us"),
        ("docs/en/a.md {}", "docs/de/a.md", "folders", "en"),
        ("docs/en_US/a.md {}", "docs/pt_BR/a.md", "folders", "en-us"),
        ("docs/en/x/index.md {}", "docs/de/x.md", "folders", "en"),
        ("docs/de/a.md {}", "docs/fr/a.md", "folders", "de"),
        ("en/a.md {}", "ja/a.md", "folders", "en"),
        ("docs/a.md {}", "docs/a.fr.md", "suffix", "en"),
        ("docs/b/a.mdx {}", "docs/b/a.pt_BR.mdx", "suffix", "en"),
        ("docs/a.en.md {}", "docs/a.fr.md", "suffix", "en"),
        ("docs/a.en-US.markdown {}", "docs/a.zh-Hans.markdown", "suffix", "en-us"),
        ("docs/x/index.md {}", "docs/x/index.ja.md", "suffix", "en"),
        ("docs/de/other.md docs/a.md docs/b.md docs/b.fr.md {}", "docs/a.fr.md", "suffix", "en"),
        ("README.md {}", "README.ja.md", "suffix", "en"),
        ("README.md {}", "README.en.md", "suffix", ""),
        ("README.md {}", "README-fr.md", "suffix", "en"),
        ("docs/a.md {}", "docs-fr/a.md", "root", "en"),
        ("content/english/a.md {}", "content/french/a.md", "folders", "en"),
    ],
)
def test_the_layout_of_translations_is_found_and_drift_reads_it(
    tmp_path: Path, docreplay: Command, paths: str, target: str, layout: str, source: str
) -> None:
    for path in paths.format(target).split():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.replace('99, "', '100, "') if path == target else PAGE
        (tmp_path / path).write_text(text, encoding="utf-8")
    out = docreplay("init", str(tmp_path)).out
    assert f"(layout: {layout})\n" in out
    assert "translations: " in out
    found = config.load(tmp_path)
    assert (found.layout, found.source_locale) == (layout, source)
    result = docreplay("drift", "--root", str(tmp_path))
    assert result.code == 1
    assert f"{target}:13:1: error DRI310 " in result.out


def test_catalogs_that_are_not_read_are_named(tmp_path: Path, docreplay: Command) -> None:
    for path, text in (("docs/a.md", PAGE), ("locale/fr/LC_MESSAGES/a.po", "")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    out = docreplay("init", str(tmp_path)).out
    assert "PO and XLIFF files such as locale/fr/LC_MESSAGES/a.po are not read\n" in out


def test_only_folders_with_translated_pages_are_read(tmp_path: Path, docreplay: Command) -> None:
    for path in ("docs/a.md", "CONTRIBUTING.md", "translations/fr/docs/a.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    assert config.load(tmp_path).docs == ("docs", "translations")


def test_without_translations_no_layout_is_written(tmp_path: Path, docreplay: Command) -> None:
    for path in ("docs/a.md", "docs/api/b.md", "docs/jquery.js.md", "README.ja.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    found = config.load(tmp_path)
    assert (found.docs, found.layout, found.source_locale) == (("docs",), "auto", "")


@pytest.mark.parametrize("path", ["content", "../content", "./guides/en"])
def test_the_configured_folder_of_docusaurus_is_read(
    tmp_path: Path, docreplay: Command, path: str
) -> None:
    site = tmp_path / "website"
    target = f"website/{_CURRENT}/a.md"
    for place in (site / path / "a.md", tmp_path / target):
        place.resolve().parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.replace('99, "', '100, "') if place == tmp_path / target else PAGE
        place.resolve().write_text(text, encoding="utf-8")
    options = f"docs: {{ sidebarPath: './sidebars.js', path: '{path}' }}"
    (site / "docusaurus.config.js").write_text(options, encoding="utf-8")
    docreplay("init", str(tmp_path))
    folder = (site / path).resolve().relative_to(tmp_path.resolve()).as_posix()
    assert config.load(tmp_path).docs == (folder, "website/i18n")
    result = docreplay("drift", "--root", str(tmp_path))
    assert f"{target}:13:1: error DRI310 " in result.out


@pytest.mark.parametrize("site", ["", "website/"])
def test_earlier_versions_and_their_translations_are_read(
    tmp_path: Path, docreplay: Command, site: str
) -> None:
    version = "docusaurus-plugin-content-docs/version-1.0"
    target = f"{site}i18n/fr/{version}/a.md"
    paths = [f"{site}docs/a.md", f"{site}versioned_docs/version-1.0/a.md", target]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.replace('99, "', '100, "') if path == target else PAGE
        (tmp_path / path).write_text(text, encoding="utf-8")
    docreplay("init", str(tmp_path))
    docs = (f"{site}docs", f"{site}versioned_docs", f"{site}i18n")
    assert config.load(tmp_path).docs == docs
    result = docreplay("drift", "--root", str(tmp_path))
    assert f"{target}:13:1: error DRI310 " in result.out


def test_earlier_versions_of_pages_outside_the_site_are_read(
    tmp_path: Path, docreplay: Command
) -> None:
    target = "website/i18n/fr/docusaurus-plugin-content-docs/version-1.2/a.md"
    for path in ("docs/a.md", "website/versioned_docs/version-1.2/a.md", target):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.replace('99, "', '100, "') if path == target else PAGE
        (tmp_path / path).write_text(text, encoding="utf-8")
    docreplay("init", str(tmp_path))
    docs = ("docs", "website/versioned_docs", "website/i18n")
    assert config.load(tmp_path).docs == docs
    result = docreplay("drift", "--root", str(tmp_path))
    assert f"{target}:13:1: error DRI310 " in result.out
    assert f"website/{_CURRENT}/a.md:1:1: note DRI350 " in result.out


def test_earlier_versions_alone_are_read(tmp_path: Path, docreplay: Command) -> None:
    for path in ("docs/a.md", "versioned_docs/version-1.0/a.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    assert config.load(tmp_path).docs == ("docs", "versioned_docs")
    assert "2 cases" in docreplay("check", "--root", str(tmp_path)).out


def test_further_sets_of_pages_with_versions_are_read(tmp_path: Path, docreplay: Command) -> None:
    for path in ("docs/a.md", "sdk/a.md", "sdk_versioned_docs/version-1.0/a.md", "other/a.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    assert config.load(tmp_path).docs == ("docs", "sdk", "sdk_versioned_docs")


@pytest.mark.parametrize("named", ["docs", "website/docs"])
def test_a_named_folder_has_its_layout(tmp_path: Path, docreplay: Command, named: str) -> None:
    site = tmp_path / named.removesuffix("docs")
    for path in (tmp_path / named / "a.md", site / _CURRENT / "a.md"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    docreplay("init", "--docs", named, str(tmp_path))
    assert config.load(tmp_path).layout == "docusaurus"
    assert docreplay("drift", "--root", str(tmp_path)).code == 0
