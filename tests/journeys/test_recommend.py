"""A platform recommends from what it found; an operator objects and stands by it; the field signals and asks for help."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.journeys.test_five_minutes import PLATFORM, enter_as, leave
from tests.journeys.test_see_judge_act import check_both_widths, press

FINDING = "Aucun cours du soir avec accueil des enfants"
SAID = "Financer une puéricultrice par groupe du soir"
WHY = "Sans elle, nos classes du soir se vident à Noël."
SIGNAL = "Depuis la rentrée, on nous demande des cours le dimanche"
ASKED = "Nous aider à ouvrir un dimanche d’essai"


def test_a_platform_recommends_and_an_operator_stands_by_its_position(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "coordinatrice")
    address = recommend(page)
    leave(page)
    enter_as(page, "operatrice")
    object_and_confirm(page, address)
    leave(page)
    enter_as(page, "coordinatrice")
    read_the_shortlist_and_adopt(page, address)


def test_the_field_signals_and_asks_the_group_for_help(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "operatrice")
    signal_something(page)
    ask_for_an_intervention(page)
    leave(page)
    enter_as(page, "coordinatrice")
    take_it_up(page)


def open_platform(page: Page) -> None:
    page.goto("/plateformes/")
    page.get_by_role("link", name=PLATFORM).first.click()
    page.locator("aside").get_by_role("link", name=PLATFORM).click()


def recommend(page: Page) -> str:
    open_platform(page)
    page.get_by_role("link", name="Apprendre le français quand on travaille").first.click()
    page.get_by_role("link", name="Ouvrir cette phase").first.click()
    page.get_by_role("link", name=FINDING).first.click()
    page.get_by_role("link", name="Recommander").click()
    press(page, "Proposer")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    check_both_widths(page)
    page.get_by_label("La recommandation, en une phrase").fill(SAID)
    page.get_by_label("Adressée à").fill("l’ONE")
    page.get_by_text("Plan de cohésion sociale 2020-2025").click()
    page.get_by_label(re.compile("Droit à la formation")).check()
    press(page, "Proposer")
    page.get_by_role("link", name=SAID).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SAID)
    check_both_widths(page)
    return page.url


def object_and_confirm(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Prendre position").click()
    page.get_by_label("À retravailler").check()
    page.get_by_label("Pourquoi", exact=True).fill(WHY)
    page.get_by_label(re.compile("au nom de mon organisation")).check()
    press(page, "Prendre position")
    page.get_by_role("link", name="Relire et confirmer").click()
    expect(page.get_by_text("Pas encore confirmée")).to_be_visible()
    check_both_widths(page)
    press(page, "Confirmer")
    expect(page.get_by_text("Relire et confirmer")).to_have_count(0)
    expect(page.get_by_text(WHY).first).to_be_visible()


def read_the_shortlist_and_adopt(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "Adopter")
    expect(page.get_by_text("La recommandation est adoptée")).to_be_visible()
    page.get_by_role("link", name="Apprendre le français quand on travaille").first.click()
    page.get_by_role("link", name="Recommandations", exact=True).click()
    row = page.get_by_role("row").filter(has_text=SAID)
    expect(row).to_contain_text("adoptée")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    check_both_widths(page)
    page.get_by_role("link", name="par secteur").click()
    check_both_widths(page)
    page.get_by_role("link", name=SAID).click()
    press(page, "En faire une action")
    expect(page.get_by_text("L’action est proposée")).to_be_visible()
    expect(page.get_by_role("link", name=SAID).first).to_be_visible()


def signal_something(page: Page) -> None:
    open_platform(page)
    page.get_by_role("link", name="Noter un signal").click()
    page.get_by_label("Ce que vous remarquez").fill("Madame Dupont se plaint, 0475 12 34 56")
    press(page, "Noter")
    expect(page.get_by_text("semble contenir").first).to_be_visible()
    check_both_widths(page)
    page.get_by_label("Ce que vous remarquez").fill(SIGNAL)
    page.get_by_label("Où", exact=True).first.fill("Huy")
    press(page, "Noter")
    expect(page.get_by_role("link", name=SIGNAL).first).to_be_visible()
    check_both_widths(page)


def ask_for_an_intervention(page: Page) -> None:
    page.get_by_role("link", name="Demandes d’intervention").click()
    check_both_widths(page)
    page.get_by_role("link", name="Demander une intervention").first.click()
    page.get_by_label("Votre demande, en une phrase").fill(ASKED)
    page.get_by_label("Ce que vous demandez au groupe").fill(
        "Trouver une salle et deux bénévoles pour un dimanche."
    )
    check_both_widths(page)
    page.get_by_role("button", name=re.compile("Demander|Envoyer")).last.click()
    expect(page.get_by_role("link", name=ASKED).first).to_be_visible()


def take_it_up(page: Page) -> None:
    open_platform(page)
    page.get_by_role("link", name=re.compile("demandes? d’intervention ouvertes?")).click()
    page.get_by_role("link", name=ASKED).first.click()
    page.get_by_role("link", name="Prendre en charge").click()
    page.get_by_label("Qui en répond").select_option(index=1)
    page.get_by_label("Comment nous procéderons").fill("Une rencontre avec l’équipe, puis un essai à deux.")
    check_both_widths(page)
    page.get_by_role("button", name=re.compile("Accepter|Enregistrer|Prendre")).last.click()
    expect(page.get_by_text("acceptée").first).to_be_visible()
    check_both_widths(page)
