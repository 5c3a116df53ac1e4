"""Where the values of requests come from, planned by what the pages document."""

import pytest

from docreplay.cases.captures import plan_captures
from docreplay.model.case import Case
from docreplay.model.stories.capture_plan import CapturePlan
from tests.support.pages import cases_of, exchange

BODIES = {
    "LIST": '{"value": [{"id": "a1", "name": "Ada"}]}',
    "MADE": '{"id": "a1", "name": "Ada"}',
    "PAGED": '{"value": [], "@odata.nextLink": "x", "@odata.deltaLink": "y"}',
    "MORE": '{"value": [{"name": "Ada"}]}',
    "DEEP": '{"by": {"user": "x"}, "size": {"width": 1}}',
    "KINDS": '{"value": [{"id": "a1", "@odata.type": "#x.file"}]}',
    "FILE": '{"id": "a1", "@odata.type": "#x.file"}',
    "ITEM": '{"id": "a1", "@odata.type": "#x.item"}',
}
"""Bodies by their names in the tables; `MORE` is an excerpt."""


def pages_of(text: str) -> list[Case]:
    """Return cases, each given as `METHOD TARGET STATUS BODY`, with ` ; ` between.

    Headers follow the target or the status after a sign each: `/a^If-Match=1`. A ` | ` begins a
    different page.
    """
    return [
        case
        for number, page in enumerate(text.split(" | "))
        for case in cases_of("".join(map(_exchange, page.split(" ; "))), f"docs/p{number}.md")
    ]


def _exchange(line: str) -> str:
    method, sent, given, *rest = line.split(" ", 3)
    target, *asked = sent.split("^")
    status, *told = given.split("^")
    name, excerpt = (*rest, "")[0], bool({"MORE", "PART", "MADE…", "DEEP…"} & {*rest})
    body = BODIES.get(name.removesuffix("…"), name)
    content = ["Content-Type: application/json", "", body] if body else []
    return exchange(
        "\n".join([f"{method} {target}", *map(_header, asked)]),
        "\n".join([f"HTTP/1.1 {status} X", *map(_header, told), *content]),
        name="".join(filter(str.isalnum, line)),
        annotation='"truncated": true, "@odata.type": "x.thing"' if excerpt else "",
    )


def _header(text: str) -> str:
    return text.replace("=", ": ", 1)


def planned(cases: list[Case]) -> str:
    """Return the sources of the last case, in the order of its places, then what has none."""
    return sources(plan_captures(cases), cases[-1])


def sources(planned: CapturePlan, case: Case) -> str:
    """Return the sources of a case, in the order of its places, then what has none."""
    plan = planned.of(case)
    assert plan
    first = [item.sources[0] for item in plan.captures]
    found = [f"{item.case.request.method} {item.value}" for item in first]
    return ", ".join([*found, *(f"no {written}" for written in plan.unfilled)])


