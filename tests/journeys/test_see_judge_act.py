"""See, judge, act: phones note by a code, one is cut off; a platform judges, acts, and walks the thread both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import PLATFORM, enter_as, leave

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
CYCLE = "Le mercredi après-midi"
FIRST, SECOND = "Personne pour garder les petits le mercredi", "La halte-garderie est pleine le mercredi"
THIRD = "Les écoles ferment à midi sans prévenir"
COMMON = "Le mercredi, les enfants n’ont nulle part où aller"
OUTCOME = "Douze enfants accueillis dès le premier mercredi"
AVENUE = "Ouvrir un local le mercredi de 12h à 18h"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody in the room, without an account; a connection that is cut, a form that is refused, are no mistake."""
    opened = browser.new_context(base_url=address, locale="fr-BE", viewport=PHONE, has_touch=True)
    opened.set_default_timeout(15_000)
    page = opened.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    expected = ("ERR_INTERNET_DISCONNECTED", "status of 422")
    assert [one for one in complaints if not any(words in one for words in expected)] == []
    opened.close()


def test_a_platform_sees_judges_and_acts(page: Page, phone: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "coordinatrice")
    board = open_a_cycle(page)
    entry = open_a_code(page)
    note_by_phone(phone, entry)
    lose_the_connection_and_find_it_again(phone)
    let_through_and_gather(page, board)
    finding = retained_finding(page, board)
    leave(page)
    enter_as(page, "operatrice")
    take_a_position(page, finding)
    propose_an_avenue(page, finding)
    leave(page)
    enter_as(page, "coordinatrice")
    turn_it_into_an_action(page, board)
    say_who_and_with_what(page)
    describe_and_decide(page)
    note_what_came_of_it(page)
    walk_the_thread(page, finding)


def check_both_widths(page: Page) -> None:
    """The page as it stands, on a desk and on a phone, where nothing runs over the side."""
    asked = page.viewport_size or DESK
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        check_accessibility(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    page.set_viewport_size(asked)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()


def open_a_cycle(page: Page) -> str:
    page.goto("/plateformes/")
    page.get_by_role("link", name=PLATFORM).first.click()
    page.locator("aside").get_by_role("link", name=PLATFORM).click()
    page.get_by_role("link", name="Ouvrir un cycle").first.click()
    press(page, "Ouvrir")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    check_both_widths(page)
    page.get_by_label("Titre").fill(CYCLE)
    page.get_by_label("La question posée").fill("Que deviennent les enfants le mercredi ?")
    page.get_by_label("tout le monde").check()
    press(page, "Ouvrir")
    expect(page.get_by_role("heading", level=1)).to_have_text(CYCLE)
    check_both_widths(page)
    return page.url


def open_a_code(page: Page) -> str:
    page.get_by_role("link", name="Inviter par QR code").click()
    check_both_widths(page)
    page.get_by_label("Pour", exact=True).fill("Plénière")
    press(page, "Ouvrir un code")
    expect(page.locator(".code-letters")).to_be_visible()
    check_both_widths(page)
    return page.locator(".code-letters").inner_text()


def note_by_phone(phone: Page, code: str) -> None:
    phone.goto("/seance/")
    check_both_widths(phone)
    phone.get_by_label("Code").fill(code.lower())
    press(phone, "Entrer")
    expect(phone.get_by_role("heading", name="Ce que vous avez noté")).to_be_visible()
    check_both_widths(phone)
    press(phone, "Noter")
    expect(phone.locator("[aria-invalid=true]").first).to_be_visible()
    for wording in (FIRST, SECOND):
        note(phone, wording)
        expect(own_list(phone).filter(has_text=wording)).to_have_count(1)
    check_both_widths(phone)


def note(phone: Page, wording: str) -> None:
    phone.get_by_label("Ce que vous voyez").fill(wording)
    press(phone, "Noter")


def own_list(phone: Page) -> Locator:
    return phone.get_by_role("region", name="Ce que vous avez noté").get_by_role("listitem")


def lose_the_connection_and_find_it_again(phone: Page) -> None:
    phone.context.set_offline(True)
    note(phone, THIRD)
    expect(phone.get_by_text("c’est gardé sur ce téléphone")).to_be_visible()
    expect(phone.get_by_label("Ce que vous voyez")).to_have_value("")
    expect(own_list(phone).filter(has_text=THIRD)).to_have_count(0)
    phone.context.set_offline(False)
    expect(own_list(phone).filter(has_text=THIRD)).to_have_count(1, timeout=30_000)
    expect(phone.get_by_text("c’est gardé sur ce téléphone")).to_be_hidden()
    phone.reload()
    phone.wait_for_load_state("networkidle")
    expect(own_list(phone)).to_have_count(3)


def let_through_and_gather(page: Page, board: str) -> None:
    page.goto(board)
    page.get_by_role("link", name="3 constats attendent d’être relus").click()
    check_both_widths(page)
    for wording in (FIRST, SECOND, THIRD):
        page.locator("li.card").filter(has_text=wording).get_by_role(
            "button", name=re.compile("^Mettre en commun")
        ).click()
        expect(page.get_by_text(f"« {wording} » : mis en commun.")).to_be_visible()
    for wording in (FIRST, SECOND):
        page.get_by_role("checkbox", name=re.compile(wording)).check()
    press(page, "Réunir ceux qui sont cochés")
    check_both_widths(page)
    page.get_by_label("La formulation commune").fill(COMMON)
    press(page, "Réunir")
    expect(page.get_by_text("Les constats sont réunis")).to_be_visible()
    page.goto(board)
    page.get_by_role("link", name="Tenir le mur").click()
    check_both_widths(page)
    page.get_by_role("link", name="Projeter").click()
    expect(page.locator(".wall-card").filter(has_text=COMMON)).to_be_visible()
    check_accessibility(page)


def retained_finding(page: Page, board: str) -> str:
    page.goto(board)
    press(page, re.compile("Passer à « Juger"))
    expect(page.locator(".phase.wide")).to_contain_text(COMMON)
    check_both_widths(page)
    page.locator(".phase.wide").get_by_role("link", name=COMMON).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COMMON)
    expect(page.get_by_text(FIRST).first).to_be_visible()
    check_both_widths(page)
    return page.url


