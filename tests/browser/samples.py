"""Reports for the tests in Chromium: `python -m tests.browser.samples FOLDER` writes them.

Those of real pages are written if the corpus is beside the repository.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import ARCHIVE, unpack
from docreplay.model.finding import Finding, Fix, Related, Severity
from docreplay.model.history import PastRun, RunHistory
from docreplay.model.location import Location
from docreplay.model.run import CaseOutcome, Run, Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.translation import ChangedSentence, PageVerdict
from docreplay.report.formats.html import render
from docs.sample_service import sample_service
from examples.demo import ROOT, photo_service

LINK = "https://git.example/docs/blob/main/{path}#L{line}"
_OUTCOMES: tuple[CaseOutcome, ...] = ("passed", "passed", "failed", "skipped", "nothing-compared")
_SCRIPTS = {
    "zh-cn": "照片的高度是整数,参见资源",
    "ja-jp": "写真の高さは整数です。リソースを参照",
    "ru-ru": "Высота фотографии — целое число",
    "ar-sa": "ارتفاع الصورة عدد صحيح، انظر `photo` هنا",
    "he-il": "גובה התמונה הוא מספר שלם, ראו `photo` כאן",
    "hi-in": "फ़ोटो की ऊँचाई एक पूर्णांक है",
}


def main(folder: Path) -> None:
    """Write all reports."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"hostile": hostile(), "scripts": scripts(), "many": many(2_000, 20_000)}
    for name, run in made.items():
        (folder / f"{name}.html").write_text(render(run), encoding="utf-8")
    _conformance(folder)
    _docreplay(folder, "drift", "docs_source")
    _docreplay(folder, "check", "docs_source")
    _regression(folder)
    if ARCHIVE.exists():
        with TemporaryDirectory() as unpacked:
            _real(folder, unpack(Path(unpacked)))


def _conformance(folder: Path) -> None:
    """Replay the sample pages against a service that contradicts them, with stored runs."""
    project, history = folder / "sample", folder / "history"
    shutil.copytree(ROOT / "docs/sample", project, dirs_exist_ok=True)
    history.mkdir(exist_ok=True)
    with sample_service() as url:
        options = ("docs", "--base-url", url, "--var", "id=42", "--link", LINK)
        for number in range(3):
            report = f"json={history / f'{number}.json'}"
            _run(project, "test", *options, "--report", report)
        _run(project, "test", *options, f"--history={history}", f"--report=html={folder}/test.html")


def _docreplay(folder: Path, command: str, *words: str) -> None:
    _run(ROOT, command, *words, "--link", LINK, f"--report=html={folder}/{command}.html")


def _regression(folder: Path) -> None:
    """Record the photo service, and replay against it with a change."""
    snapshot = f"--snapshot={folder}/snapshot.json"
    with photo_service(folder / "old.sqlite3") as url:
        _run(ROOT, "record", snapshot, "--base-url", url, "--unsafe-methods")
    with photo_service(folder / "new.sqlite3", "width-as-text") as url:
        options = (snapshot, "--base-url", url, "--unsafe-methods", "--link", LINK)
        _run(ROOT, "regress", *options, f"--report=html={folder}/regress.html")


def _real(folder: Path, corpus: Path) -> None:
    """Check and compare real pages: a part of each locale, since this runs for each commit."""
    project = folder / "real"
    for locale in ("en-us", "zh-cn"):
        target = project / "docs" / locale / "api"
        target.mkdir(parents=True, exist_ok=True)
        for page in sorted((corpus / locale / "api").glob("*.md"))[:300]:
            shutil.copy(page, target)
    (project / "docreplay.toml").write_text('docs = ["docs"]\n', encoding="utf-8")
    for command in ("check", "drift", "test"):
        words = ("--exit-zero", "--link", LINK, f"--report=html={folder}/real-{command}.html")
        _run(project, command, *words)


def _run(project: Path, *words: str) -> None:
    command = [sys.executable, "-m", "docreplay", *words]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words)}: {ended.returncode}\n{ended.stderr}")


def hostile() -> Run:
    """Return a run with 200 texts that try to be markup, script, a link or a command."""
    texts = list(hostile_texts())
    verdicts = tuple(_case(text, number) for number, text in enumerate(texts))
    pages = tuple(
        PageVerdict(
            path=f"docs/{text}.md",
            locale=text,
            state="outdated",
            integrity="damaged",
            changes=(ChangedSentence(old=text, new=text, translation=text, line=1, source_line=1),),
        )
        for text in texts[:40]
    )
    findings = tuple(_finding(text, number) for number, text in enumerate(texts))
    return Run(
        command="test",
        findings=findings,
        verdicts=verdicts,
        translations=pages,
        sources={f"docs/{text}.md": f"{text}\n{text}\n{text}" for text in texts},
        service=texts[0],
        rerun=f"docreplay test {texts[1]}",
        revision=texts[2],
        link=LINK,
        history=RunHistory(
            runs=(PastRun(name=texts[3], started=texts[4], outcomes={verdicts[0].id: "failed"}),)
        ),
    )