FIRST = "GET $.value[0].id"


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ("GET /g 200 LIST ; GET /g/{id} 200", FIRST),
        ('GET /g 200 [{"id": 7}] ; GET /g/{id} 200', "GET $[0].id"),
        ('GET /g 200 {"data": [{"id": 7}]} ; GET /g/{id} 200', "GET $.data[0].id"),
        ('GET /gs 200 {"gs": [{"id": 7}]} ; GET /gs/{x} 200', "GET $.gs[0].id"),
        ("POST /g 201 MADE ; GET /g/{id} 200", "POST $.id"),
        ('POST /g 201 {"data": {"id": "x"}} ; GET /g/{id} 200', "POST $.data.id"),
        ("POST /g 201^Location=/g/7 ; GET /g/{id} 200", "POST Location:"),
        ("POST /g 201 MADE ; GET /g 200 LIST ; GET /g/{id} 200", FIRST),
        ("GET /g 200 LIST ; POST /g 201 MADE ; DELETE /g/{id} 204", "POST $.id"),
        ("GET /g 200 LIST ; DELETE /g/{id} 204", FIRST),
        ("GET /g 200 LIST ; POST /g 201 MADE ; DELETE /g/{id}/x 204", FIRST),
        ("GET /v1.0/g 200 LIST ; GET https://a.example/v1.0/G/{g-id}/x 200", FIRST),
        ("GET /g/{id}/t 200 LIST | GET /g 200 LIST ; GET /g/{id}/t/{id} 200", f"{FIRST}, {FIRST}"),
        ("GET /g/{id}/t 200 LIST ; GET /g/{id}/t/{t} 200", f"{FIRST}, no {{id}}"),
        ('GET /g 200 {"value": []} ; GET /g/{id} 200', FIRST),
        ("GET /g 404 LIST ; GET /g/{id} 200", "no {id}"),
        ("GET /g/{id} 200", "no {id}"),
        ('PUT /g 200 {"ok": true} ; GET /g/{id} 200', "no {id}"),
        ('POST /g 201 {"ok": true, "size": 2} ; GET /g/{id} 200', "no {id}"),
        ("POST /g 201 DEEP ; GET /g/{id} 200", "no {id}"),
        ("POST /g 201 DEEP… ; GET /g/{id} 200", "POST $.id"),
        ("POST /g 200 DEEP… ; GET /g/{id} 200", "no {id}"),
        ('GET /g 200 [{"aId": 1, "bId": 2}] ; GET /g/{id} 200', "no {id}"),
        ("GET /users 200 LIST ; GET /g/{id} 200", "no {id}"),
        ("GET /g?search={q} 200 LIST ; GET /g/{id} 200", "no {id}"),
        ("GET /g?filter=x 200 LIST ; GET /g 200 LIST ; GET /g/{id} 200", FIRST),
        ("GET /g 200 LIST ; GET /g/{id} 404", "no {id}"),
        ("GET /g 200 LISTED ; GET /g/1234 404", ""),
        ("GET /g 200 LIST ; GET /g/{id}/x 404", FIRST),
        ("GET /g 200 LIST ; GET /g/{id}/x(a={n}) 200", f"{FIRST}, no {{n}}"),
        ("GET /g 200 LIST ; GET /g/{id}?$top={n} 200", f"{FIRST}, no {{n}}"),
        ("GET /g 200 LIST ; DELETE /x?$id=https://a.b/v1.0/g/{id} 204", FIRST),
        ('GET /g 200 LIST ; PUT /x^^{"@odata.id":"http://a/g/{id}"} 204', FIRST),
        ('GET /g 200 LIST ; PUT /x^^{"@odata.id":"http://a/g/Main"} 204', FIRST),
        ('GET /g 200 LIST ; GET /g/all 200 ; PUT /x^^{"u":"http://a/g/All"} 204', ""),
        ('GET /g/a 200 MADE ; PUT /x^^{"@odata.id":"http://a/g/Main"} 204', ""),
        ('GET /g 200 LIST ; PUT /x^^{"u@odata.bind":"http://a/g(\'123456\')"} 204', FIRST),
        ('GET /g 200 LIST ; PUT /x^^{"u@odata.bind":["http://a/g(\'{id}\')/y"]} 204', FIRST),
        ("GET /g 200 LIST ; DELETE /x?$id=https://a.b/g('{id}') 204", FIRST),
    ],
)
def test_an_id_comes_from_a_list_or_a_created_object(exchanges: str, expected: str) -> None:
    assert planned(pages_of(exchanges)) == expected


