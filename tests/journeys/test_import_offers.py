"""A list of courses from a spreadsheet, found, then taken back; and being told of what is new."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessibility
from tests.journeys.test_five_minutes import enter_as, leave

HEADER = ("Opérateur", "Intitulé", "Genre", "Type", "Niveau oral", "Jours et heures", "Du", "Prix")
ROWS = (
    ("Les Mots Passeurs", "Français du jardin partagé", "Formation", "FLE", "A1", "mardi 14h-16h", "01/02/2027", "gratuit"),
    ("Les Mots Passeurs", "Français du verger", "Formation", "FLE", "A1", "quand il fait beau", "01/02/2027", "gratuit"),
    ("Inconnue au bataillon", "Français du potager", "Formation", "FLE", "A1", "lundi 9h-12h", "01/02/2027", "gratuit"),
)  # fmt: skip
ADDRESS = "amina@ecole.example.org"


def test_a_list_of_courses_is_imported_and_taken_back(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter_as(page, "coordinatrice")
    preview(page, spreadsheet(tmp_path))
    assert not is_found(page.context.new_page(), "Français du jardin partagé"), "nothing is written yet"
    page.get_by_role("button", name=re.compile("Importer ces 2 lignes")).click()
    expect(page.get_by_role("heading", name="2 lignes importées")).to_be_visible(timeout=30_000)
    check_accessibility(page)
    result = page.url
    for title in ("Français du jardin partagé", "Français du verger"):
        assert is_found(page, title)
    assert not is_found(page, "Français du potager")
    page.goto(result)
    page.get_by_role("link", name="Annuler cet import").click()
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_role("heading", name="L’import est annulé")).to_be_visible(timeout=30_000)
    for title in ("Français du jardin partagé", "Français du verger"):
        assert not is_found(page, title)


def test_a_visitor_is_told_of_what_answers_a_search(page: Page) -> None:
    """Asked for on the page of the search, confirmed from the letter; the page shows what a digest would say."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/cours-et-services/?q=alphabétisation&lieu=Seraing")
    page.get_by_role("link", name="M’avertir des nouveautés").click()
    expect(page.get_by_text("alphabétisation")).to_be_visible()
    page.get_by_label("chaque jour").check()
    page.get_by_label("Votre adresse e-mail").fill("amina@")
    page.locator("main").get_by_role("button", name="M’avertir").click()
    expect(page.get_by_label("Votre adresse e-mail")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("chaque jour")).to_be_checked()
    check_accessibility(page)
    page.get_by_label("Votre adresse e-mail").fill(ADDRESS)
    page.locator("main").get_by_role("button", name="M’avertir").click()
    check_accessibility(page)
    page.goto(f"/courrier/?q={ADDRESS}")
    page.get_by_role("link", name="Confirmez votre demande d’avis par e-mail").last.click()
    link = re.search(r"http://127\.0\.0\.1:\d+(/(?:lien|avis)/\S+)", page.locator("main").inner_text())
    assert link
    page.goto(link.group(1))
    page.get_by_role("button", name="Confirmer ma demande").click()
    expect(page.get_by_role("heading", name="C’est confirmé")).to_be_visible()
    check_accessibility(page)
    leave(page)


def spreadsheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *ROWS):
        sheet.append(list(row))
    book.save(folder / "cours.xlsx")
    return folder / "cours.xlsx"


def preview(page: Page, file: Path) -> None:
    page.goto("/imports/")
    page.get_by_label("Des cours et services").check()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Continuer").click()
    check_accessibility(page)
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.get_by_text("quand il fait beau").first).to_be_visible()
    expect(page.get_by_text("n’est pas dans l’annuaire").first).to_be_visible()
    check_accessibility(page)


def is_found(page: Page, title: str) -> bool:
    page.goto("/cours-et-services/?q=" + title.replace(" ", "+"))
    return page.locator("li.offer").get_by_role("link", name=title, exact=True).count() > 0
