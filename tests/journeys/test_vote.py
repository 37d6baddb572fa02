"""A newcomer votes in an open consultation of the demonstration: by finger, by keyboard, and back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessibility


def test_somebody_votes_by_keyboard_goes_back_and_reads_what_came_out(page: Page) -> None:
    page.goto("/plateformes/")
    page.get_by_role("link", name="Plateforme Français langue étrangère").last.click()
    page.get_by_role("link", name="Des cours qui tiennent compte des vies").click()
    expect(page.get_by_role("heading", name="Phrase par phrase")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Voter").click()
    statement, place = page.locator("#phrase"), page.locator(".voting-progress label")
    expect(place).to_have_text("1 sur 12")
    check_accessibility(page)
    first = statement.inner_text()
    page.keyboard.press("1")
    expect(place).to_have_text("2 sur 12")
    second = statement.inner_text()
    assert second != first
    page.get_by_role("button", name="Pas d’accord").click()
    expect(place).to_have_text("3 sur 12")
    page.get_by_role("button", name=re.compile("Revenir")).click()
    expect(statement).to_have_text(second)
    page.keyboard.press("3")
    expect(place).to_have_text("3 sur 12")
    page.reload()
    expect(place).to_have_text("3 sur 12")