@pytest.mark.parametrize(
    ("placeholder", "listed", "value"),
    [
        ("{id}", '{"id": 1, "name": "a"}', "id"),
        ("{group-id}", '{"groupId": 1, "id": 2}', "id"),
        ("{groupId}", '{"groupId": 1}', "groupId"),
        ("{group_id}", '{"groupId": 1}', "groupId"),
        ("{name}", '{"id": 1, "name": "a"}', "name"),
        ("{id|name}", '{"id": 1, "name": "a"}', "id"),
        ("{id | userPrincipalName}", '{"userPrincipalName": "a"}', "userPrincipalName"),
        ("{group}", '{"key": "a"}', "key"),
        ("{group-id}", '{"name": "a"}', "name"),
        ("{group-id}", '{"name": "a"}…', "id"),
        ("{id}", '{"displayName": "a"}…', "id"),
        ("{id}", '{"accountId": "a", "displayName": "b"}', "accountId"),
        ("6f0c0f0e-0c0f-4f0e-8c0f-0e0c0f0e0c0f", '{"account_id": 7, "size": 1}', "account_id"),
        ("key={id}", '{"id": 1, "Key": "a"}', "Key"),
        ("a1", '{"id": "a1"}', "id"),
        ("1234", '{"id": "7"}', "id"),
        ("6f0c0f0e-0c0f-4f0e-8c0f-0e0c0f0e0c0f", '{"id": "7"}', "id"),
        ("AAMkADJUdfolA==", '{"id": "7"}', "id"),
    ],
)
def test_the_property_is_the_one_that_the_placeholder_names(
    placeholder: str, listed: str, value: str
) -> None:
    name = "PART" if "…" in listed else "ALL"
    BODIES[name] = f'{{"value": [{listed.replace("…", "")}]}}'
    cases = pages_of(f"GET /groups 200 {name}")
    last = exchange(f"GET /groups/{placeholder}", "HTTP/1.1 200 OK")
    assert planned([*cases, *cases_of(last, "docs/last.md")]) == f"GET $.value[0].{value}"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/policies/Main/x", FIRST),
        ("/policies/Other/x", ""),
        ("/others/Main/x", ""),
        ("/a/policies/Main/x", ""),
    ],
)
def test_a_word_that_a_response_shows_as_its_own_id_is_one(target: str, expected: str) -> None:
    single = 'GET /policies/Main 200 {"id": "Main"}'
    assert planned(pages_of(f"GET /policies 200 LIST ; {single} ; GET {target} 200")) == expected


@pytest.mark.parametrize("target", ["/g/photo", "/g/x/photo", "/me", "/policies/main"])
def test_words_do_not_count_as_ids(target: str) -> None:
    single = 'GET /policies/main 200 {"id": "main"}'
    assert planned(pages_of(f"GET /g 200 LIST ; {single} ; GET {target} 200")) == ""


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ("GET /me/joinedGroups 200 LIST ; GET /groups/{id} 200", FIRST),
        ("GET /me/groups 200 LIST ; GET /groups/{id} 200", FIRST),
        ("GET /x/groups 200 LIST ; GET /y/groups/{id} 200", "no {id}"),
        ("GET /acts/recent 200 LIST ; GET /acts/{id} 200", FIRST),
        ("GET /g/{id}/g 200 LIST ; GET /g/{id} 200", "no {id}"),
        ("GET /a/{x}/b 200 LIST ; GET /b/{y}/a 200 LIST ; GET /a/{x} 200", "no {x}"),
        (
            "GET /d/root/all 200 MORE ; PATCH /d/items/{id} 200 MADE… ; GET /d/items/{id}/x 200",
            FIRST,
        ),
        (
            "GET /d/root/all 200 MORE ; PATCH /d/own/{name} 200 MADE… ; GET /d/own/{name}/x 200",
            "no {name}",
        ),
        (
            "GET /d/root/all 200 MORE ; POST /d/root/all 201 MADE… ; PATCH /d/items/{id} 200 MADE…"
            " ; DELETE /d/items/{id} 204",
            "POST $.id",
        ),
        (
            "GET /d/root/all 200 MORE ; POST /d/root/find 200 MADE… ; PATCH /d/items/{id} 200 MADE…"
            " ; DELETE /d/items/{id} 204",
            FIRST,
        ),
    ],
)
def test_without_a_list_of_the_collection_a_similar_one_is_taken(
    exchanges: str, expected: str
) -> None:
    assert planned(pages_of(exchanges)) == expected


