"""Every main page, as a visitor and as a coordinator, on a desk and on a phone: axe finds nothing, nothing overflows."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import enter_as

PUBLIC = (
    "/",
    "/annuaire/",
    "/annuaire/chiffres/",
    "/plateformes/",
    "/plateformes/axes/",
    "/plateformes/ressorts/",
    "/cours-et-services/couverture/",
    "/cours-et-services/couverture/?au=2013-12-31&ou=Verviers",
    "/cours-et-services/couverture/?format=impression",
    "/cours-et-services/couverture/sessions-comptees/",
    "/recherche/?q=francais",
    "/recherche/?q=zzzz",
    "/territoires/",
    "/vocabulaire/",
    "/accessibilite/",
    "/vie-privee/",
    "/mentions-legales/",
    "/style/",
    "/compte/connexion/",
)
COORDINATION = (
    "/mes-suivis/",
    "/annuaire/nouvelle/",
    "/annuaire/personnes/",
    "/cours-et-services/couverture/demandes/",
    "/cours-et-services/couverture/demandes-comptees/",
    "/cours-et-services/couverture/demandes/nouvelle/",
    "/cours-et-services/couverture/releves/",
    "/plateformes/nouvelle/",
    "/plateformes/mandats-exterieurs/",
    "/campagnes/",
    "/campagnes/nouvelle/",
    "/ecrire/",
    "/ecrire/lettres/",
    "/courrier/",
    "/imports/",
    "/territoires/nouveau-quartier/",
    "/compte/",
    "/compte/profil/",
)
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


def _visit(page: Page, address: str) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == 200, address
    check_accessibility(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{address} is {overflow} pixels too wide"


@pytest.mark.parametrize("size", SIZES)
def test_every_public_page_is_accessible(page: Page, context: BrowserContext, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for address in PUBLIC:
        _visit(page, address)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_coordination_is_accessible(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    enter_as(page, "coordinatrice")
    for address in COORDINATION:
        _visit(page, address)
    for listed in ("/annuaire/", "/plateformes/", "/campagnes/", "/territoires/"):
        page.goto(listed)
        inside = page.locator("tbody th a, main ul a").first.get_attribute("href")
        assert inside
        _visit(page, inside)


@pytest.mark.parametrize("size", SIZES)
def test_the_lists_of_a_large_platform_and_a_long_search_keep_to_the_page(page: Page, size: str) -> None:
    """Forty members by a dozen columns scroll inside their frame; two hundred letters without a space break."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    enter_as(page, "coordinatrice")
    page.goto("/")
    platform = page.get_by_role("link", name="Plateforme Français langue étrangère").first.get_attribute("href")
    assert platform
    for address in (f"{platform}membres/", f"{platform}qui-fait-quoi/", f"/annuaire/?q={'a' * 200}"):
        _visit(page, address)


def test_the_dark_face_is_accessible_too(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/annuaire/", "/plateformes/", "/territoires/"):
        _visit(page, address)


@pytest.mark.parametrize("width", [320, 360, 390])
def test_the_top_takes_one_row_on_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for role in ("", "coordinatrice"):
        if role:
            enter_as(page, role)
        page.goto("/plateformes/")
        middles = page.evaluate(
            """[...document.querySelectorAll("header.top .mark, header.top .tools > *")]
            .map((part) => part.getBoundingClientRect()).map((box) => Math.round(box.top + box.height / 2))"""
        )
        assert max(middles) - min(middles) <= 2, (role, middles)
        assert page.evaluate("document.documentElement.scrollWidth") == width
    for menu in page.locator("header.top details[name=menus]").all():
        menu.locator("summary").press("Enter")
        drop = menu.locator(".drop").bounding_box()
        assert drop is not None
        assert drop["x"] >= 0
        assert drop["x"] + drop["width"] <= width
    assert page.locator("header.top details[open]").count() == 1
