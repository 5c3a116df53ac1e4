"""Comments of each language are blank when code is compared, and code is not."""

import pytest

from docreplay.drift.comments import has_words, without_choices, without_comments, without_words

LINE = {
    "#": "azurecli azurecli-interactive azurepowershell azurepowershell-interactive bash command"
    " commandline conf crontab curl dotenv dotnetcli editorconfig env gitignore graphql graphqls"
    " http ipython jq nu nushell powershell ps python r redis ruby sdl shellscript yaml",
    "//": "al apex avro bicep csharp-interactive cue dbml flatbuffers go hack hjson java js json5"
    " jsonc kdl kotlin kt mdx move mongodb ndjson node nodejs objc objective-c php powerquery"
    " prisma protobuf qsharp ron rust scss stylus swift ts",
    "--": "bigquery haskell lua plsql snowflake soql sql sqlite",
    ";": "clojure ini nasm",
    "%": "erlang latex prolog",
    "'": "vb vbs",
    "REM": "batch cmd",
}
LANGUAGES = [(info, mark) for mark, infos in LINE.items() for info in infos.split()]


@pytest.mark.parametrize(("info", "mark"), LANGUAGES)
def test_a_comment_line_of_the_language_is_blank_and_the_code_below_it_is_not(
    info: str, mark: str
) -> None:
    source, target = (
        without_comments(info, f"{mark} {text}\nget_user 7\n")
        for text in ("Replace the id.", "Zastąp identyfikator.")
    )
    assert source == target
    assert "get_user 7" in source


@pytest.mark.parametrize(("info", "mark"), LANGUAGES)
def test_a_comment_of_one_word_is_one_where_the_language_is_known(info: str, mark: str) -> None:
    assert without_comments(info, f"{mark} Zastąp\n7\n").strip() == "7"
    assert without_comments("an-unknown-one", f"{mark} Zastąp\n7\n") == f"{mark} Zastąp\n7\n"


@pytest.mark.parametrize(
    ("info", "code"),
    [
        ("rust", "/// {}\nfn get_user() {{}}\n"),
        ("rust", "//! {}\nfn get_user() {{}}\n"),
        ("python", 'def get_user(id):\n    """{}"""\n    return id\n'),
        ("http", "# {}\nGET /get_user HTTP/1.1\n"),
        ("http", "### {}\nGET /get_user HTTP/1.1\n\n###\n// {}\nGET /x HTTP/1.1\n"),
        ("rest", "### {}\nGET /get_user HTTP/1.1\n"),
        ("console", "# {}\n$ get_user 7\n"),
        ("jsonl", "// {}\n{{}}\n"),
        ("", "# {}\nget_user 7\n"),
        ("an-unknown-one", "-- {}\nget_user 7\n"),
        ("an-unknown-one", "get_user 7\n  -- {}\n\n;; {}\n"),
    ],
)
def test_documentation_and_titles_are_blank(info: str, code: str) -> None:
    source, target = (
        without_comments(info, code.format(text, text))
        for text in ("Replace the id.", "Zastąp identyfikator.")
    )
    assert source == target
    assert len(source.split("\n")) == len(code.split("\n"))


@pytest.mark.parametrize(
    "info",
    [
        "python",
        "Python",
        "{.python .numberLines}",
        "language-python",
        "lang-python",
        "python:app.py",
        "python,ignore",
        "python{1,3}",
        "python title='app.py'",
    ],
)
def test_the_language_is_found_in_each_form_of_an_info_string(info: str) -> None:
    assert without_comments(info, "get_user(7)  # Replace it.\n").rstrip() == "get_user(7)"


@pytest.mark.parametrize(
    ("info", "code"),
    [
        ("console", "# get_user 7\n"),
        ("http", "# @name getUser\nGET /users HTTP/1.1\n"),
        ("http", "POST /users HTTP/1.1\n\n# A heading of the body\n"),
        *(
            (info, "POST /users HTTP/1.1\n\n# A heading of the body\n")
            for info in ("http-request", "msgraph-interactive", "odata", "rest", "rest-client")
        ),
        ("", "# get_user\n"),
        ("", "# get_user\nand more\n"),
        ("", "#include <users.h> and more\n"),
        ("an-unknown-one", "--header Accept and more\n"),
    ],
)
def test_what_only_looks_like_a_comment_is_kept(info: str, code: str) -> None:
    assert without_comments(info, code) == code


JSON = ["avro", "json", "jsonc", "json5", "jsonl", "ndjson", "msgraph-interactive"]
HTTP = ["http", "http-request", "odata", "rest", "rest-client", "restclient"]


@pytest.mark.parametrize("info", [*JSON, *HTTP])
@pytest.mark.parametrize(("one", "other"), [("<user-id>", "<Benutzer-Id>"), ("{a-b}", "{c-d}")])
def test_a_placeholder_in_http_and_json_is_not_the_choice_of_a_writer(
    info: str, one: str, other: str
) -> None:
    code = f'GET /{one}\n\n{{ "a": 1 }}\n'
    assert without_choices(info, code) != without_choices(info, code.replace(one, other))


@pytest.mark.parametrize("info", ["", "python", "yaml", "xml", "bash", "sql"])
@pytest.mark.parametrize(("one", "other"), [("<user-id>", "<Benutzer-Id>"), ("{a-b}", "{c-d}")])
def test_a_placeholder_of_several_words_in_other_languages_is(
    info: str, one: str, other: str
) -> None:
    code = f"get /{one}\n"
    assert without_choices(info, code) == without_choices(info, code.replace(one, other))


@pytest.mark.parametrize("info", JSON)
def test_strings_of_json_are_not_the_choice_of_a_writer(info: str) -> None:
    assert without_choices(info, '{"name": "x"}') != without_choices(info, '{"nazwa": "x"}')


@pytest.mark.parametrize(
    "info",
    [*JSON, "http", "yaml", "xml", "bash", "sh", "toml", "ini", "docker", "properties", "rest"],
)
def test_strings_of_data_are_not_for_people(info: str) -> None:
    code = 'name = "Replace the id of it"\n'
    assert not has_words(info)
    assert without_words(info, code) == code


@pytest.mark.parametrize(
    "info", ["python", "js", "csharp", "java", "php", "powershell", "go", "sql"]
)
def test_strings_of_other_languages_are_for_people_if_they_have_several_words(info: str) -> None:
    assert has_words(info)
    assert "Replace" not in without_words(info, 'x("Replace the id of it");\n')
    assert "replaced" in without_words(info, 'x("replaced");\n')