NEXT = "$['@odata.nextLink']"
DELTA = "$['@odata.deltaLink']"
TAGGED = 'GET /t/x 200^ETag=1 {"id": "x"}'


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ("GET /t 200 PAGED ; GET /t?$skiptoken=a 200", f"GET {NEXT}"),
        ("GET /t 200 PAGED ; GET /t?deltatoken=a 200", f"GET {DELTA}"),
        ('POST /up 200 {"uploadUrl": "https://a.b/7"} ; PUT https://a.b/7 201', "POST $.uploadUrl"),
        (f"{TAGGED} ; PUT /t/x^If-Match=1 200", "GET ETag:"),
        ('GET /t/x 200 {"@odata.etag": "1", "id": "x"} ; PUT /t/x^If-Match={e} 200',
         "GET $['@odata.etag']"),
        (f"{TAGGED} ; PUT /t/x^If-Match=1 412", ""),
        ('GET /t/x?rev=2 200^ETag=2 {"id": "x"} ; PUT /t/x^If-Match=1 200', "no 1"),
        ('GET /t/x?$select=id 200^ETag=1 {"id": "x"} ; PUT /t/x^If-Match=1 200', "GET ETag:"),
        (f"{TAGGED} ; PUT /t/x^If-Match=* 200", ""),
        ("GET /t/x 200 MADE… ; PUT /t/x^If-Match=1 200", "GET $['@odata.etag']"),
        ("GET /t/x 200 MADE ; PUT /t/x^If-Match=1 200", "no 1"),
        ("GET /t/x 200 MADE ; PUT /t/x^If-Match={e} 200", ""),
    ],
)  # fmt: skip
def test_links_and_entity_tags_are_taken_whole(exchanges: str, expected: str) -> None:
    assert planned(pages_of(exchanges)) == expected


BOTH = f"{FIRST}, {FIRST}"
LANGUAGES = "GET /x/{id}/languages 200 LIST ; GET /x 200 LIST"


@pytest.mark.parametrize(
    ("listed", "exchanges", "expected"),
    [
        ("/x/{id}/languages/{id}", f"{LANGUAGES} ; GET /x/Main/languages/en 200", BOTH),
        ("/X/{id}/Languages/<id>", f"{LANGUAGES} ; GET /x/{{id}}/languages/en 200", BOTH),
        ("/beta/x/{id | name}", "GET /x 200 LIST ; GET https://a.b/v1.0/x/Main?$top=1 200", FIRST),
        ("/x/{id}", "POST /x 201 MADE ; GET /x/Main 200", "POST $.id"),
        ("/x/{id}, /x/main", "GET /x 200 LIST ; GET /x/Main 200", ""),
        ("/x/{id}, https://a.b/x/Main", "GET /x 200 LIST ; GET /x/Main 200", FIRST),
        ("/y/{id}", "GET /x 200 LIST ; GET /x/Main 200", ""),
        ("/x/{id}/y", "GET /x 200 LIST ; GET /x/Main 200", ""),
        ("/{kind}", "GET /x 200 LIST ; GET /x 200", ""),
        ("/x/{property}", "GET /x 200 MADE ; GET /x/Main 200", ""),
        ("/x/{property}", "PUT /x 200 MADE ; GET /x/Main 200", ""),
        ("", "GET /x 200 LIST ; GET /x/Main 200", ""),
    ],
)  # fmt: skip
def test_a_word_in_place_of_a_listed_placeholder_is_an_id(
    listed: str, exchanges: str, expected: str
) -> None:
    cases = pages_of(exchanges)
    plan = plan_captures(cases, listed=lambda case: listed.split(", ") if case is cases[-1] else ())
    assert sources(plan, cases[-1]) == expected


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ("GET /g 200 KINDS ; GET /g/{id} 200 FILE", "$.value[?@['@odata.type']=='#x.file'].id"),
        ("GET /g 200 KINDS ; GET /g/{id} 200 ITEM", "$.value[?@['@odata.type']=='#x.item'].id"),
        ("GET /g 200 KINDS ; GET /g/{id} 200 MADE", "$.value[0].id"),
        ("GET /g 200 KINDS ; GET /g/{id}/x 200 ITEM", "$.value[0].id"),
        ("GET /g 200 LIST ; GET /g/{id} 200 ITEM", "$.value[0].id"),
        ("POST /g 201 FILE ; POST /g 201 ITEM ; GET /g/{id} 200 ITEM", "$.id"),
        ("POST /g 201 FILE ; GET /g/{id} 200 ITEM", ""),
        ('POST /g^^{"@odata.type":"#x.file"} 201 MADE ; GET /g/{id} 200 ITEM', ""),
        ('POST /g^^{"@odata.type":"#x.item"} 201 MADE ; GET /g/{id} 200 ITEM', "$.id"),
    ],
)
def test_an_object_is_of_the_kind_that_the_page_shows(exchanges: str, expected: str) -> None:
    cases = pages_of(exchanges)
    plan = plan_captures(cases).of(cases[-1])
    assert plan
    assert [item.sources[0].value for item in plan.captures] == [expected] * bool(expected)


