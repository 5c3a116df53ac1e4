"""One run with everything in it: all outcomes and severities, wide letters, hostile text."""

from docreplay.model.finding import Edit, Finding, Fix, Related, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict

PAGE = "docs_source/zh-cn/更新 照片.md"
TEXT = """\
# 更新照片

照片的"高度"是整数，参见 [照片](../resources/photo.md) 。

```http
HTTP/1.1 200 OK
Content-type: application/json

{
  "height": 99,
  "width": 99,
  "说明": "照片说明", "size": 1
}
```
"""
HOSTILE = (
    "\x1b[31m<script>alert(1)</script>]]>\r\n::error::%,\x00\u202e|`*_[x](http://x)@who ##vso[x]"
)


def finding(line: int, column: int, message: str, severity: Severity = Severity.ERROR) -> Finding:
    """Return a finding on the sample page."""
    return Finding(
        code="CON990",
        name="sample-differs",
        severity=severity,
        location=Location(PAGE, line, column),
        message=message,
    )


HEIGHT = Finding(
    code="CON990",
    name="sample-differs",
    severity=Severity.ERROR,
    location=Location(PAGE, 10, 13),
    end=Location(PAGE, 10, 15),
    message="`height` must be an integer (got a string)",
    expected="99",
    actual='"99"',
    pointer="/height",
    related=(
        Related(
            location=Location("docs_source/en-us/resources/photo.md", 12, 3),
            message="`height` is an Int32",
        ),
    ),
)
LINK = Finding(
    code="DOC990",
    name="sample-link",
    severity=Severity.WARNING,
    location=Location(PAGE, 3, 20),
    end=Location(PAGE, 3, 41),
    message="the link goes nowhere",
    actual="../resources/photo.md",
    fix=Fix(
        title="name the page that is there",
        safety="safe",
        edits=(Edit(start=Location(PAGE, 3, 21), end=Location(PAGE, 3, 42), text="../photo.md"),),
    ),
)
FAILED = Verdict(
    id="zh-cn/更新 照片#update_photo",
    location=Location(PAGE, 6),
    title="PATCH /users/{id|userPrincipalName}/photo",
    outcome="failed",
    reason=str(HEIGHT),
    findings=(
        HEIGHT,
        finding(11, 3, "`width` is missing"),
        finding(12, 22, "`size` is undocumented", Severity.NOTE),
    ),
    reproduce="curl -X PATCH 'http://127.0.0.1:8000/users/42/photo' -d '{\"height\": 99}'",
    elapsed=0.12,
)
RUN = Run(
    command="test",
    findings=(LINK, finding(1, 1, HOSTILE, Severity.NOTE)),
    verdicts=(
        FAILED,
        Verdict(
            id="en-us/get#get_photo",
            location=Location("docs_source/en-us/get.md", 6),
            title="GET /users/{id}/photo",
            outcome="passed",
            elapsed=0.02,
        ),
        Verdict(
            id="en-us/list#list_photos",
            location=Location("docs_source/en-us/list.md", 8),
            title="GET /users/{id}/photos",
            outcome="skipped",
            reason="the placeholder {id} has no value",
        ),
        Verdict(
            id="en-us/delete#delete_photo",
            location=Location("docs_source/en-us/delete.md", 6),
            title="DELETE /users/{id}/photo",
            outcome="failed",
            reason="timed out: no complete response within 30 s",
            kind="timed-out",
            unreachable=True,
        ),
        Verdict(
            id="en-us/move#move_photo",
            location=Location("docs_source/en-us/move.md", 6),
            title="GET /users/{id}/moved",
            outcome="accepted",
            reason="CON990 the depth is missing",
            suppressed=(HEIGHT,),
        ),
        Verdict(
            id="en-us/find#find_photos",
            location=Location("docs_source/en-us/find.md", 6),
            title="GET /users/{id}/found",
            outcome="nothing-compared",
            reason="the collection is empty",
        ),
        Verdict(
            id="stories/album.toml#album",
            location=Location("stories/album.toml", 1),
            title="story album",
            outcome="setup-failed",
            reason="setup failed: the step login was answered with 503",
        ),
    ),
    counts={"pages": 4, "exchanges": 4},
    sources={PAGE: TEXT},
    service="https://api.example.com/v1.0",
    started="2026-01-02T03:04:05Z",
    seconds=2.34,
    rerun="docreplay test --base-url https://api.example.com/v1.0",
)
