"""What pytest shows of a session: header, summary, skips, services that do not answer."""

import gc

import pytest

from docreplay.config.load import load
from docreplay.flows.generate import generate as check
from docreplay.plugin.binding import BOUND
from docreplay.plugin.verdicts import VERDICT
from tests.plugin.conftest import PAGE, PATH, Project, Service

pytest_plugins = ["pytester"]

UNSAFE = PAGE.replace("GET https", "DELETE https").replace("get_photo", "delete_photo")


def test_a_skip_has_its_reason_and_is_counted(project: Project, service: Service) -> None:
    project.page(UNSAFE, "docs_source/en-us/photo-delete.md")
    project.generate()
    url = f"--docreplay-base-url={service.url}"
    result = project.run("generated_tests", "-rs", url)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(
        [
            f"docreplay: {service.url}, pages in docs_source",
            "2 cases: 1 passed, 1 skipped; no findings",
            "skipped 1: DELETE may change data*",
            "SKIPPED *DELETE may change data*",
        ]
    )
    assert service.requests == ["GET /v1/photo"]


def test_unsafe_methods_can_be_allowed(project: Project, service: Service) -> None:
    project.page(UNSAFE)
    url = f"--docreplay-base-url={service.url}"
    result = project.run("docs_source", url, "--docreplay-unsafe-methods")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"docreplay: {service.url} (all methods), pages in docs_source"])


def test_placeholders_get_their_values(project: Project, service: Service) -> None:
    project.page(PAGE.replace("/photo\n", "/users/{id | name}/photo\n"))
    url = f"--docreplay-base-url={service.url}"
    project.run("docs_source", url).assert_outcomes(skipped=1)
    project.run("docs_source", url, "--docreplay-var=id=4 2").assert_outcomes(passed=1)
    assert service.requests == ["GET /v1/users/4%202/photo"]


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_an_unreachable_service_is_an_error(project: Project, target: str) -> None:
    result = project.run(target, "--docreplay-base-url=http://127.0.0.1:1")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            f"{PATH}:5:1: service unreachable: *",
            "the only case was not answered: the service is unreachable",
        ]
    )


def test_warnings_and_notes_do_not_fail_and_can_be_seen(project: Project, service: Service) -> None:
    service.body = '{"height": 1, "name": "x", "more": true}'
    result = project.run("generated_tests", f"--docreplay-base-url={service.url}", "-rP")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        ["*documentation*", f"{PATH}:*: * CON* *more*", "1 case: 1 passed; 1 *"]
    )


def test_the_markers_are_known(project: Project) -> None:
    project.run("generated_tests", "--strict-markers", "-W", "error").assert_outcomes(passed=1)


def test_two_processes_replay_against_a_service_each(project: Project) -> None:
    project.page(UNSAFE, "docs_source/en-us/photo-delete.md")
    project.generate()
    result = project.run("generated_tests", "-n2")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["2 cases: 2 passed; no findings"])


def test_a_test_written_by_hand_is_reported_at_its_own_file(
    project: Project, service: Service
) -> None:
    service.status = 404
    project.pytester.makepyfile(
        test_own="""
        def test_photo(api):
            reply = api.get("/photo")
            reply.has_status(200, line=3)
        """
    )
    result = project.run("test_own.py", f"--docreplay-base-url={service.url}")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["test_own.py:3:1: error CON2*"])


def test_a_claim_without_a_line_is_at_the_line_of_its_test(
    project: Project, service: Service
) -> None:
    service.status = 404
    project.pytester.makepyfile(
        test_own="""
        def test_photo(api):
            api.get("/photo").has_status(200)
        """
    )
    result = project.run("test_own.py", f"--docreplay-base-url={service.url}")
    result.stdout.fnmatch_lines(["test_own.py:1:1: error CON2*"])


def test_an_exception_in_a_test_is_reported_as_such(project: Project, service: Service) -> None:
    project.pytester.makepyfile(
        test_own="""
        def test_photo(api):
            api.get("/photo")
            assert 1 == 2, "my own reason"
        """
    )
    result = project.run("test_own.py", f"--docreplay-base-url={service.url}")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E*my own reason*", "1 case: 1 failed*"])


def test_a_module_whose_page_is_gone_fails_and_does_not_crash(project: Project) -> None:
    (project.root / PATH).unlink()
    project.run("generated_tests").assert_outcomes(failed=1)


def test_an_invalid_base_url_ends_the_session(project: Project) -> None:
    result = project.run("generated_tests", "--docreplay-base-url=nonsense")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    assert "invalid base URL `nonsense`" in result.stdout.str() + result.stderr.str()


ALTERNATIVES = """
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 404 Not Found
```

<!-- { "blockType": "response" } -->
```http
HTTP/1.1 410 Gone
```
"""