def test_a_list_of_the_kind_comes_first() -> None:
    listed = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + BODIES["LIST"]
    kinds = ("x.file", "x.item")
    pages = [
        exchange(
            f"GET /g/{kind}", listed, annotation=f'"isCollection": true, "@odata.type": "{kind}"'
        )
        for kind in kinds
    ]
    cases = [*cases_of("".join(pages), "docs/lists.md"), *pages_of("GET /g/{id} 200 ITEM")]
    (capture,) = (plan_captures(cases).of(cases[-1]) or pytest.fail("no plan")).captures
    assert [source.case.request.target for source in capture.sources] == ["/g/x.item", "/g/x.file"]


def test_the_link_that_ends_is_one_of_the_collection() -> None:
    lists = "GET /users 200 LIST ; GET /groups 200 LIST ; GET /groups/{id}/owners 200 LIST"
    link = "/groups/{id}/owners/$ref?$id=https://a.b/users/{id}"
    cases = pages_of(f"{lists} ; DELETE {link} 204")
    (_, capture) = (plan_captures(cases).of(cases[-1]) or pytest.fail("no plan")).captures
    assert capture.sources[0].case is cases[2]
    assert capture.template == "/groups/{}/owners/{}"


@pytest.mark.parametrize(("type_", "expected"), [("x.share", "no {id}"), ("x.thing", FIRST)])
def test_a_list_of_other_objects_of_the_same_name_gives_nothing(type_: str, expected: str) -> None:
    listed = exchange(
        "GET /print/shares",
        f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{BODIES['LIST']}",
        annotation=f'"isCollection": true, "@odata.type": "{type_}"',
    )
    others = pages_of("GET /print/shares/{id} 200 ; GET /shares/{id} 200 MADE…")
    assert planned([*cases_of(listed, "docs/last.md"), *others]) == expected
    nested = cases_of(listed.replace("/shares", "/{id}/shares"), "docs/last.md")
    assert planned([*pages_of("GET /print 200 LIST"), *nested, others[-1]]) == expected


