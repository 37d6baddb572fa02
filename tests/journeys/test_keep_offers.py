"""Keep: an operator says « complet » in one tap, adds a course, carries last year forward; a link opens them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import PLATFORM, enter_as, leave

FULL = "Alpha pour adultes"
NEW = "Français pour le permis de conduire"
HOURS = "lundi et jeudi 9h-12h, sauf vacances scolaires"
CAMPAIGN = "Vos cours de l’an prochain"


def test_an_operator_keeps_its_offers(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "operatrice")
    page.get_by_role("link", name="Mes suivis").first.click()
    page.get_by_role("link", name="Tenir ses cours et services").click()
    check_accessibility(page)
    say_full_in_one_tap(page)
    add_a_course_after_two_mistakes(page)
    carry_last_year_forward(page)
    leave(page)
    page.goto("/cours-et-services/?q=permis+de+conduire+Mots+Passeurs")
    line = page.locator("li.offer").filter(has_text=NEW)
    expect(line).to_contain_text("lundi et jeudi de 9h à 12h hors vacances scolaires")


def test_the_link_of_a_campaign_opens_the_offers_of_an_operator(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "coordinatrice")
    ask_the_operators_of_a_platform(page)
    leave(page)
    open_the_link_of_the_letter(page)


def say_full_in_one_tap(page: Page) -> None:
    kept = page.locator("li.card").filter(has=page.get_by_role("link", name=FULL, exact=True))
    kept.get_by_role("button", name=re.compile("^liste d’attente")).click()
    chosen = kept.get_by_role("button", name=re.compile("^liste d’attente"))
    expect(chosen).to_have_attribute("aria-pressed", "true")
    kept.get_by_role("button", name=re.compile("^complet")).click()
    expect(kept.get_by_role("button", name=re.compile("^complet"))).to_have_attribute("aria-pressed", "true")
    expect(chosen).not_to_have_attribute("aria-pressed", "true")


def add_a_course_after_two_mistakes(page: Page) -> None:
    """An end before the start, then hours that cannot be read: said beside the field, nothing lost."""
    page.get_by_role("link", name="formation", exact=True).click()
    title, hours = page.get_by_label("Titre", exact=False).first, page.get_by_label("Horaire")
    title.fill(NEW)
    page.get_by_label("Type de cours").select_option(label="Français langue étrangère (FLE)")
    hours.fill("selon la saison")
    page.get_by_label("Du", exact=True).fill("2027-02-01")
    page.get_by_label("Au (inclus)").fill("2027-01-15")
    save(page)
    expect(page.get_by_text("La fin de la session ne peut pas précéder son début.").first).to_be_visible()
    expect(page.get_by_text("« selon la saison » n’est pas compris").first).to_be_visible()
    for field, typed in (
        (title, NEW),
        (hours, "selon la saison"),
        (page.get_by_label("Du", exact=True), "2027-02-01"),
    ):
        expect(field).to_have_value(typed)
    expect(page.get_by_label("Type de cours").locator("option:checked")).to_have_text(
        "Français langue étrangère (FLE)"
    )
    check_accessibility(page)
    hours.fill(HOURS)
    page.get_by_label("Au (inclus)").fill("2027-06-25")
    save(page)
    expect(page.get_by_role("heading", name="Vos cours, services et permanences")).to_be_visible()
    page.get_by_role("link", name=NEW, exact=True).click()
    expect(page.locator("#sessions")).to_contain_text("lundi et jeudi de 9h à 12h hors vacances scolaires")
    check_accessibility(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()


def carry_last_year_forward(page: Page) -> None:
    page.get_by_role("link", name="Toutes les offres de l’opérateur").click()
    again = page.get_by_role("button", name="Reprendre toutes nos sessions pour l’année suivante")
    again.click()
    expect(page.get_by_text(re.compile(r"\d+ sessions reprises un an plus tard"))).to_be_visible()
    again.click()
    expect(page.get_by_text("Rien à reprendre")).to_be_visible()
    check_accessibility(page)


def ask_the_operators_of_a_platform(page: Page) -> None:
    page.goto("/cours-et-services/campagnes/")
    page.get_by_role("link", name="Nouvelle campagne").first.click()
    page.get_by_label("Nom de la campagne").fill(CAMPAIGN)
    page.get_by_label("Les opérateurs de").select_option(label=f"{PLATFORM} – Trois-Rives")
    page.get_by_role("button", name="Voir qui sera interrogé").click()
    expect(page.get_by_role("heading", name="Qui sera interrogé")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Préparer la campagne").click()
    expect(page.get_by_text("Rien n’est encore parti")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name=re.compile("Lancer")).click()
    expect(page.get_by_text("Rien n’est encore parti")).to_have_count(0)


def open_the_link_of_the_letter(page: Page) -> None:
    written = page.get_by_role("link", name=re.compile("cours et services sont-ils encore justes"))
    for _ in range(30):
        page.goto("/courrier/?q=mots-passeurs")
        if written.count():
            break
        page.wait_for_timeout(1_000)
    written.first.click()
    letter = page.locator("main").inner_text()
    link = re.search(r"http://127\.0\.0\.1:\d+(/lien/\S+)", letter)
    assert link, letter
    page.goto(link.group(1))
    expect(page.get_by_text("Vous êtes ici par un lien personnel, au nom de Les Mots Passeurs")).to_be_visible()
    assert "/lien/" not in page.url, "the token left the address"
    check_accessibility(page)
    page.get_by_role("button", name="Tout est à jour pour toutes nos offres").click()
    expect(page.get_by_text(re.compile(r"\d+ offres sont confirmées aujourd’hui"))).to_be_visible()
