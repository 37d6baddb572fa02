"""The map beside the list of offers: on a desk, on a phone, by keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.conftest import check_accessibility

LIST = "/cours-et-services/"
PROVINCE = f"{LIST}?lieu=province+de+Namur"


def _figure(text: str) -> int:
    """« 163 cours et services », « Dinant : 7 offres » : the number, whatever spaces cut it."""
    return int(re.sub(r"\D", "", text))


def _sum(page: Page) -> int:
    return sum(_figure(one) for one in page.locator("#carte .spot").all_inner_texts())


@pytest.mark.parametrize("face", ["light", "dark"])
def test_on_a_desk_the_map_stands_beside_the_list_and_follows_it(page: Page, face: str) -> None:
    page.emulate_media(color_scheme=face, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(PROVINCE)
    spots = page.locator("#carte a.spot")
    expect(spots.first).to_be_visible()
    assert _sum(page) == _figure(page.locator(".list-head h2").inner_text())
    expect(page.locator("#carte .land").first).to_be_attached()
    check_accessibility(page)

    dinant = page.get_by_role("link", name=re.compile(r"^Dinant : \d+ offres?$"))
    count = _figure(dinant.inner_text())
    dinant.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"point=\w{8}"))
    expect(page.locator(".list-head h2")).to_contain_text(str(count))
    expect(dinant).to_have_attribute("aria-current", "true")
    expect(dinant).to_be_focused()
    check_accessibility(page)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("point="))

    page.locator(".facets a", has_text="formation").first.click()
    expect(page).to_have_url(re.compile("genre=training"))
    expect(page.locator("[data-map-says]")).to_contain_text(
        str(_figure(page.locator(".list-head h2").inner_text()))
    )
    assert _sum(page) == _figure(page.locator(".list-head h2").inner_text())


def test_a_heap_of_numbers_opens_and_a_line_shows_its_place(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(LIST)
    heap = page.locator("#carte button.spot").first
    expect(heap).to_be_visible()
    before = page.locator("#carte .spot").count()
    assert _sum(page) == _figure(page.locator(".list-head h2").inner_text())
    heap.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#carte a.spot").first).to_be_visible()
    assert page.locator("#carte .spot").count() != before
    assert page.evaluate("document.querySelector('#carte').contains(document.activeElement)")
    page.get_by_role("button", name="Réduire la carte").click()
    page.locator("li.offer").first.hover()
    expect(page.locator("#carte .spot.lit")).to_have_count(1)


def test_around_a_place_the_circle_is_drawn(page: Page) -> None:
    page.goto(f"{LIST}?lieu=Namur&rayon=20")
    expect(page.locator("#carte .reach")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Namur : "))).to_be_visible()


@pytest.mark.parametrize("face", ["light", "dark"])
def test_on_a_phone_the_map_opens_above_the_lines_and_costs_nothing_before(page: Page, face: str) -> None:
    page.emulate_media(color_scheme=face, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PROVINCE)
    opens = page.get_by_role("button", name="Voir la carte")
    expect(opens).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#carte")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "carte.json" in url or "/map-" in url or "limites" in url] == []
    opens.click()
    expect(opens).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#carte a.spot").first).to_be_visible()
    check_accessibility(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    above = page.evaluate(
        "document.querySelector('#carte').getBoundingClientRect().bottom"
        " <= document.querySelector('ol.offers').getBoundingClientRect().top"
    )
    assert above
    page.locator("#carte a.spot").first.click()
    expect(page).to_have_url(re.compile("point="))
    expect(page.locator("#carte a.spot.chosen")).to_be_visible()
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.locator("#carte")).to_be_hidden()


def test_without_javascript_there_is_no_map(browser: Browser, address: str) -> None:
    plain = browser.new_context(base_url=address, java_script_enabled=False)
    page = plain.new_page()
    page.goto(PROVINCE)
    expect(page.locator("ol.offers")).to_be_visible()
    expect(page.locator("#carte")).to_be_hidden()
    expect(page.get_by_text("Voir la carte")).to_be_hidden()
    plain.close()