TASK = '{"task_id": "aVeif4oB5Vm0Tdw8"}'
JOBS = '[{"id": "a1"}, {"id": "b2"}]'
DRIVE = '{"id": "d1"}'


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        (f"POST /m/_train 200 {TASK} ; GET /tasks/aVeif4oB5Vm0Tdw8 200", "POST $.task_id"),
        (f"POST /m/_train 200 {TASK} | GET /tasks/{{task_id}} 200", "POST $.task_id"),
        (f"POST /m/_train 200 {TASK} | GET /tasks/{{taskId}} 200", "POST $.task_id"),
        (f"POST /m/_train 200 {TASK} | GET /tasks/{{id}} 200", "no {id}"),
        (f"POST /m/_train 200 {TASK} | GET /tasks/aVeif4oB5Vm0Tdw8 200", "no aVeif4oB5Vm0Tdw8"),
        (f"POST /m/_train 400 {TASK} | GET /tasks/{{task_id}} 200", "no {task_id}"),
        (f"GET /m?task=aVeif4oB5Vm0Tdw8 200 {TASK} ; GET /tasks/{{task_id}} 200", "no {task_id}"),
        (f"GET /tasks/aVeif4oB5Vm0Tdw8 200 {TASK} ; GET /m/{{task_id}} 200", "no {task_id}"),
        (
            'GET /m 200 {"by": {"user_id": "aVeif4oB5Vm0Tdw8"}} ; GET /users/{user_id} 200',
            "GET $.by.user_id",
        ),
        (
            'GET /m 200 {"a": [{"c": {"user_id": "aVeif4oB5Vm0Tdw8"}}]} ; GET /users/{user_id} 200',
            "GET $.a[0].c.user_id",
        ),
        (
            'GET /m 200 {"a": [{"c": {"d": {"user_id": "aVeif4oB5Vm0Tdw8"}}}]}'
            " ; GET /users/{user_id} 200",
            "no {user_id}",
        ),
        ('POST /m/_register 200 {"model_id": "a1"} ; GET /m/{id} 200', "POST $.model_id"),
        ("POST /m.create 200 MADE ; GET /m.get?id={id} 200", "POST $.id"),
        ("POST /m.create 200 MADE ; POST /m.archive?m_id={m_id} 200", "POST $.id"),
        ("GET /m.list 200 LIST ; GET /m.get?id={id} 200", FIRST),
        ("GET /m/list 200 LIST ; GET /m/get?id={id} 200", FIRST),
        ("GET /m.list 200 LIST ; GET /x.get?id={id} 200", "no {id}"),
        ("GET /m.list 200 LIST ; GET /m.get?page={page} 200", "no {page}"),
        ("POST /m/find 200 MADE ; GET /m/{id} 200", "no {id}"),
        (f"GET /jobs 200 LIST ; POST /jobs 201 {JOBS} ; DELETE /jobs/{{id}} 204", "POST $[0].id"),
        (f"POST /jobs 200 {JOBS} ; DELETE /jobs/{{id}} 204", "no {id}"),
        ("GET /me 200 MADE ; GET /users/{id}/x 200", "GET $.id"),
        ("GET /me 200 MADE ; GET /users 200 LIST ; GET /users/{id} 200", FIRST),
        ("GET /me 200 MADE ; GET /groups/{id} 200", "no {id}"),
        ("PUT /docs/7f3a9c21 201 ; GET /docs/7f3a9c21 200", "no 7f3a9c21"),
        ("GET /docs 200 LIST ; PUT /docs/7f3a9c21 201", "no 7f3a9c21"),
        ("GET /docs 200 LIST ; PUT /docs/7f3a9c21 201 ; DELETE /docs/7f3a9c21 204", "no 7f3a9c21"),
        ("GET /docs 200 LIST ; PUT /docs/7f3a9c21 200 ; DELETE /docs/7f3a9c21 204", FIRST),
    ],
)
def test_responses_of_other_paths_give_an_id(exchanges: str, expected: str) -> None:
    assert planned(pages_of(exchanges)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("id", "no {id}"),
        ("objectId", "no {objectId}"),
        ("itemId", "no {itemId}"),
        ("resourceId", "no {resourceId}"),
        ("entity_id", "no {entity_id}"),
        ("recordId", "no {recordId}"),
        ("parentId", "no {parentId}"),
        ("taskId", "POST $.taskId"),
        ("modelId", "POST $.modelId"),
    ],
)
def test_a_name_that_different_things_have_identifies_none(name: str, expected: str) -> None:
    made = f'POST /m/_train 200 {{"{name}": "aVeif4oB5Vm0Tdw8"}}'
    assert planned(pages_of(f"{made} | GET /tasks/{{{name}}} 200")) == expected


