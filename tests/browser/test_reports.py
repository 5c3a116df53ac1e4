"""The HTML reports in Chromium: they open, filter, link, obey the keyboard, and stay inert."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.accessibility import SIZES, violations
from tests.browser.conftest import Open

pytest.importorskip("playwright", reason="tests in Chromium are run by `make browser`")

REPORTS = ("test", "drift", "check", "regress", "scripts", "hostile", "many")
REAL = ("real-check", "real-drift", "real-test")
SCROLL = """share => {
  const list = document.querySelector('.list');
  list.scrollTop = share * list.scrollHeight;
}"""


def views(page: Any) -> list[str]:
    """Return the fragments of the views."""
    return list(page.eval_on_selector_all("#views a", "links => links.map(a => a.hash)"))


def go(page: Any, fragment: str) -> None:
    """Follow a fragment, and wait for what it shows."""
    page.evaluate("hash => { location.hash = hash }", fragment)
    page.wait_for_timeout(60)


def open_first(page: Any) -> None:
    """Open the first item of the list, and wait for its details."""
    page.locator(".row:visible").first.click()
    page.wait_for_selector(".details h2")


@pytest.mark.parametrize(("width", "scheme"), SIZES)
@pytest.mark.parametrize("name", REPORTS[:-2])
def test_every_view_is_accessible_and_fits(
    opened: Open, name: str, width: int, scheme: str
) -> None:
    page = opened(name, width=width, scheme=scheme)
    for fragment in views(page):
        go(page, fragment)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if page.locator(".row:visible").count():
            open_first(page)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            go(page, fragment)


@pytest.mark.parametrize("name", REAL)
def test_reports_of_real_pages_open(opened: Open, reports: Path, name: str) -> None:
    if not (reports / f"{name}.html").exists():
        pytest.skip("the corpus of real pages is not beside the repository")
    page = opened(name)
    for fragment in views(page):
        go(page, fragment)
        assert violations(page) == []
        if page.locator(".row:visible").count():
            open_first(page)
            assert violations(page) == []


def test_filters_are_combined_and_are_in_the_address(opened: Open) -> None:
    page = opened("many", "#view=cases")
    assert page.text_content(".top .count") == "2,000 cases"
    page.locator("select[aria-label=outcome]").focus()  # a closed menu has no values
    page.select_option("select[aria-label=outcome]", value="failed")
    failed = int(page.text_content(".top .count").split()[0].replace(",", ""))
    assert 0 < failed < 2000
    page.fill("input[type=search]", "calendar beta")
    assert int(page.text_content(".top .count").split()[0]) < failed
    assert "outcome=failed" in page.url
    assert "q=calendar" in page.url
    page.get_by_role("button", name="Clear filters").click()
    assert page.text_content(".top .count") == "2,000 cases"
    assert "outcome" not in page.url


def test_a_menu_has_its_values_while_it_is_used(opened: Open) -> None:
    page = opened("many", "#view=findings")
    menu = page.locator("select[aria-label=code]")
    assert menu.locator("option").count() == 1
    menu.focus()
    assert menu.locator("option").count() == 30
    page.locator("input[type=search]").focus()
    assert menu.locator("option").count() == 1


def test_a_link_opens_the_item_with_its_filters(opened: Open) -> None:
    page = opened("test")
    open_first(page)
    title = page.text_content(".details h2")
    address = page.url
    again = opened("test", f"#{address.partition('#')[2]}")
    again.wait_for_selector(".details h2")
    assert again.text_content(".details h2") == title
    assert again.get_attribute("[aria-selected=true]", "aria-posinset") == "1"


def test_a_link_to_what_is_not_there_is_answered(opened: Open) -> None:
    page = opened("test", "#view=cases&open=nothing%23x&outcome=%22%3E%3Cimg%3E")
    assert page.text_content(".details") == "The item of this link is not in the report."
    assert page.text_content(".top .count").startswith("0 of ")


def test_equal_findings_have_links_of_their_own(opened: Open) -> None:
    page = opened("hostile", "#view=findings")
    addresses = set()
    page.locator(".list").focus()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(20)
        addresses.add(page.url)
    assert len(addresses) == 12


def test_all_is_done_by_keyboard(opened: Open) -> None:
    page = opened("many")
    assert page.get_attribute("[aria-selected=true]", "aria-posinset") == "1"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.get_attribute("[aria-selected=true]", "aria-posinset") == "3"
    page.keyboard.press("k")
    assert page.get_attribute("[aria-selected=true]", "aria-posinset") == "2"
    page.locator(".list").focus()
    page.keyboard.press("End")
    assert page.get_attribute("[aria-selected=true]", "aria-posinset") == "2000"
    assert page.locator("[aria-selected=true]").is_visible()
    active = page.get_attribute(".list", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:focus")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "list"
    assert "open=" not in page.url


def test_keys_lead_to_the_search_the_views_and_the_list_of_keys(opened: Open) -> None:
    page = opened("many")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("2j")
    assert page.input_value("input[type=search]") == "2j"
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.locator("[aria-current]", has_text="Findings").wait_for()
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_the_first_tab_leads_to_the_list(opened: Open) -> None:
    page = opened("test", "#view=cases")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "list"
    assert "view=cases" in page.url


def test_a_narrow_screen_shows_the_details_alone(opened: Open) -> None:
    page = opened("test", "#view=cases", width=400)
    open_first(page)
    assert not page.locator(".list").is_visible()
    page.go_back()
    page.locator(".is-open").wait_for(state="detached")
    assert page.locator(".list").is_visible()


@pytest.mark.parametrize("view", ["cases", "findings"])
def test_few_nodes_exist_at_any_place_of_a_long_list(opened: Open, view: str) -> None:
    page = opened("many", f"#view={view}")
    for share in (0, 0.1, 0.5, 0.77, 1):
        page.evaluate(SCROLL, share)
        page.wait_for_timeout(60)
        assert page.evaluate("document.querySelectorAll('*').length") <= 500
        assert page.locator(".row:visible").count() >= 12


def test_a_filter_takes_at_most_50_milliseconds(opened: Open) -> None:
    page = opened("many", "#view=findings")
    times = page.evaluate(
        """() => {
          const input = document.querySelector('input[type=search]');
          const texts = ['a', 'user', 'user 31', 'zzz', '', 'event', 'e', 'event 2'];
          return [...texts, ...texts, ...texts].map(text => {
            const begun = performance.now();
            input.value = text;
            input.dispatchEvent(new Event('input'));
            return performance.now() - begun;
          });
        }"""
    )
    assert sorted(times)[len(times) // 2] <= 50


def test_hostile_texts_are_shown_and_nothing_else(opened: Open) -> None:
    page = opened("hostile", "#view=cases")
    tags = "[...new Set([...document.querySelectorAll('*')].map(node => node.tagName))]"
    foreign = {"IMG", "SVG", "IFRAME", "BASE", "FORM", "B", "OBJECT", "EMBED"}
    for view in ("cases", "findings", "pages", "overview"):
        go(page, f"#view={view}")
        rows = page.locator(".list").count()
        if rows:
            page.locator(".list").focus()
        for _ in range(200 if rows and view == "cases" else 30 if rows else 1):
            page.keyboard.press("ArrowDown")
        page.wait_for_timeout(100)
        assert not foreign & set(page.evaluate(tags))
        assert page.evaluate("document.querySelectorAll('script').length") == 1
        links = page.eval_on_selector_all("a", "links => links.map(a => a.getAttribute('href'))")
        assert all(link.startswith(("#", "https://git.example/docs/blob/main/")) for link in links)
    assert page.evaluate("window.hacked") is None
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print article").count() > 0 or page.url.endswith("overview")
    assert page.evaluate("window.hacked") is None


def test_hostile_texts_are_whole(opened: Open) -> None:
    page = opened("hostile", f"#view=cases&q={quote('</template><script>')}")
    assert (
        page.locator(".row:visible .title").first.text_content().startswith("</template><script>")
    )
    page = opened("hostile", f"#view=cases&q={quote(chr(0x202E))}")
    open_first(page)
    assert "U+202E" in page.text_content(".details h2")


def test_pages_are_set_in_their_language_and_direction(opened: Open) -> None:
    page = opened("scripts", "#view=findings")
    for locale, direction in (
        ("ar-sa", "rtl"),
        ("he-il", "rtl"),
        ("zh-cn", "ltr"),
        ("ja-jp", "ltr"),
    ):
        go(page, f"#view=findings&locale={locale}")
        open_first(page)
        assert page.get_attribute(".excerpt", "lang") == locale
        style = "node => getComputedStyle(node).direction"
        assert page.eval_on_selector(".excerpt .here .text", style) == direction
        assert page.eval_on_selector(".place", style) == "ltr"


def test_a_mismatch_is_marked_on_both_sides(opened: Open) -> None:
    page = opened("test", "#view=cases&outcome=failed")
    open_first(page)
    page.wait_for_selector(".exchange")
    marks = page.locator("[aria-label='Documented response'] mark")
    assert "240" in marks.first.text_content()
    real = page.locator("[aria-label='Response of the service'] mark")
    assert '"240"' in real.first.text_content()
    gutter = page.locator(".gutter").nth(1).text_content().split("\n")
    assert gutter[0].isdigit()
    link = page.locator(".finding .place a").first
    assert link.get_attribute("href").startswith("https://git.example/docs/blob/main/docs/en-us/")
    commands = page.locator(".command").all_text_contents()
    assert commands[0].startswith("curl ")
    assert commands[1].startswith("docreplay test ")


def test_stored_runs_are_in_the_file(opened: Open) -> None:
    page = opened("test", "#view=overview")
    assert page.locator("#history tbody tr").count() == 4
    go(page, "#view=cases&outcome=failed")
    open_first(page)
    assert page.locator(".letter").all_text_contents() == ["F", "F", "F", "F"]


def test_numbers_of_the_overview_lead_to_what_they_count(opened: Open) -> None:
    page = opened("many", "#view=overview")
    tile = page.locator(".tile", has_text="failed").first
    number = tile.locator(".big").text_content().replace(",", "")
    tile.locator("a").click()
    page.wait_for_selector(".list")
    assert page.text_content(".top .count").split()[0].replace(",", "") == number


def test_drift_has_a_heat_map_for_integrity_and_one_for_freshness(opened: Open) -> None:
    page = opened("scripts")
    assert page.locator(".heatmap h2").all_text_contents() == [
        "Integrity: damaged pages",
        "Freshness: outdated pages",
    ]
    page.locator(".heatmap a").first.click()
    page.wait_for_selector(".list")
    assert "state=damaged" in page.url
    open_first(page)
    assert page.locator(".sentence").count() == 1


def test_breaking_changes_come_first_with_both_states(opened: Open) -> None:
    page = opened("regress")
    assert page.text_content("[aria-current]").startswith("Changes")
    assert "breaking" in page.locator(".row:visible .badge").first.text_content()
    open_first(page)
    assert page.locator(".comparison dt").all_text_contents() == ["before", "after"]
    before, after = (item.bounding_box() for item in page.locator(".states dd").all())
    assert before["y"] == after["y"], "side by side"
    assert page.locator(".part-of-change h4").all_text_contents() == [
        "Counter-example",
        "On the page",
    ]
    assert page.locator(".part-of-change .value").text_content() == '"648"'
    assert "/width" in page.locator(".part-of-change .says").first.text_content()
    assert page.locator(".part-of-change .excerpt mark").text_content() == '"width"'
    page.locator(".details a", has_text="case").last.click()
    page.locator("[aria-label='Response of the service'] mark").first.wait_for()


def test_print_shows_the_details_of_the_selected_items(opened: Open) -> None:
    page = opened("test", "#view=cases&outcome=failed", scheme="dark")
    page.wait_for_timeout(1500)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#print article.case").count() == 1
    assert page.locator("#print .exchange").is_visible()
    assert not page.locator(".panes").is_visible()
    assert page.eval_on_selector("body", "node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#print article").count() == 0


def test_print_has_no_filters_and_whole_tables(opened: Open) -> None:
    page = opened("many", "#view=overview", width=760)
    page.emulate_media(media="print")
    for table in page.locator("main table").all():
        assert table.bounding_box()["width"] <= 760
    go(page, "#view=findings&code=CON201")
    assert not page.locator(".filters").is_visible()
    assert page.locator(".top .count").is_visible()


def test_bars_and_the_current_view_are_seen_with_forced_colors(opened: Open) -> None:
    page = opened("many", "#view=overview")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    colors = "nodes => [...new Set(nodes.map(node => getComputedStyle(node).backgroundColor))]"
    assert len(page.eval_on_selector_all(".part.is-failed, .part.is-passed", colors)) == 2
    border = "node => getComputedStyle(node).borderBottomColor"
    current = page.eval_on_selector("#views [aria-current]", border)
    assert current != page.eval_on_selector("#views a:not([aria-current])", border)


def test_nothing_moves_for_readers_who_do_not_want_it(opened: Open) -> None:
    page = opened("many", "#view=overview")
    moving = "nodes => nodes.filter(node => parseFloat(getComputedStyle(node).transitionDuration))"
    assert page.eval_on_selector_all("*", f"nodes => ({moving})(nodes).length") > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.eval_on_selector_all("*", f"nodes => ({moving})(nodes).length") == 0


def test_english_messages_about_other_scripts_are_read_from_left_to_right(opened: Open) -> None:
    page = opened("scripts", "#view=findings&locale=ar-sa")
    for selector in (".row:visible .title", ".details h2"):
        node = page.locator(selector).first
        assert node.evaluate("node => getComputedStyle(node).direction") == "ltr"
    title = str(page.locator(".row:visible .title").first.text_content())
    assert (title[0], title[-len("\u2069 was translated") :]) == ("\u2068", "\u2069 was translated")
    assert page.locator(".details h2 code[dir=auto]").count() == 1


def test_a_search_without_result_is_answered(opened: Open) -> None:
    for width in (400, 1300):
        page = opened("test", "#view=cases&q=zzz", width=width)
        assert page.locator(".details .empty").is_visible()
        assert page.text_content(".details .empty") == "No case matches the filters."


def test_menus_are_those_that_divide_the_items(opened: Open) -> None:
    page = opened("regress")
    assert page.locator("select").count() == 0
    page = opened("many", "#view=findings")
    names = [item.get_attribute("aria-label") for item in page.locator("select").all()]
    assert names == ["severity", "code", "area"]


def test_the_theme_is_chosen_and_kept(opened: Open) -> None:
    page = opened("test")
    light = page.eval_on_selector("body", "node => getComputedStyle(node).backgroundColor")
    button = page.get_by_role("button", name="Theme")
    button.click()
    button.click()
    assert button.text_content() == "Theme: dark"
    assert page.eval_on_selector("body", "node => getComputedStyle(node).backgroundColor") != light
    page.reload()
    assert page.get_by_role("button", name="Theme").text_content() == "Theme: dark"


def test_without_its_script_the_report_has_its_totals(browser: Any, reports: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((reports / "test.html").as_uri())
    text = page.text_content("body")
    assert "1 failed" in text
    assert "switched off" in text
    context.close()