def hostile_texts() -> Iterator[str]:
    """Yield 200 different texts."""
    payload = "window.hacked=(window.hacked||0)+1"
    seeds = (
        f"<script>{payload}</script>",
        f"</template><script>{payload}</script>",
        f"</script><script>{payload}//",
        f"<img src=x onerror={payload}>",
        f"<svg onload={payload}>",
        f"javascript:{payload}",
        f'" onmouseover="{payload}" x="',
        f"<iframe srcdoc='<script>{payload}</script>'>",
        "<style>*{display:none}</style>",
        "<base href=https://evil.example/><form action=https://evil.example>",
        "<!--",
        "]]>",
        "{{constructor.constructor('alert(1)')()}}",
        "${7*7}`",
        "=cmd|'/C calc'!A0",
        "\x1b[31mred\x1b[0m\x07",
        "\u202eevil\u202c\u2066x\u2069",
        "a\u200bb\u00a0c\ufeffd\u00ad",
        "\x00\x08\x7f\x85\u2028\u2029",
        "::error file=x::\n##vso[task.setvariable]",
        "\ud800 alone \udc00",
        "&lt;script&gt;&#x3C;b&#x3E;",
        "__proto__",
        "constructor",
        "../../../etc/passwd",
    )
    for number in range(200):
        seed = seeds[number % len(seeds)]
        yield seed if number < len(seeds) else f"{seed}#{number}"


def _case(text: str, number: int) -> Verdict:
    finding = _finding(text, number)
    exchange = ShownExchange(
        request=(ShownLine(1, 1, text),),
        response=(ShownLine(1, 1, text), ShownLine(2, 1, text)),
        sent=f"GET {text}",
        answer=f"HTTP/1.1 200 {text}\n\n{text}",
    )
    return Verdict(
        id=f"{text}-{number}",
        location=finding.location,
        title=text,
        outcome="failed",
        reason=text,
        findings=(finding,),
        reproduce=f"curl {text}",
        exchange=exchange,
    )


def _finding(text: str, number: int) -> Finding:
    at = Location(f"docs/{text}.md", 1 + number % 3, 1)
    return Finding(
        code="CON201",
        name=text,
        severity=Severity(1 + number % 3),
        location=at,
        message=f"{text} `{text}`",
        expected=text,
        actual=f"{text}!",
        pointer=f"/{text}",
        related=(Related(location=at, message=text, label=text),),
        fix=Fix(title=text, safety="safe", edits=()),
        cause=text,
    )


def scripts() -> Run:
    """Return a run about pages in scripts of both directions."""
    pages, findings, sources = [], [], {}
    for locale, text in _SCRIPTS.items():
        path = f"docs/{locale}/api/photo.md"
        sources[path] = f"# {text}\n\n{text} {text}\n\n{text}"
        sentence = ChangedSentence(
            old="The height.", new="The height in pixels.", translation=text, line=3, source_line=3
        )
        pages.append(
            PageVerdict(
                path=path,
                locale=locale,
                state="outdated",
                integrity="damaged",
                words=4,
                changes=(sentence,),
            )
        )
        findings.append(
            replace(
                _finding("photo", 2),
                location=Location(path, 3, 4),
                end=Location(path, 3, 9),
                message=f"`{text[:6]}` was translated",
                expected="photo",
                actual=text,
                related=(),
                cause="",
            )
        )
    return Run(
        command="drift", findings=tuple(findings), translations=tuple(pages), sources=sources
    )


def many(cases: int, findings: int, seed: int = 7) -> Run:
    """Return a run of that size, with texts like those of real pages."""
    draw = random.Random(seed)
    words = ["photo", "message", "calendar", "event", "group", "user", "drive", "item", "site"]
    codes = [f"CON2{number:02}" for number in range(1, 30)]

    text = "\n".join(
        f'  "{draw.choice(words)}{draw.randint(0, 999)}": "{draw.choice(words)} of the '
        f'{draw.choice(words)}", the {draw.choice(words)} that it has'
        for _ in range(200)
    )

    def finding(number: int) -> Finding:
        one, other = draw.choice(words), draw.choice(words)
        path = f"docs/en-us/{one}/{other}-{number % 900}.md"
        return Finding(
            code=draw.choice(codes),
            name="sample-differs",
            severity=draw.choice(list(Severity)),
            location=Location(path, draw.randint(1, 200), draw.randint(1, 60)),
            message=f"`{one}.{other}{number % 321}` must be an integer (got a string)",
            expected=str(draw.randint(0, 999)),
            actual=f'"{draw.randint(0, 999)}"',
            pointer=f"/value/{number % 7}/{other}",
        )

    found = [finding(number) for number in range(findings)]
    verdicts = []
    for number in range(cases):
        outcome = draw.choice(_OUTCOMES)
        own = tuple(found[number * 3 : number * 3 + 3]) if outcome == "failed" else ()
        at = found[number % len(found)].location
        word = draw.choice(words)
        verdicts.append(
            Verdict(
                id=f"en-us/{word}/get-{number}#get_{word}",
                location=at,
                title=f"GET /beta/users/{{id}}/{word}s/{number % 77}",
                outcome=outcome,
                reason="" if outcome in ("passed", "failed") else "the placeholder {id} is unset",
                findings=own,
                elapsed=draw.random() / 5,
                reproduce=f"curl https://api.example.com/beta/{word}/{number}" if own else "",
                exchange=_exchange(own, word, number) if own else None,
            )
        )
    used = sum(len(verdict.findings) for verdict in verdicts)
    return Run(
        command="test",
        verdicts=tuple(verdicts),
        findings=tuple(found[-(findings - used) :]) if findings > used else (),
        counts={"pages": 900},
        sources={item.location.path: text for item in found},
    )


def _exchange(findings: tuple[Finding, ...], word: str, number: int) -> ShownExchange:
    body = f'{{\n  "id": "{word}-{number}",\n  "width": "{number}",\n  "displayName": "{word}"\n}}'
    first = findings[0].location.line
    lines = ["HTTP/1.1 200 OK", "Content-Type: application/json", "", *body.split("\n")]
    return ShownExchange(
        request=(ShownLine(first, 1, f"GET /beta/users/{{id}}/{word}s"),),
        response=tuple(ShownLine(first + at, 1, line) for at, line in enumerate(lines)),
        sent=f"GET https://api.example.com/beta/users/42/{word}s\nAccept: application/json",
        answer=f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
