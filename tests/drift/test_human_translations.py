"""What people change in translations that are in sync, and what is damage beside it."""

import pytest

from tests.drift.pairs import drifted

Kinds = list[tuple[str, str, str]]

CHOSEN: Kinds = [("DRI310", "note", "unsafe")]
DAMAGE: Kinds = [("DRI310", "error", "safe")]
NOTE: Kinds = [("DRI310", "note", "")]
LEFT: Kinds = [("DRI330", "warning", "")]
BARE: Kinds = [("DRI330", "warning", "unsafe")]
LOST: Kinds = [("DRI330", "error", "")]
NOTHING: Kinds = []


def kinds(source: str, target: str) -> Kinds:
    return [
        (item.code, str(item.severity), item.fix.safety if item.fix else "")
        for item in drifted(source, target)
    ]


def fence(info: str, code: str) -> str:
    return f"```{info}\n{code}\n```\n"


@pytest.mark.parametrize(
    ("info", "source", "target", "expected"),
    [
        ("python", 'start("span-name")', 'start("trecho")', CHOSEN),
        ("js", "meter('my.meter.name');", "meter('mein.zaehler');", CHOSEN),
        ("python", 'get("me/photo")', 'get("ich/foto")', DAMAGE),
        ("csharp", 'Get("https://a.example");', 'Get("https://b.example");', DAMAGE),
        (
            "python",
            "def do_work():\n    pass\n\ndo_work()",
            "def tun():\n    pass\n\ntun()",
            CHOSEN * 2,
        ),
        (
            "python",
            "def do_work():\n    pass\n\ndo_work()",
            "def tun():\n    pass\n\ndo_work()",
            DAMAGE,
        ),
        ("python", "def a(item):\n    return item", "def a(ding):\n    return ding", CHOSEN),
        (
            "python",
            "def run(item):\n    add(item.work_type)",
            "def run(ding):\n    add(ding.arbeit)",
            CHOSEN,
        ),
        (
            "js",
            "function f(user) { return user.name.first }",
            "function f(nutzer) { return nutzer.name.erster }",
            CHOSEN,
        ),
        (
            "python",
            "def run(item):\n    item.send()",
            "def run(ding):\n    ding.sende()",
            DAMAGE,
        ),
        ("python", "def a(self):\n    self.user", "def a(self):\n    self.nutzer", DAMAGE),
        (
            "yaml",
            "auth.time\n- Scope: a=b\n- Unit: ms",
            "auth.time\n- Область: a=b\n- Единица: ms",
            NOTE,
        ),
        ("yaml", "auth.time\n- Scope: a=b", "auth.time\n- Escopo: a=c", DAMAGE),
        ("yaml", "auth:\n- Scope: a", "auth:\n- Escopo: a", DAMAGE),
        ("python", "log.warning(x)", "log.warn(x)", DAMAGE),
        ("python", "photo = get()", "foto = get()", DAMAGE),
        ("js", "url: '<your-endpoint>/v1',", "url: '<sua-rota>/v1',", CHOSEN),
        (
            "bash",
            "go get a.example/{import-path}",
            "go get a.example/{caminho-de-importar}",
            CHOSEN,
        ),
        ("bash", "curl a.example/<id>", "curl a.example/<kennung>", DAMAGE),
        ("bash", "apt-get install wget", "apt-get install wget systemctl", DAMAGE),
        ("http", "GET /me/{drive-id}", "GET /me/{laufwerk-id}", DAMAGE),
        ("http", "GET /me/<drive-id>", "GET /me/<laufwerk-id>", DAMAGE),
        ("json", '{ "a": "name" }', '{ "a": "Name der" }', DAMAGE),
        ("yaml", "a:\n  image:\n    b/c", "a:\n  image: b/c", NOTHING),
        ("yaml", "a:\n  image: b/c", "a:\n  image:\n    b/c", NOTHING),
        ("yaml", "a:\n  image:\n    b: c", "a:\n  image: b: c", DAMAGE),
        ("yaml", "a:\n  image:\n    b/c", "a:\n  image: b/d", DAMAGE),
        ("yaml", "description: A basic thing", "description: Ein einfaches Ding", NOTE),
        ("yaml", "endpoint: some host name", "endpoint: irgend ein Name", DAMAGE),
        ("yaml", "description: basic", "description: einfach", DAMAGE),
        ("html", "<p>\n  An example of it\n  in two lines\n</p>", "<p>\n  使用的示例\n</p>", NOTE),
        ("promql", "sum(a)  // All of them", "sum(a)  // Alle davon", NOTHING),
        (
            "promql",
            "sum(a)  // All of them",
            "sum(b)  // Alle davon",
            [("DRI310", "error", "unsafe")],
        ),
        ("kotlin", 'val a = "b"', 'val a = "c"', CHOSEN),
    ],
)
def test_names_of_an_example_may_be_translated(
    info: str, source: str, target: str, expected: Kinds
) -> None:
    assert kinds(fence(info, source), fence(info, target)) == expected


