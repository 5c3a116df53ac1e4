"""Values of requests that a run takes from the responses to earlier ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.cli.main import main
from docreplay.model.json.value import JSON
from tests.live.conftest import Answer, Command, Pages, Service, documented
from tests.support.pages import exchange

INFER = ("--captures", "infer")
LIST = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"value": [{"id": "a"}]}'
MADE = 'HTTP/1.1 201 Created\nContent-Type: application/json\n\n{"id": "a"}'
GONE = "HTTP/1.1 204 No Content"


def listed(*ids: str) -> Answer:
    """Return the response that lists objects."""
    return Answer(body=json.dumps({"value": [{"id": item} for item in ids]}))


@pytest.fixture
def groups(pages: Pages, service: Service) -> None:
    """Pages about groups and their threads, the ones that use an id first."""
    pages(
        a_thread_get=documented("GET /groups/{id}/threads/{id}"),
        b_group_get=documented("GET /groups/{group-id}", "GET /groups/1234567890/photo"),
        c_thread_list=documented("GET /groups/{id}/threads", response=LIST),
        d_group_list=documented("GET /groups", response=LIST),
    )
    service.answers["/groups"] = [listed("g 1", "g2")]
    service.answers["/groups/g%201/threads"] = [listed("t/1")]


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("more", [(), ("-n", "2"), ("docs_source/a_thread_get.md",)])
def test_a_chain_of_ids_is_taken_from_lists(
    replay: Command, service: Service, more: tuple[str, ...]
) -> None:
    ended = replay(*INFER, *more)
    assert ended.code == 0, ended
    assert "GET /groups/g%201/threads/t%2F1" in service.requests
    if not more:
        assert service.requests == [
            "GET /groups",
            "GET /groups/g%201/threads",
            "GET /groups/g%201/threads/t%2F1",
            "GET /groups/g%201",
            "GET /groups/g%201/photo",
            "GET /groups/g%201/threads",
            "GET /groups",
        ]


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("path", ["docs_source", "generated_tests"])
def test_pytest_takes_the_same_values(service: Service, path: str) -> None:
    Path("docreplay.toml").write_text('captures = "infer"\n', encoding="utf-8")
    main(["generate"])
    words = [path, f"--docreplay-base-url={service.url}", "-p", "no:cacheprovider"]
    subprocess.run([sys.executable, "-m", "pytest", *words], check=True, capture_output=True)
    assert "GET /groups/g%201/threads/t%2F1" in service.requests


@pytest.mark.usefixtures("groups")
def test_without_the_setting_nothing_is_taken(replay: Command, service: Service) -> None:
    assert "missing value for `{id}`" in replay().out
    assert "GET /groups/1234567890/photo" in service.requests


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize(
    ("given", "target"),
    [
        (("--var", "groups/{id}=x"), "/groups/x/threads/t"),
        (("--var", "threads/{id}=x"), "/groups/g%201/threads/x"),
    ],
)
def test_a_value_of_the_command_line_wins(
    replay: Command, service: Service, given: tuple[str, ...], target: str
) -> None:
    service.answers["/groups/x/threads"] = [listed("t")]
    replay(*INFER, *given)
    assert f"GET {target}" in service.requests


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (listed(), "the array is empty"),
        (Answer(body='{"value": [{"name": "x"}]}'), "the response has no such value"),
        (Answer(body='{"value": [{"id": {}}]}'), "the response has no such value"),
        (Answer(body="<html>"), "the response body is not JSON"),
        (Answer(status=500), "the service responds with 500"),
    ],
)
def test_a_value_that_is_not_there_skips_the_case(
    replay: Command, service: Service, answer: Answer, why: str
) -> None:
    service.answers["/groups"] = [answer]
    out = replay(*INFER, "docs_source/b_group_get.md").out
    said = f"from `$.value[0].id` of `GET /groups` (d_group_list#case0): {why}"
    assert out.count(said) == 2
    assert "`{group-id}` comes" in out
    assert set(service.requests) == {"GET /groups"}
    assert answer.status != 500 or len(service.requests) == 1


@pytest.mark.usefixtures("groups")
def test_the_configuration_is_asked_if_no_response_has_the_value(
    replay: Command, service: Service
) -> None:
    text = 'parameters = { group-id = "own" }\n'
    Path("docreplay.toml").write_text(text, encoding="utf-8")
    service.answers["/groups"] = [listed()]
    replay(*INFER, "docs_source/b_group_get.md")
    assert "GET /groups/own" in service.requests


def _of(kind: str, id_: str) -> JSON:
    """Return an object that shows its type."""
    return {"@odata.type": f"#x.{kind}", "id": id_}


EMPTY = '{"value": []}'


def test_a_list_is_asked_again_after_something_was_created(
    pages: Pages, service: Service, replay: Command
) -> None:
    pages(
        a=documented("GET /things", "GET /things/{id}", response=LIST),
        b=exchange("POST /things/$ref", GONE, name="link"),
        c=documented("GET /things/{id}/parts"),
    )
    service.answers["/things"] = [Answer(body=EMPTY), listed("t")]
    service.answers["/things/$ref"] = [Answer(status=204, body="")]
    replay(*INFER, "--unsafe-methods", *(f"docs_source/{name}.md" for name in "abc"))
    assert service.requests == [
        "GET /things",
        "POST /things/$ref",
        "GET /things",
        "GET /things/t/parts",
    ]


def test_an_entity_tag_is_taken_anew_after_a_change(
    pages: Pages, service: Service, replay: Command
) -> None:
    tagged = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"@odata.etag": "0", "id": "a"}'
    changing = "\nIf-Match: 0\nContent-Type: application/json\n\n{}"
    pages(
        a=exchange("GET /t/main", tagged, name="read"),
        b=exchange(f"PATCH /t/main{changing}", GONE, name="change"),
        c=exchange(f"PATCH /t/main{changing}", GONE, name="change_again"),
    )
    tags = [Answer(body=f'{{"@odata.etag": "{number}", "id": "a"}}') for number in (1, 2)]
    gone = Answer(status=204, body="")
    service.answers["/t/main"] = [tags[0], gone, tags[1], gone]
    replay(*INFER, "--unsafe-methods")
    sent = zip(service.requests, service.headers, strict=True)
    assert [headers["If-Match"] for line, headers in sent if line == "PATCH /t/main"] == ["1", "2"]


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (Answer(body='{"id": "a", "@odata.etag": "7"}'), "7"),
        (Answer(body='{"id": "a"}', headers=(("ETag", '"8"'),)), '"8"'),
        (Answer(body='{"id": "a"}'), "0"),
    ],
)
def test_an_entity_tag_that_no_page_shows_is_taken_if_there_is_one(
    pages: Pages, service: Service, replay: Command, answer: Answer, sent: str
) -> None:
    part = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"id": "a"}'
    pages(
        a=exchange("GET /t/main", part, annotation='"truncated": true'),
        b=exchange("DELETE /t/main\nIf-Match: 0", GONE, name="remove"),
    )
    service.answers["/t/main"] = [answer, Answer(status=204, body="")]
    assert replay(*INFER, "--unsafe-methods").code == 0
    assert service.headers[-1]["If-Match"] == sent


@pytest.mark.parametrize(
    "body",
    [
        '{{"a": 1, "@odata.id": "{0}"}}',
        '{{ "@odata.id":"{0}" }}',
        '{{\n    "more": [ "é" ],\n    "u@odata.bind": [\n        "{0}"\n    ]\n}}',
        '{{"a@odata.bind": "{0}","b@odata.bind":"{0}/parts/123456"}}',
    ],
)
@pytest.mark.parametrize(
    "url", ["https://x.example/things/654321", "http://x.example/things('{id}')"]
)
def test_an_id_in_a_body_is_replaced_however_the_page_lays_it_out(
    pages: Pages, service: Service, replay: Command, body: str, url: str
) -> None:
    shown = body.format(url)
    pages(
        a=documented("GET /things", response=LIST),
        b=exchange(f"POST /links\nContent-Type: application/json\n\n{shown}", GONE),
    )
    service.answers["/things"] = [listed("t/1")]
    service.answers["/links"] = [Answer(status=204, body="")]
    replay(*INFER, "--unsafe-methods")
    expected = shown.replace("654321", "t%2F1").replace("{id}", "t%2F1")
    assert json.loads(service.bodies[-1]) == json.loads(expected)


@pytest.mark.parametrize(
    ("given", "sent"), [((), ""), (("--var", "id=own"), "own"), (("--var", "group=x"), "")]
)
def test_a_placeholder_in_a_body_is_not_sent_without_its_value(
    pages: Pages, service: Service, replay: Command, given: tuple[str, ...], sent: str
) -> None:
    link = 'Content-Type: application/json\n\n{"@odata.id": "https://x.example/things/{id}"}'
    pages(
        a=documented("GET /things", response=LIST),
        b=exchange(f"POST /links/$ref\n{link}", GONE, name="link"),
    )
    service.answers["/things"] = [Answer(body=EMPTY)]
    service.answers["/links/$ref"] = [Answer(status=204, body="")]
    out = replay(*INFER, "--unsafe-methods", *given).out
    assert ("POST /links/$ref" in service.requests) == bool(sent)
    assert sent or "`{id}` comes from `$.value[0].id` of `GET /things`" in out


@pytest.mark.parametrize(
    ("given", "sent", "why"),
    [
        ({"value": [_of("file", "a"), _of("item", "b")]}, "GET /things/b", ""),
        ({"value": [_of("file", "a")]}, "", "the response has no such value"),
        ({"value": []}, "", "the array is empty"),
    ],
)
def test_an_object_of_the_shown_kind_is_taken(
    pages: Pages, service: Service, replay: Command, given: JSON, sent: str, why: str
) -> None:
    shown = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{json.dumps(_of('item', 'a'))}"
    kinds = LIST.replace('"id"', '"@odata.type": "#x.file", "id"')
    pages(
        a=documented("GET /things", response=kinds), b=documented("GET /things/7", response=shown)
    )
    service.answers["/things"] = [Answer(body=json.dumps(given))]
    service.otherwise = Answer(body=json.dumps(_of("item", "b")))
    out = replay(*INFER).out
    assert service.requests == ["GET /things", *filter(None, [sent])]
    assert why in out


@pytest.fixture
def created(pages: Pages, service: Service) -> None:
    """A page that creates, reads and deletes."""
    pages(
        page=exchange("POST /things", MADE, name="make")
        + exchange("GET /things/{id}", name="read")
        + exchange("DELETE /things/{id}", GONE, name="remove"),
        other=exchange("DELETE /things/{id}", GONE, name="remove_too"),
    )
    service.otherwise = Answer(body='{"a": 1}')
    made = [Answer(status=201, body=f'{{"id": "t{number}"}}') for number in (1, 2, 3)]
    service.answers["/things"] = made
    for number in (1, 2, 3):
        read, gone = Answer(), Answer(status=204, body="")
        service.answers[f"/things/t{number}"] = [gone] if number > 1 else [read, gone]


@pytest.mark.usefixtures("created")
def test_what_the_run_created_is_removed_once(replay: Command, service: Service) -> None:
    replay(*INFER, "--unsafe-methods", "docs_source/page.md", "docs_source/other.md")
    assert service.requests == [
        "POST /things",
        "GET /things/t1",
        "DELETE /things/t1",
        "POST /things",
        "DELETE /things/t2",
    ]


def test_ids_that_pages_write_out_make_no_difference_to_the_order(
    pages: Pages, service: Service, replay: Command
) -> None:
    pages(
        a=exchange("DELETE /groups/1234567/parts/7654321", GONE, name="remove"),
        b=documented("GET /groups/2345678/parts/8765432"),
        c=exchange("POST /groups/3456789/parts", MADE, name="make"),
        d=documented("GET /groups", response=LIST),
        e=documented("GET /groups/4567890/parts", response=LIST),
    )
    service.answers["/groups"] = [listed("g")]
    service.answers["/groups/g/parts"] = [Answer(status=201, body='{"id": "p-23"}'), listed("p-23")]
    read, gone = Answer(), Answer(status=204, body="")
    service.answers["/groups/g/parts/p-23"] = [read, gone]
    assert replay(*INFER, "--unsafe-methods").code == 0
    sent = [line for line in service.requests if "/parts" in line]
    assert sent[0] == "POST /groups/g/parts"
    assert sent[-1] == "DELETE /groups/g/parts/p-23"


def test_what_the_run_did_not_create_is_removed_last(
    pages: Pages, service: Service, replay: Command
) -> None:
    pages(
        a=exchange("DELETE /objects/{id}", GONE, name="remove"),
        b=documented("GET /objects", response=LIST),
        c=exchange("DELETE /objects/{id}/parts/{id}", GONE, name="remove_part"),
        d=documented("GET /objects/{id}/parts", response=LIST),
        e=documented("GET /things"),
        f=exchange("POST /things", MADE, name="make") + exchange("DELETE /things/{id}", GONE),
    )
    service.answers["/objects"] = [listed("o-17")]
    service.answers["/objects/o-17/parts"] = [listed("p-23")]
    service.answers["/things"] = [Answer(status=201, body='{"id": "t"}')]
    service.otherwise = Answer(status=204, body="")
    replay(*INFER, "--unsafe-methods")
    assert service.requests[-2:] == [
        "DELETE /objects/o-17/parts/p-23",
        "DELETE /objects/o-17",
    ]
    assert "DELETE /things/t" in service.requests
    plan = replay(*INFER, "--unsafe-methods", "--dry-run").out
    assert plan.index("GET /things (") < plan.index("DELETE /objects/{id}/parts/{id} (")


@pytest.mark.usefixtures("created")
def test_nothing_is_created_without_consent(replay: Command, service: Service) -> None:
    out = replay(*INFER).out
    assert "missing value for `{id}`" in out
    assert not service.requests


def test_links_and_entity_tags_are_sent_as_they_are(
    pages: Pages, service: Service, replay: Command
) -> None:
    tagged = 'HTTP/1.1 200 OK\nContent-Type: application/json\nETag: "1"\n\n{"id": "a"}'
    paged = LIST.replace('"value"', '"@odata.nextLink": "http://x", "value"')
    pages(
        page=exchange("GET /things", paged, name="list")
        + exchange("GET /things?$skiptoken=abc", LIST, name="more")
        + exchange("GET /things/{id}", tagged, name="read")
        + exchange('PUT /things/{id}\nIf-Match: "0"', GONE, name="change")
    )
    next_link = f"{service.url}/things?$skiptoken=a%2Fb"
    first = {"value": [{"id": "t"}], "@odata.nextLink": next_link}
    service.answers["/things"] = [Answer(body=json.dumps(first))]
    service.answers["/things?$skiptoken=a%2Fb"] = [listed("u")]
    read = Answer(body='{"id": "t"}', headers=(("ETag", '"7"'),))
    service.answers["/things/t"] = [read, Answer(status=204, body="")]
    ended = replay(*INFER, "--unsafe-methods")
    assert ended.code == 0, ended
    assert service.requests == [
        "GET /things",
        "GET /things?$skiptoken=a%2Fb",
        "GET /things/t",
        "PUT /things/t",
    ]
    assert service.headers[-1]["If-Match"] == '"7"'


@pytest.mark.usefixtures("groups")
def test_the_plan_is_printed_and_nothing_is_sent(replay: Command, service: Service) -> None:
    ended = replay(*INFER, "--dry-run", "docs_source/a_thread_get.md")
    assert ended.code == 0
    assert ended.out == (
        "GET /groups/{id}/threads/{id} (a_thread_get#case0)\n"
        "  /groups/{} ({id}) from `$.value[0].id` of `GET /groups` (d_group_list#case0)\n"
        "  /groups/{}/threads/{} ({id}) from `$.value[0].id` of `GET /groups/{id}/threads`"
        " (c_thread_list#case0)\n"
        "1 case, 1 to send: 1 with values from responses; 0 not sent for missing values\n"
    )
    assert not service.requests


@pytest.mark.usefixtures("groups")
def test_the_plan_is_json(replay: Command) -> None:
    plan = json.loads(replay(*INFER, "--dry-run", "--output-format", "json").out)
    assert [item["case"] for item in plan["cases"]][:2] == [
        "a_thread_get#case0",
        "b_group_get#case0",
    ]
    assert plan["cases"][1]["values"] == [
        {
            "place": "path",
            "written": "{group-id}",
            "for": "/groups/{}",
            "from": [
                {"case": "d_group_list#case0", "request": "GET /groups", "value": "$.value[0].id"}
            ],
        }
    ]


@pytest.mark.usefixtures("created")
def test_the_plan_names_what_is_not_sent(replay: Command, service: Service) -> None:
    out = replay("--dry-run").out
    assert "  not sent: POST may change data (use --unsafe-methods)\n" in out
    assert "  {id} has no value\n" in out
    assert out.endswith(
        "4 cases, 0 to send: 0 with values from responses; 1 not sent for missing values\n"
    )
    assert not service.requests


@pytest.mark.parametrize("options", [(), INFER])
def test_a_plan_counts_written_ids_as_the_run_sends_them(
    pages: Pages, replay: Command, service: Service, options: tuple[str, ...]
) -> None:
    pages(
        a=documented("GET /groups/1234567890/photo"),
        b=documented("GET /years/2015/months/05"),
        c=documented("GET /teams/{id}"),
    )
    planned = replay(*options, "--dry-run").out
    replay(*options)
    sent = len(service.requests)
    assert f"3 cases, {sent} to send" in planned
    assert "{id} has no value" in planned
    assert options or sent == 2


@pytest.mark.parametrize(
    ("setting", "more", "sent"),
    [
        ("", (), []),
        ("", ("--var", "groups/*=7"), ["GET /groups/7/photo"]),
        ('parameters = { "groups/*" = "7" }', (), ["GET /groups/7/photo"]),
        ('literal-ids = "keep"', (), ["GET /groups/7f3a9c21/photo"]),
        ('literal-ids = "keep"', ("--captures", "annotated"), ["GET /groups/7f3a9c21/photo"]),
    ],
)
def test_an_id_of_an_example_that_no_response_gives_is_not_sent(
    pages: Pages,
    service: Service,
    replay: Command,
    setting: str,
    more: tuple[str, ...],
    sent: list[str],
) -> None:
    pages(a=documented("GET /groups/7f3a9c21/photo"))
    Path("docreplay.toml").write_text(f"{setting}\n", encoding="utf-8")
    ended, plan = replay(*INFER, *more), replay(*INFER, *more, "--dry-run").out
    assert service.requests == sent
    assert ("1 to send" in plan) == bool(sent)
    assert ("7f3a9c21 has no value" in plan) == (not sent)
    said = "missing value for `7f3a9c21`: no page documents a response that has it"
    hint = "(use --var 'groups/*=VALUE' or `parameters`)"
    assert (f"{said} {hint}" in ended.out) == (not sent)


@pytest.mark.usefixtures("groups")
def test_a_value_of_the_command_line_replaces_an_id_of_an_example(
    replay: Command, service: Service
) -> None:
    replay(*INFER, "--var", "groups/*=x", "docs_source/b_group_get.md")
    assert "GET /groups/x/photo" in service.requests


def test_the_plan_names_what_is_not_sent_because_of_other_requests(
    pages: Pages, service: Service, replay: Command
) -> None:
    session = '{"uploadUrl": "https://up.example.com/7f3a9c21"}'
    made = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{session}"
    pages(
        a=exchange("POST /at:/{path}:/session", made, name="open"),
        b=exchange("PUT https://up.example.com/7f3a9c21", GONE, name="upload"),
        c=exchange("GET https://other.example.com/x", GONE, name="elsewhere"),
        d=exchange("GET /x\nX-Session: {session}", GONE, name="session"),
    )
    plan = replay(*INFER, "--unsafe-methods", "--dry-run").out
    assert "  not sent: `https://up.example.com/7f3a9c21` comes from `$.uploadUrl`" in plan
    assert "(c#elsewhere)\n  not sent: another host is documented" in plan
    assert "(d#session)\n  not sent: missing value for `{session}` in header" in plan
    assert "4 cases, 0 to send" in plan
    replay(*INFER, "--unsafe-methods")
    assert service.requests == []
