"""The first five minutes of a newcomer: the four things that the guide on the home page leads through."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessibility

PLATFORM = "Plateforme Français langue étrangère"


def enter_as(page: Page, role: str) -> None:
    page.goto("/")
    page.click(f"[data-role={role}]")
    expect(page.get_by_role("link", name="Mes suivis").first).to_be_visible()


def leave(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/")


def test_a_newcomer_is_at_home_in_five_minutes(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui fait quoi, où, pour qui ?")
    check_accessibility(page)
    enter_as(page, "coordinatrice")
    import_a_list_put_it_in_a_platform_and_take_it_back(page, tmp_path)
    confirm_a_sheet_from_a_mail(page)
    go_back_in_time(page)
    see_with_other_eyes(page)


def import_a_list_put_it_in_a_platform_and_take_it_back(page: Page, folder: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Importer une liste").click()
    check_accessibility(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Un fichier de 40 opérateurs").click()
    file = folder / "operateurs.xlsx"
    download.value.save_as(file)
    before = directory_count(page)
    page.goto("/imports/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Continuer").click()
    check_accessibility(page)
    page.get_by_role("button", name="Voir l’aperçu").click()
    check_accessibility(page)
    for said in ("déjà connue", "n’est pas une adresse e-mail", "4999", "service de ?"):
        expect(page.get_by_text(said).first).to_be_visible()
    assert directory_count(page) == before, "nothing is written before the person confirms"
    page.go_back()
    page.get_by_role("button", name=re.compile("Importer ces")).click()
    expect(page.get_by_role("heading", name="40 lignes importées")).to_be_visible(timeout=30_000)
    result = page.url
    check_accessibility(page)
    page.get_by_label("Plateforme ou groupe").select_option(label="Atelier culture")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    assert directory_count(page) == before + 38
    page.goto(result)
    page.get_by_role("link", name="Annuler cet import").or_(
        page.get_by_role("button", name="Annuler cet import")
    ).first.click()
    if page.get_by_role("button", name="Annuler cet import").count():
        page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_text("annulé").first).to_be_visible(timeout=30_000)
    assert directory_count(page) == before


def directory_count(page: Page) -> int:
    page.goto("/annuaire/")
    said = page.locator(".count").first.inner_text()
    return int(re.sub(r"\D", "", said))


def confirm_a_sheet_from_a_mail(page: Page) -> None:
    """The letter to « Les Mots Passeurs » is in the outbox; its link needs no account."""
    page.goto("/courrier/?q=mots")
    page.get_by_role("link", name=re.compile("Vos coordonnées")).first.click()
    check_accessibility(page)
    letter = page.locator("main").inner_text() + " ".join(
        area.input_value() for area in page.locator("textarea").all()
    )
    link = re.search(r"http://127\.0\.0\.1:\d+(/lien/\S+)", letter)
    assert link, letter
    leave(page)
    page.goto(link.group(1))
    expect(page.get_by_role("button", name="Tout est à jour")).to_be_visible()
    assert "/lien/" not in page.url, "the token left the address"
    check_accessibility(page)
    page.get_by_label("Qui confirme ?").fill("Samira Benali")
    page.get_by_role("button", name="Tout est à jour").click()
    expect(page.get_by_text("Merci")).to_be_visible()
    expect(page.get_by_text("confirmée aujourd’hui").first).to_be_visible()


def go_back_in_time(page: Page) -> None:
    """Three pilots on 1 June 2018, one today (B19)."""
    page.goto("/")
    page.get_by_role("link", name="Le 1er juin 2018").click()
    pilots = page.locator("section, .card").filter(has=page.get_by_role("heading", name="Porté par")).last
    expect(pilots).to_contain_text("Province de Namur")
    expect(pilots).to_contain_text("Centre local de promotion de la santé")
    check_accessibility(page)
    page.goto("/")
    page.get_by_role("link", name="Aujourd’hui", exact=True).click()
    pilots = page.locator("section, .card").filter(has=page.get_by_role("heading", name="Porté par")).last
    expect(pilots).to_contain_text("Centre d’Action Interculturelle")
    expect(pilots).not_to_contain_text("Province de Namur, ")
    expect(pilots).not_to_contain_text("promotion de la santé")


def see_with_other_eyes(page: Page) -> None:
    """The same platform: who coordinates organises it, a member sits in it, a visitor may ask to take part."""
    page.goto("/")
    address = page.get_by_role("link", name=PLATFORM).first.get_attribute("href")
    assert address
    page.goto(address)
    expect(page.get_by_role("link", name="Demander à participer")).to_be_visible()
    expect(page.get_by_role("heading", name="Organiser")).to_have_count(0)
    enter_as(page, "operatrice")
    page.goto(address)
    check_accessibility(page)
    expect(page.get_by_role("link", name="Demander à participer")).to_have_count(0)
    leave(page)
    enter_as(page, "coordinatrice")
    page.goto(address)
    expect(page.get_by_role("heading", name="Organiser")).to_be_visible()
    check_accessibility(page)
