"""Find, refer, suggest, accept: from « cours de français » near Jemeppe to a telephone put right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import enter_as, leave

OFFER = "Français langue étrangère A1.1"
OPERATOR = "Les Mots Passeurs"
MONDAY_MORNING = re.compile("^lundi matin")
PHONE = "04 123 45 67"
FINDER = "claire@cpas.example.org"


def reach(page: Page, selector: str, most: int = 80) -> None:
    """Tabs until the element holds the focus, as someone without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} is out of reach of the keyboard")


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def test_find_refer_suggest_accept(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    find_by_keyboard(page)
    put_two_offers_on_the_sheet(page)
    hand_it_over_in_arabic(page)
    widen_and_report_an_error(page)
    leave(page)
    enter_as(page, "operatrice")
    take_the_correction_over(page)
    leave(page)
    read_what_became_of_it(page)


def test_find_and_refer_on_a_phone(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/cours-et-services/")
    page.get_by_label("Que cherchez-vous").fill("cours de français")
    page.get_by_label("Où", exact=False).first.fill("Jemeppe")
    page.get_by_role("button", name="Chercher", exact=True).last.click()
    page.get_by_role("link", name="Jemeppe (Seraing)").click()
    page.get_by_role("link", name=MONDAY_MORNING).click()
    expect(page).to_have_url(re.compile("moment=lundi-matin"))
    put_two_offers_on_the_sheet(page)
    hand_it_over_in_arabic(page)
    fits(page)


def find_by_keyboard(page: Page) -> None:
    """Not one click from the empty search to the page of an offer."""
    page.goto("/cours-et-services/")
    reach(page, "#quoi")
    page.keyboard.type("cours de français")
    reach(page, "#lieu")
    page.keyboard.type("Jemeppe")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("de quel lieu parlez-vous"))).to_be_visible()
    for place in (
        "quartier de Seraing, Province de Liège",
        "quartier de Jemeppe-sur-Sambre, Province de Namur",
    ):
        expect(page.get_by_text(place)).to_be_visible()
    check_accessibility(page)
    press(page, "section a[href*='Seraing']")
    expect(page.locator(".list-head h2")).to_contain_text("à 5 km de Jemeppe (Seraing)")
    before = found(page)
    check_accessibility(page)
    press(page, "nav.week a[aria-label^='lundi matin']")
    expect(page).to_have_url(re.compile("moment=lundi-matin"))
    expect(page.get_by_role("link", name=MONDAY_MORNING)).to_have_attribute("aria-current", "true")
    assert 0 < found(page) < before
    press(page, "li.offer h3 a")
    expect(page.get_by_role("heading", name="Où et quand")).to_be_visible()
    check_accessibility(page)
    page.go_back()


def put_two_offers_on_the_sheet(page: Page) -> None:
    """One from the list, one from its own page; the search is still there."""
    page.get_by_role("link", name=re.compile("^Ajouter à la fiche")).first.click()
    expect(page.get_by_role("link", name="Voir la fiche")).to_be_visible()
    expect(page).to_have_url(re.compile("moment=lundi-matin.*fiche="))
    page.locator("li.offer h3 a").nth(1).click()
    page.get_by_role("link", name="Ajouter à la fiche d’orientation").click()
    expect(page.get_by_role("heading", name="Fiche d’orientation", level=1)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Retirer : "))).to_have_count(2)


def hand_it_over_in_arabic(page: Page) -> None:
    """French and Arabic side by side, the Arabic from right to left; on paper only the sheet."""
    page.get_by_label("Langue de la personne").select_option(label="العربية")
    page.get_by_role("button", name="Choisir").click()
    arabic = page.locator("[lang=ar][dir=rtl]")
    expect(arabic.first).to_be_visible()
    expect(page.get_by_text("Téléphonez avant de vous déplacer")).to_be_visible()
    check_accessibility(page)
    page.emulate_media(media="print")
    expect(arabic.first).to_be_visible()
    for unwanted in (page.locator("header.top"), page.locator(".sheet-language"), page.locator("footer")):
        expect(unwanted.first).to_be_hidden()
    page.emulate_media(media="screen")


def widen_and_report_an_error(page: Page) -> None:
    page.goto("/cours-et-services/?q=cours+de+français&lieu=Jemeppe+(Seraing)&moment=lundi-matin")
    page.get_by_label("Jusqu’où").select_option(value="10")
    page.get_by_role("button", name="Chercher", exact=True).last.click()
    line = page.locator("li.offer").filter(has_text=OPERATOR).filter(has_text=OFFER)
    line.get_by_role("link", name=OFFER, exact=True).click()
    page.get_by_role("link", name="Signaler une erreur").click()
    check_accessibility(page)
    page.get_by_label("Téléphone").fill("ce n’est plus le bon")
    page.get_by_label("Votre nom").fill("Claire Fontaine")
    page.get_by_label("Votre adresse e-mail").fill(FINDER)
    page.get_by_role("button", name="Envoyer la proposition").click()
    expect(page.get_by_label("Téléphone")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Votre nom")).to_have_value("Claire Fontaine")
    check_accessibility(page)
    page.get_by_label("Téléphone").fill(PHONE)
    page.get_by_role("button", name="Envoyer la proposition").click()
    expect(page.get_by_text("Merci ! Votre proposition est transmise")).to_be_visible()
    expect(page.locator("aside").get_by_role("link", name=PHONE)).to_have_count(0)


def take_the_correction_over(page: Page) -> None:
    page.get_by_role("link", name="Mes suivis").first.click()
    check_accessibility(page)
    page.get_by_role("link", name=re.compile("correction")).first.click()
    if "/corrections/" in page.url and page.get_by_role("button", name=re.compile("^Reprendre")).count() == 0:
        page.locator("tbody").get_by_role("link", name=OFFER).click()
    expect(page.get_by_text("Claire Fontaine")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name=re.compile("^Reprendre")).click()
    expect(page.get_by_text("C’est corrigé. Merci à qui l’a signalé.")).to_be_visible()
    expect(page.get_by_text("Décidée le")).to_be_visible()


def read_what_became_of_it(page: Page) -> None:
    page.goto("/cours-et-services/?q=" + OFFER.replace(" ", "+") + "+" + OPERATOR.replace(" ", "+"))
    line = page.locator("li.offer").filter(has_text=OPERATOR).filter(has_text=OFFER)
    expect(line.get_by_role("link", name=PHONE)).to_be_visible()
    page.goto(f"/courrier/?q={FINDER}")
    page.get_by_role("link", name=re.compile("Merci|proposition|correction")).first.click()
    letter = page.locator("main")
    expect(letter).to_contain_text("Merci d’avoir signalé")
    expect(letter).to_contain_text(OFFER)
    expect(letter).to_contain_text("Téléphone")


def found(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".list-head h2").inner_text().split(" à ")[0]))


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, page.url