def take_a_position(page: Page, finding: str) -> None:
    page.goto(finding)
    page.get_by_role("link", name="Prendre position").click()
    page.get_by_label("Pas d’accord").check()
    page.get_by_label(re.compile("au nom de mon organisation")).check()
    press(page, "Prendre position")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    expect(page.get_by_label("Pas d’accord")).to_be_checked()
    check_both_widths(page)
    page.get_by_label("Pourquoi").fill("Notre local reste vide le mercredi")
    press(page, "Prendre position")
    expect(page.get_by_text("« Notre local reste vide le mercredi »").first).to_be_visible()
    check_both_widths(page)


def propose_an_avenue(page: Page, finding: str) -> None:
    page.goto(finding)
    page.get_by_role("link", name="Proposer une piste").click()
    expect(page.get_by_role("checkbox", name=COMMON)).to_be_checked()
    check_both_widths(page)
    page.get_by_label("La piste, en une phrase").fill(AVENUE)
    press(page, "Proposer")
    expect(page.get_by_text("La piste est proposée")).to_be_visible()
    page.get_by_role("link", name=AVENUE).first.click()
    press(page, re.compile("La soutenir au nom de Les Mots Passeurs"))
    expect(page.get_by_text("Les Mots Passeurs soutient cette piste")).to_be_visible()
    check_both_widths(page)


def turn_it_into_an_action(page: Page, board: str) -> None:
    page.goto(board)
    page.get_by_role("link", name=AVENUE).first.click()
    press(page, "En faire une action")
    expect(page.get_by_text("L’action est proposée")).to_be_visible()
    check_both_widths(page)


def say_who_and_with_what(page: Page) -> None:
    for name in ("Les Mots Passeurs", "Planning familial Les Saules"):
        page.get_by_role("link", name="Ajouter une organisation").click()
        page.get_by_role("textbox", name="Organisation (obligatoire)").fill(name)
        press(page, "Ajouter")
        expect(page.locator("aside").get_by_role("link", name=name)).to_be_visible()
    page.get_by_role("link", name="Ajouter un moyen").click()
    check_both_widths(page)
    page.get_by_label("humains").check()
    page.get_by_label("Quoi").fill("Deux animatrices le mercredi")
    page.get_by_label("Ce qui manque").fill("impression, 600 €")
    press(page, "Ajouter")
    expect(page.locator(".means")).to_contain_text("Deux animatrices le mercredi")


def describe_and_decide(page: Page) -> None:
    press(page, "Décider")
    expect(page.get_by_text("Dites ce qui aura changé")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Décrire").click()
    page.get_by_label("Ce qui aura changé").fill("Les enfants du quartier ont un lieu le mercredi")
    page.get_by_label("À quoi on le verra").fill("Quarante enfants inscrits, parents joignables")
    page.get_by_label("collective").check()
    check_both_widths(page)
    press(page, "Enregistrer")
    press(page, "Décider")
    expect(page.get_by_text("L’action est décidée")).to_be_visible()
    check_both_widths(page)


def note_what_came_of_it(page: Page) -> None:
    page.get_by_role("link", name="Noter un résultat").click()
    check_both_widths(page)
    page.get_by_label("Résultat").fill(OUTCOME)
    page.get_by_label("Ce qui le montre").fill("Les présences de la première semaine")
    press(page, "Noter")
    expect(page.get_by_text("le fil va jusqu’à lui")).to_be_visible()
    check_both_widths(page)


def walk_the_thread(page: Page, finding: str) -> None:
    """From what was seen to what came of it, and back, without leaving the thread."""
    page.goto(finding)
    page.get_by_role("link", name="Voir tout le fil").click()
    for words in (FIRST, SECOND, AVENUE, OUTCOME):
        expect(page.locator("main").get_by_role("link", name=words).first).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name=OUTCOME).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(AVENUE)
    assert "#resultat-" in page.url
    page.locator(".thread-card").get_by_role("link", name=COMMON).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COMMON)
    page.goto("/fil-rouge/")
    expect(page.get_by_role("link", name=OUTCOME).first).to_be_visible()
    check_both_widths(page)