def test_the_preference_of_a_generated_test_is_sent_to_the_embedded_service(
    project: Project,
) -> None:
    project.page(PAGE + ALTERNATIVES)
    project.generate()
    project.run("generated_tests").assert_outcomes(passed=3)
    module = next(project.root.glob("generated_tests/**/test_*.py"))
    text = module.read_text(encoding="utf-8")
    for preference, status in (("code=410", 410), ("example=get_photo", 200), ("code=200", 200)):
        changed = text.replace('prefer="code=404"', f'prefer="{preference}"')
        module.write_text(changed, encoding="utf-8")
        result = project.run("generated_tests")
        result.assert_outcomes(passed=2, failed=1)
        result.stdout.fnmatch_lines([f"*CON201*{status}*"])


def test_collectors_and_garbage_collection_stay_as_pytest_has_them(project: Project) -> None:
    gc.unfreeze()  # what commands froze that earlier tests ran in this process
    items, _ = project.pytester.inline_genitems("-p", "no:hypothesispytest", "generated_tests")
    assert [type(item.parent) for item in items] == [pytest.Module]
    project.run("generated_tests").assert_outcomes(passed=1)
    assert not gc.get_freeze_count()


def test_a_failure_points_at_the_line_that_an_edit_of_prose_moved(
    project: Project, service: Service
) -> None:
    project.page(f"A new sentence.\n\n{PAGE}")
    assert check(load(project.root), check=True).counts["stale"] == 0
    service.content_type, service.body = "application/problem+json", '{"height": "tall"}'
    result = project.run("generated_tests", f"--docreplay-base-url={service.url}")
    result.assert_outcomes(failed=1)
    found = [line.split()[0] for line in result.outlines if line.startswith(f"{PATH}:")]
    assert {f"{PATH}:13:1:", f"{PATH}:16:13:"} <= set(found)


def test_a_page_that_claims_something_else_makes_its_module_stale(project: Project) -> None:
    project.page(PAGE.replace("200 OK", "201 Created"))
    stale = check(load(project.root), check=True).all_findings
    assert any(item.location.path.endswith("test_photo_get.py") for item in stale)


def test_a_passed_test_has_the_line_of_its_request(project: Project, service: Service) -> None:
    project.page(f"A new sentence.\n\n{PAGE}")
    project.run("generated_tests", f"--docreplay-base-url={service.url}", "--junitxml=out.xml")
    text = (project.root / "out.xml").read_text(encoding="utf-8")
    assert '<property name="line" value="7"' in text


def test_a_session_in_which_nothing_was_compared_fails(project: Project, service: Service) -> None:
    project.page(UNSAFE)
    project.generate()
    url = f"--docreplay-base-url={service.url}"
    for arguments in (("generated_tests",), ("docs_source",), ("generated_tests", "-n2")):
        result = project.run(*arguments, url)
        assert result.ret is pytest.ExitCode.NO_TESTS_COLLECTED
        result.stdout.fnmatch_lines(["nothing was compared: the only case was skipped"])


def test_a_body_that_cannot_be_compared_does_not_pass(project: Project, service: Service) -> None:
    project.page(PAGE.replace('"height": 99,', '"height" 99,'))
    project.generate()
    result = project.run("generated_tests", f"--docreplay-base-url={service.url}")
    result.stdout.fnmatch_lines(["nothing was compared in the only case"])
    assert result.ret is pytest.ExitCode.NO_TESTS_COLLECTED


def test_skipped_cases_beside_passed_tests_are_a_success(
    project: Project, service: Service
) -> None:
    project.page(UNSAFE)
    project.generate()
    project.pytester.makepyfile(test_own="def test_own(): pass")
    result = project.run("generated_tests", "test_own.py", f"--docreplay-base-url={service.url}")
    assert result.ret is pytest.ExitCode.OK


@pytest.mark.parametrize(("status", "outcome"), [(200, "passed"), (500, "failed")])
def test_an_item_keeps_nothing_of_its_case(
    project: Project, service: Service, status: int, outcome: str
) -> None:
    """Items live until the session ends, and each response would live with its item."""
    service.status = status

    class Witness:
        kept: tuple[bool, ...] = ()

        def pytest_sessionfinish(self, session: pytest.Session) -> None:
            (item,) = session.items
            self.kept = (BOUND in item.stash, VERDICT in item.stash)

    witness = Witness()
    run = project.pytester.runpytest_inprocess
    plain = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "generated_tests")
    result = run(*plain, f"--docreplay-base-url={service.url}", plugins=[witness])
    result.assert_outcomes(**{outcome: 1})
    assert witness.kept == (False, False)