def test_a_function_may_be_defined_in_another_block() -> None:
    blocks = fence("python", "def do_work():\n    pass") + "\nThen:\n\n"
    source, target = blocks + fence("python", "do_work()"), blocks + fence("python", "do_work()")
    assert kinds(source, target.replace("do_work", "tun")) == [*CHOSEN, *CHOSEN]
    assert kinds(source, blocks + fence("python", "tun()")) == DAMAGE


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Open `settings`.", "Abra «settings».", LEFT),
        ("Use `@WithSpan` or `x`.", "使用 `x` 或 @WithSpan。", BARE),
        ("Use `a_b`; `a_b` is short.", "Mit `a_b`; das ist kurz.", LEFT),
        ("Use `1.2.3.4` and `1.2.3.4:443`.", "Mit `1.2.3.4:443` allein.", LEFT),
        ("Use `settings`.", "Die Einstellungen.", LOST),
        ("Use `set`.", "Abra settings.", LOST),
        ("Use `Member` or `Guest`.", "`Member``Guest`。", LOST),
        ("A `<host>=<name>` pair.", "**<主机>=<名称>** 对。", LEFT),
        ("`<class>.<method>` it is.", "`<类>.<方法>`。", [("DRI330", "warning", "unsafe")]),
        ("`<class>.run` it is.", "`<类>.stop`。", [("DRI330", "error", "safe")]),
        ("All `Deployments` here.", "Jedes `Deployment` hier.", NOTHING),
        ("A `StatefulSet` here.", "Alle `StatefulSets` hier.", NOTHING),
        ("The `user.scopes` here.", "Die `user.scope` hier.", [("DRI330", "error", "safe")]),
        (
            "Apply the `{verb} {object}` form.",
            "Nach `{verbo} {objeto}`.",
            [("DRI323", "note", "")] * 2,
        ),
        (
            "Get `/a/{user} {object}` now.",
            "Jetzt `/a/{benutzer} {object}`.",
            [("DRI323", "error", "safe")],
        ),
    ],
)
def test_what_is_left_of_a_code_span_in_another_form_is_a_warning(
    source: str, target: str, expected: Kinds
) -> None:
    assert kinds(source, target) == expected


@pytest.mark.parametrize(
    ("code", "translated"),
    [
        ('start("span-name")\nend("span-name")', 'start("trecho")\nend("span-name")'),
        ('send({"Content-Type": 1})', 'send({"Tipo-de-conteudo": 1})'),
        ('send({"Authorization": token})', 'send({"Autorização": token})'),
    ],
)
def test_a_string_that_is_kept_elsewhere_or_a_header_is_a_warning(
    code: str, translated: str
) -> None:
    first, *_ = kinds(fence("python", code), fence("python", translated))
    assert first == ("DRI310", "warning", "unsafe")


def test_a_code_span_follows_the_code_of_the_page() -> None:
    source = "Then `do_work()` ends.\n\n" + fence("python", "def do_work():\n    pass")
    translated = source.replace("Then", "Dann").replace("ends", "endet")
    assert kinds(source, translated.replace("do_work", "tun")) == [
        ("DRI330", "note", "unsafe"),
        *CHOSEN,
    ]
    assert kinds(source, translated.replace("`do_work", "`tun")) == [("DRI330", "error", "safe")]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "See [x](https://en.wikipedia.org/wiki/Photo).",
            "Siehe [x](https://de.wikipedia.org/wiki/Foto).",
            NOTHING,
        ),
        (
            "See <https://en.wikipedia.org/wiki/NOP_(code)>.",
            "Siehe [x](https://de.wikipedia.org/wiki/NOP).",
            NOTHING,
        ),
        (
            "See [x](https://en.wikipedia.org/wiki/Photo).",
            "Siehe [x](https://example.org/wiki/Foto).",
            [("DRI331", "warning", "unsafe")],
        ),
        ("See [x](b/c.md).", "Siehe [x](/d/c).", [("DRI331", "warning", "unsafe")]),
        ("See [x](b/c.md).", "Siehe [x](/d/文).", [("DRI331", "error", "safe")]),
        ("See [x](#spans).\n\n## Spans", "Siehe [x](#span).\n\n## スパン {#span}", NOTHING),
        (
            "See [x](#top).\n\n## Top\n\n## Spans",
            "Siehe [x](#span).\n\n## Oben\n\n## スパン {#span}",
            [("DRI331", "warning", "unsafe")],
        ),
        (
            "See [x](#spans).\n\n## Spans",
            "Siehe [x](#nix).\n\n## スパン {#span}",
            [("DRI331", "error", "safe")],
        ),
    ],
)
def test_targets_that_people_chose(source: str, target: str, expected: Kinds) -> None:
    assert kinds(source, target) == expected
