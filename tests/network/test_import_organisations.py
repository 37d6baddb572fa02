"""A coordinator's Excel file becomes sheets, and goes away again without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from tests.network.factories import make_organisation, make_person, make_post, make_site, make_term
from tests.network.import_files import imported, make_communes, previewed, row, undone, workbook
from tests.network.space_factories import make_space

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.exchange import states
from maillage.exchange.actions import add_follow_up, confirm_import, decide_rows
from maillage.exchange.undoing import fingerprint
from maillage.exchange.work import carry_on
from maillage.journal.models import Entry
from maillage.network.actions.organisations import edit_organisation
from maillage.network.imports.joining import INTO_A_SPACE
from maillage.network.models import Membership, Organisation, Post, Site, Space
from maillage.search.models import SearchDocument
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db

ECHO = (
    "Écho des quartiers",
    "Rue Haute 12",
    "4000",
    "Liège",
    "04/221.12.12",
    "info@echo.example.org",
    "Anne Dupont",
    "",
)
RELAIS = ("Le Relais", "Rue Basse 3", 4100, "Seraing", "", "", "", "")


@pytest.fixture(autouse=True)
def _communes() -> None:
    make_communes()


def everything() -> dict[str, Any]:
    """The fingerprint of every row of the network and of every person: what an undo must leave."""
    models = [model for model in apps.get_models() if model._meta.app_label in {"network", "accounts"}]
    return {
        f"{model._meta.label}:{one.pk}": fingerprint(one)
        for model in models
        for one in model._base_manager.all()
    }


def test_nothing_is_written_before_the_person_confirms(coordinator: Reader) -> None:
    run = previewed(workbook(ECHO, RELAIS), coordinator)
    assert run.state == states.PREVIEWED
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()


def test_a_row_becomes_a_sheet_with_its_seat_and_its_contact(coordinator: Reader) -> None:
    run = imported(workbook(ECHO), coordinator)
    assert run.state == states.DONE
    sheet = Organisation.objects.get()
    assert (sheet.name, sheet.phone, sheet.email) == (
        "Écho des quartiers",
        "04 221 12 12",
        "info@echo.example.org",
    )
    assert sheet.sort_name == "echo des quartiers"
    assert sheet.names.get().name == sheet.name
    site = sheet.sites.get()
    assert (site.one_line, site.is_main, site.territory.name) == ("Rue Haute 12, 4000 Liège", True, "Liège")
    assert sheet.posts.get().person.full_name == "Anne Dupont"
    assert Entry.objects.about(sheet).get().note == "Import, ligne 2"


def test_the_file_is_forgotten_once_written(coordinator: Reader) -> None:
    assert imported(workbook(ECHO), coordinator).file == ""


def test_an_undone_import_leaves_no_trace(coordinator: Reader) -> None:
    make_organisation("Le Relais", by=coordinator)
    before = everything()
    run = imported(workbook(ECHO, RELAIS), coordinator)
    assert everything() != before
    undone(run, coordinator)
    assert run.state == states.UNDONE
    assert everything() == before


def test_a_known_organisation_is_completed_not_doubled(coordinator: Reader) -> None:
    known = make_organisation("Écho des Quartiers asbl", by=coordinator, email="autre@echo.example.org")
    make_site(
        known, street="Place du Marché 1", postal_code="4000", locality="Liège", territory=_commune("Liège")
    )
    run = previewed(workbook(ECHO), coordinator)
    assert row(run, 2).decision == "complete"
    assert row(run, 2).candidates[0]["reasons"] == ["même nom, même commune"]
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=30)
    known.refresh_from_db()
    assert (known.phone, known.email, known.name) == (
        "04 221 12 12",
        "autre@echo.example.org",
        "Écho des Quartiers asbl",
    )
    assert known.sites.get().street == "Place du Marché 1"
    assert row(run, 2).message == "L’adresse de la fiche existante est gardée."


def test_a_completed_sheet_comes_back_exactly(coordinator: Reader) -> None:
    known = make_organisation("Écho des Quartiers asbl", by=coordinator)
    make_site(known, locality="Liège", territory=_commune("Liège"))
    before = everything()
    undone(imported(workbook(ECHO), coordinator), coordinator)
    assert everything() == before


def test_a_replaced_sheet_comes_back_exactly(coordinator: Reader) -> None:
    known = make_organisation("Écho des Quartiers asbl", by=coordinator, email="autre@echo.example.org")
    make_site(known, street="Place du Marché 1", locality="Liège", territory=_commune("Liège"))
    before = everything()
    run = previewed(workbook(ECHO), coordinator)
    decide_rows(by=coordinator, run=run, choices={2: f"replace:{known.pk}"})
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=30)
    known.refresh_from_db()
    assert (known.name, known.email) == ("Écho des quartiers", "info@echo.example.org")
    assert known.sites.get().street == "Rue Haute 12"
    undone(run, coordinator)
    assert everything() == before


def test_the_same_organisation_twice_in_the_file_is_one_sheet_with_two_contacts(coordinator: Reader) -> None:
    again = ("ECHO DES QUARTIERS", "", "4000", "Liège", "", "", "Jean Leroy", "")
    run = imported(workbook(ECHO, again), coordinator)
    assert row(run, 3).decision == "join"
    sheet = Organisation.objects.get()
    assert sorted(post.person.full_name for post in sheet.posts.all()) == ["Anne Dupont", "Jean Leroy"]
    undone(run, coordinator)
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()


def test_joined_rows_that_fill_one_sheet_are_undone_together(coordinator: Reader) -> None:
    first = ("Écho des quartiers", "", "4000", "Liège", "", "", "", "")
    before = everything()
    run = imported(workbook(first, ECHO), coordinator)
    assert Organisation.objects.get().phone == "04 221 12 12"
    undone(run, coordinator)
    assert everything() == before


def test_what_was_changed_since_is_kept_and_said(coordinator: Reader) -> None:
    run = imported(workbook(ECHO, RELAIS), coordinator)
    sheet = Organisation.objects.get(name="Écho des quartiers")
    edit_organisation(by=coordinator, organisation=sheet, seen=sheet.version, fields={"phone": "04 999 99 99"})
    undone(run, coordinator)
    assert list(Organisation.objects.all()) == [sheet]
    assert row(run, 2).outcome == "kept"
    assert "« Écho des quartiers » a été modifié depuis l’import." in row(run, 2).message
    assert row(run, 3).outcome == "undone"


def test_what_others_hung_on_a_new_sheet_keeps_it(coordinator: Reader) -> None:
    run = imported(workbook(ECHO), coordinator)
    make_post(make_person("Zoé Martin"), Organisation.objects.get())
    undone(run, coordinator)
    assert Organisation.objects.exists()
    assert "on y a ajouté" in row(run, 2).message


def test_a_known_person_gets_a_post_and_no_double(coordinator: Reader) -> None:
    anne = make_person("Anne Dupont", email="anne.dupont@echo.example.org")
    before = everything()
    cells = (
        "Écho des quartiers",
        "",
        "4000",
        "Liège",
        "",
        "info@echo.example.org; anne.dupont@echo.example.org",
        "A. Dupont",
        "",
    )
    run = imported(workbook(cells), coordinator)
    assert Post.objects.get().person == anne
    assert Organisation.objects.get().email == "info@echo.example.org"
    undone(run, coordinator)
    assert everything() == before


def test_a_service_sharing_the_number_of_its_commune_becomes_its_service(coordinator: Reader) -> None:
    commune = make_organisation("Ville de Liège", by=coordinator, bce_number="0207343933")
    cells = ("Service de la petite enfance", "", "4000", "Liège", "", "", "", "0207.343.933")
    run = imported(workbook(cells), coordinator)
    service = Organisation.objects.get(name="Service de la petite enfance")
    assert service.part_of == commune
    assert "un de ses services" in row(run, 2).flags[0]["message"]
    undone(run, coordinator)
    assert list(Organisation.objects.all()) == [commune]


def test_a_commune_and_its_service_may_come_in_one_file(coordinator: Reader) -> None:
    commune = ("Ville de Liège", "", "4000", "Liège", "", "", "", "0207.343.933")
    service = ("Plan de cohésion sociale", "", "4000", "Liège", "", "", "", "0207.343.933")
    imported(workbook(commune, service), coordinator)
    assert Organisation.objects.get(name="Plan de cohésion sociale").part_of.name == "Ville de Liège"


def test_doubtful_cells_are_flagged_and_left_out(coordinator: Reader) -> None:
    cells = (
        "Écho",
        "Rue X 1",
        "4999",
        "Seraing",
        "",
        "info@@echo.example.org",
        "M. et Mme Dupont",
        "0409.500.149",
    )
    run = previewed(workbook(cells), coordinator)
    found = row(run, 2)
    assert found.to_check
    assert {flag["field"] for flag in found.flags} == {"postal_code", "emails", "contact", "bce"}
    assert {flag["suggestion"] for flag in found.flags if flag["suggestion"]} == {
        "4100",
        "info@echo.example.org",
    }
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=30)
    sheet = Organisation.objects.get()
    assert (sheet.email, sheet.bce_number) == ("", "")


def test_a_row_without_a_name_is_left_out(coordinator: Reader) -> None:
    run = imported(workbook(ECHO, ("", "Rue X", "4000", "Liège", "", "", "", "")), coordinator)
    assert row(run, 3).outcome == "left_out"
    assert Organisation.objects.count() == 1


def test_sectors_and_legal_forms_are_recognised(coordinator: Reader) -> None:
    health = make_term("sector", "sante", "Santé")
    form = make_term("legal-form", "asbl", "ASBL")
    content = workbook(("Écho", "SANTE; astrologie", "asbl"), header=("Nom", "Secteur", "Forme juridique"))
    before = everything()
    run = imported(content, coordinator)
    sheet = Organisation.objects.get()
    assert list(sheet.sectors.all()) == [health]
    assert sheet.legal_form == form
    assert "« astrologie »" in row(run, 2).flags[0]["message"]
    undone(run, coordinator)
    assert everything() == before


def test_hostile_cells_are_kept_as_text(coordinator: Reader) -> None:
    name = "<script>alert(1)</script> =1+1 🙂 مرحبا"
    imported(workbook((name, "", "", "", "", "", "", "")), coordinator)
    assert Organisation.objects.get().name == name


def test_a_very_long_name_is_cut_and_said(coordinator: Reader) -> None:
    run = imported(workbook(("É" * 400, "", "", "", "", "", "", "")), coordinator)
    assert len(Organisation.objects.get().name) == 200
    assert "coupé à 200" in row(run, 2).flags[0]["message"]


def test_imported_organisations_join_a_platform_and_leave_with_the_import(
    coordinator: Reader, administrator: Reader, space: Space
) -> None:
    run = imported(workbook(ECHO, RELAIS), administrator)
    assert add_follow_up(by=administrator, run=run, follow_up=INTO_A_SPACE, choice=space.uid) == 2
    assert add_follow_up(by=administrator, run=run, follow_up=INTO_A_SPACE, choice=space.uid) == 0
    assert Membership.objects.filter(space=space).count() == 2
    undone(run, administrator)
    assert [one.message for one in run.rows.all()] == ["", ""]
    assert not Membership.objects.exists()
    assert [one.name for one in Organisation.objects.all()] == ["Hôte de Plateforme FLE"]


def test_writing_a_batch_costs_the_same_queries_for_three_rows_as_for_one(
    coordinator: Reader, django_assert_max_num_queries: Any
) -> None:
    imported(workbook(RELAIS), coordinator)
    for rows in (
        [ECHO],
        [ECHO, ("Autre", *ECHO[1:5], "x@example.org", "Zoé Martin", ""), ("Tiers", *RELAIS[1:])],
    ):
        run = previewed(workbook(*rows), coordinator)
        confirm_import(by=coordinator, run=run)
        with django_assert_max_num_queries(60):
            carry_on(run, seconds=30)
        undone(run, coordinator)


@pytest.fixture
def space() -> Space:
    return make_space("Plateforme FLE")


def _commune(name: str) -> Territory:
    return Territory.objects.get(name=name)


def found(reader: Reader, words: str) -> list[str]:
    return [document.title for document in SearchDocument.objects.visible_to(reader) if words in document.title]


def test_what_is_imported_is_found_and_what_is_undone_is_not(coordinator: Reader) -> None:
    make_organisation("Le Relais", by=coordinator)
    cells = ("Le Relais", "", "", "", "", "", "Anne Dupont", "")
    run = imported(workbook(ECHO, cells), coordinator)
    assert found(coordinator, "Écho") == ["Écho des quartiers"]
    assert "Anne Dupont" in " ".join(found(coordinator, "Dupont"))
    undone(run, coordinator)
    assert found(coordinator, "Écho") == []
    assert found(coordinator, "Dupont") == []
    assert found(coordinator, "Relais") == ["Le Relais"]


def test_sites_of_the_same_address_are_not_doubled(coordinator: Reader) -> None:
    imported(workbook(ECHO), coordinator)
    imported(workbook(ECHO), coordinator)
    assert Organisation.objects.count() == 1
    assert Site.objects.count() == 1
    assert Post.objects.count() == 1
