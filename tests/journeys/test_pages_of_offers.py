"""Every page of courses and services and of news that a role may open: axe finds nothing, nothing overflows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import enter_as

HERE = "/cours-et-services/"
ANYONE = (
    HERE,
    f"{HERE}?q=cours+de+français&lieu=Namur",
    f"{HERE}?q=cours+de+français&lieu=Jemeppe",
    f"{HERE}?q=zzzz",
    f"{HERE}?q=français+mardi+soir&lieu=Virton&plus=free",
    "/fiche-d-orientation/",
    "/donnees-ouvertes/",
    "/donnees-ouvertes/integrer/",
    "/integrer/?q=français",
    f"{HERE}vacances-scolaires/",
    "/nouvelles/",
    "/nouvelles/?q=zzzz",
    "/veille/",
    "/avis/",
    "/avis/nouveau/?quoi=nouvelles",
    "/avis/nouveau/?quoi=offres&q=français",
)
OPERATOR = (f"{HERE}corrections/?etat=tous", "/nouvelles/publier/", "/avis/")
COORDINATION = (
    HERE,
    f"{HERE}nouveau/",
    f"{HERE}a-completer/",
    f"{HERE}corrections/",
    f"{HERE}campagnes/",
    f"{HERE}campagnes/nouvelle/",
    "/veille/ecrire/",
)
ADMINISTRATION = (f"{HERE}vacances-scolaires/", f"{HERE}vacances-scolaires/ajouter/")
MAIN = (
    HERE,
    f"{HERE}?q=cours+de+français&lieu=Jemeppe",
    f"{HERE}?q=zzzz",
    "/nouvelles/",
    "/veille/",
    "/avis/nouveau/?quoi=nouvelles",
)


def visit(page: Page, address: str) -> None:
    """axe at the width of the page as it stands, the layout on a desk and on a phone: one load serves both."""
    response = page.goto(address)
    assert response is not None
    assert response.status == 200, address
    check_accessibility(page)
    asked = page.viewport_size
    assert asked is not None
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        fits(page)
    page.set_viewport_size(asked)


def fits(page: Page) -> None:
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{page.url} is {overflow} pixels too wide"


def link(page: Page, selector: str) -> str:
    """The address behind the first link that answers."""
    address = page.locator(selector).first.get_attribute("href")
    assert address
    return address


def as_visitor(page: Page) -> None:
    for address in ANYONE:
        visit(page, address)
    page.goto(f"{HERE}?q=Mots+Passeurs+alphabétisation")
    offer = link(page, "li.offer h3 a")
    uid = offer.split("?")[0].rstrip("/").rsplit("-", 1)[-1]
    sheet = f"/fiche-d-orientation/?fiche={uid}"
    corrected = f"{offer.split('?')[0]}corriger/"
    for address in (offer, corrected, sheet, f"{sheet}&langue=ar", f"{sheet}&langue=ar&format=envoi"):
        visit(page, address)
    for listed in ("/nouvelles/", "/veille/"):
        page.goto(listed)
        visit(page, link(page, "tbody th a"))


def as_operator(page: Page) -> None:
    enter_as(page, "operatrice")
    for address in OPERATOR:
        visit(page, address)
    page.goto("/avis/")
    for address in [link(page, "a[href$='/aujourd-hui/']"), link(page, "a[href$='/changer/']")]:
        visit(page, address)
    page.goto("/mes-suivis/")
    keeping = link(page, "a[href*='/cours-et-services/operateur/']")
    visit(page, keeping)
    offer, places = link(page, "ol.kept h2 a"), link(page, "ol.kept a[href$='/places/']")
    for kind in ("formation", "service", "permanence"):
        visit(page, f"{keeping}ajouter/{kind}/")
    for address in (offer, places, places.removesuffix("places/")):
        visit(page, address)
    for part in ("modifier/", "fermeture/", "fin/", "historique/", "sessions/nouvelle/"):
        visit(page, offer + part)


def as_coordinator(page: Page) -> None:
    enter_as(page, "coordinatrice")
    for address in COORDINATION:
        visit(page, address)
    page.goto(f"{HERE}a-completer/")
    visit(page, link(page, "tbody th a"))
    page.goto(link(page, "a[href*='/cours-et-services/operateur/']"))
    visit(page, link(page, "a[href$='/lien/']"))
    page.goto(f"{HERE}couverture/demandes/")
    demand = link(page, "tbody th a")
    for address in (demand, f"{demand}corriger/", f"{demand}retirer/"):
        visit(page, address)
    for listed, parts in (("/nouvelles/", ("corriger/",)), ("/veille/", ("corriger/", "dire/"))):
        page.goto(listed)
        inside = link(page, "tbody th a")
        for part in parts:
            visit(page, inside + part)


def as_administrator(page: Page) -> None:
    page.goto("/")
    door = page.locator("form:has([data-role=operatrice])")
    door.evaluate("form => { form.action = form.action.replace('operatrice', 'administrateur') }")
    page.click("[data-role=operatrice]")
    for address in ADMINISTRATION:
        visit(page, address)
    page.goto(ADMINISTRATION[0])
    visit(page, link(page, "tbody a[href*='/vacances-scolaires/']"))


@pytest.mark.parametrize("go_round", [as_visitor, as_operator, as_coordinator, as_administrator])
def test_every_page_is_accessible(page: Page, go_round: Callable[[Page], None]) -> None:
    page.emulate_media(reduced_motion="reduce")
    go_round(page)


def test_the_dark_face_is_accessible_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for address in MAIN:
        visit(page, address)
    page.goto(HERE)
    offer = link(page, "li.offer h3 a")
    visit(page, offer)
    enter_as(page, "operatrice")
    page.goto("/mes-suivis/")
    keeping = link(page, "a[href*='/cours-et-services/operateur/']")
    for address in (keeping, f"{keeping}ajouter/formation/"):
        visit(page, address)