def _typed(target: str, body: str, type_: str) -> str:
    response = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}"
    return exchange(f"GET {target}", response, annotation=f'"@odata.type": "{type_}"')


def test_what_comes_from_the_paths_of_one_object_is_about_that_object() -> None:
    drives = _typed("/me/drive", DRIVE, "x.drive") + _typed("/drives/{d}", DRIVE, "x.drive")
    cases = pages_of("GET /me/drives 200 LIST ; GET /me/drive/items 200 LIST")
    cases = [*cases, *cases_of(drives, "docs/drives.md")]
    cases += cases_of(exchange("GET /drives/{d}/items/{i}", "HTTP/1.1 200 OK"), "docs/last.md")
    assert planned(cases) == f"GET $.id, {FIRST}"
    plan = plan_captures(cases, lambda _, start, end: "fixed" if end - start == 3 else "no")
    found = plan.of(cases[-1])
    assert found
    assert not found.captures


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ("GET /g/7f3a9c21/x 200", "7f3a9c21"),
        ("GET /g/{id} 200", ""),
        ("GET /g/7f3a9c21 404", ""),
        ("PUT /g/7f3a9c21 200", ""),
        ("PUT /g/7f3a9c21 404 ; GET /g/7f3a9c21 200", "7f3a9c21"),
        ("PUT /g/7f3a9c21/x 200", "7f3a9c21"),
        ("PUT /g/7f3a9c21 200 ; GET /g/7f3a9c21/x 200", ""),
        ('POST /g^^{"name":"7f3a9c21"} 204 ; GET /g/7f3a9c21/x 200', ""),
        ('POST /g^^{"name":"other"} 204 ; GET /g/7f3a9c21/x 200', "7f3a9c21"),
        ("GET /g 200 LIST ; GET /g/7f3a9c21 200", ""),
    ],
)
def test_an_id_that_exists_in_the_example_only(exchanges: str, expected: str) -> None:
    cases = pages_of(exchanges)
    found = plan_captures(cases).of(cases[-1])
    assert found
    assert ", ".join(item.written for item in found.examples) == expected


def test_a_created_object_is_asked_after_lists_that_may_be_empty() -> None:
    lists = " ; ".join(f"GET /g?$top={number} 200 LIST" for number in range(4))
    cases = pages_of(f"{lists} ; POST /g 201 MADE ; GET /g/{{id}} 200")
    (capture,) = (plan_captures(cases).of(cases[-1]) or pytest.fail("no plan")).captures
    methods = [source.case.request.method for source in capture.sources]
    assert methods == ["GET", "GET", "GET", "POST"]


def test_a_value_from_elsewhere_needs_no_response() -> None:
    cases = pages_of("GET /g 200 LIST ; GET /g/{id} 200 ; GET /x/{y} 200")
    plan = plan_captures(cases, lambda *_: "fixed")
    assert not any(item.captures or item.unfilled for item in plan.cases.values())
    plan = plan_captures(cases, lambda *_: "fallback")
    assert [len(item.captures) for item in plan.cases.values()] == [0, 1, 0]
    assert not any(item.unfilled for item in plan.cases.values())


def test_what_is_not_sent_gives_nothing() -> None:
    cases = pages_of("POST /g 201 MADE ; GET /g/{id} 200")
    plan = plan_captures(cases, is_sent=lambda case: case.request.method == "GET")
    assert [item.unfilled for item in plan.cases.values()] == [(), ("{id}",)]
