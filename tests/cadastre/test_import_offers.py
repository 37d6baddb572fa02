"""A spreadsheet of courses and services becomes offers with their sessions, and goes away again without a trace."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term
from tests.network.import_files import imported, make_communes, previewed, row, undone, workbook
from tests.network.test_space_screens import text

from maillage.cadastre.actions.offers import edit_offer
from maillage.cadastre.models import Offer, OfferSession
from maillage.cadastre.queries.finding import Question, count_offers
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.exchange import states
from maillage.exchange.actions import decide_rows
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import importers
from maillage.exchange.undoing import fingerprint
from maillage.journal.models import Entry
from maillage.network.models import Organisation, Site

pytestmark = pytest.mark.django_db
D = dt.date
HEADER = (
    *(
        "Opérateur",
        "Intitulé",
        "Genre",
        "Type",
        "Niveau oral",
        "Oral sortie",
        "Niveau écrit",
        "Jours et heures",
    ),
    *("Du", "Au", "Adresse", "Commune", "Places", "Prix", "Téléphone", "Courriel", "Public"),
)
FLE = {
    "Opérateur": "Les Mots Passeurs",
    "Intitulé": "Français du matin",
    "Genre": "Formation",
    "Type": "FLE",
    "Niveau oral": "O1",
    "Oral sortie": "Oral 2",
    "Jours et heures": "lundi et jeudi 9h-12h",
    "Du": D(2026, 9, 7),
    "Au": D(2027, 6, 24),
    "Adresse": "Rue Haute 12",
    "Commune": "Liège",
    "Places": 15,
    "Prix": "gratuit",
    "Téléphone": "04/221.12.12",
    "Courriel": "fle@mots.example.org",
    "Public": "Femmes",
}


@pytest.fixture(autouse=True)
def mots() -> Organisation:
    communes = make_communes()
    make_term("course-type", "fle", "FLE")
    make_term("service-type", "juridique", "Aide juridique")
    make_term("audience", "femmes", "Femmes")
    for notation, name in (("O1", "Oral 1"), ("O2", "Oral 2")):
        make_term("lire-et-ecrire-oral", notation, name)
    make_term("lire-et-ecrire-written", "E1", "Écrit 1")
    make_term("cefr", "A2", "A2 – élémentaire")
    organisation = make_organisation("Les Mots Passeurs", short_name="LMP")
    site = {
        "street": "Rue Haute 12",
        "postal_code": "4000",
        "locality": "Liège",
        "territory": communes["Liège"],
    }
    make_site(organisation, **site)
    return organisation


def sheet(*rows: dict[str, Any]) -> bytes:
    """Each row says what differs from `FLE`."""
    return workbook(*([{**FLE, **one}.get(name, "") for name in HEADER] for one in rows), header=HEADER)


def looked_at(by: Reader, *rows: dict[str, Any]) -> ImportRun:
    return previewed(sheet(*rows), by, kind="offers")


def brought(by: Reader, *rows: dict[str, Any]) -> ImportRun:
    return imported(sheet(*rows), by, kind="offers")


def flags_of(run: ImportRun, number: int = 2) -> dict[str, str]:
    """Field → message and level, as the preview shows them."""
    return {flag["field"]: f"{flag['level']}: {flag['message']}" for flag in row(run, number).flags}


def everything() -> dict[str, str]:
    """The fingerprint of each row of the network and of the cadastre, aside what is written again from others."""
    models = [one for one in apps.get_models() if one._meta.app_label in {"network", "cadastre"}]
    kept = [one for one in models if one.__name__ not in {"OfferEntry", "OfferPosting", "IndexState"}]
    return {
        f"{model._meta.label}:{one.pk}": fingerprint(one) for model in kept for one in model._base_manager.all()
    }


def test_the_columns_are_guessed_from_their_headers(coordinator: Reader) -> None:
    run = looked_at(coordinator, {})
    assert [key for _position, key in run.mapping] == [
        *("operator", "title", "kind", "type", "oral_entry", "oral_exit", "written_entry", "hours"),
        *("first_day", "last_day", "place", "locality", "capacity", "price", "phone", "email", "audiences"),
    ]
    assert not Offer.objects.exists()


def test_a_row_becomes_an_offer_with_its_session_and_is_found(coordinator: Reader, mots: Organisation) -> None:
    run = brought(coordinator, {})
    assert run.state == states.DONE
    offer = Offer.objects.get()
    assert (offer.organisation, offer.title, offer.kind) == (mots, "Français du matin", "training")
    assert offer.course_type is not None
    assert (offer.course_type.notation, offer.free, offer.phone) == ("fle", True, "04 221 12 12")
    assert (offer.email, offer.kept_by_centre) == ("fle@mots.example.org", True)
    assert [str(one) for one in offer.audiences.all()] == ["Femmes"]
    assert [str(one) for one in offer.levels.all()] == ["oral\u00a0: O1 → O2"]
    session = offer.sessions.get()
    assert (session.first_day, session.last_day, session.capacity) == (D(2026, 9, 7), D(2027, 6, 24), 15)
    assert session.site == mots.sites.get()
    assert [(one.weekday, one.start, one.end) for one in session.slots.all()] == [
        (0, dt.time(9), dt.time(12)),
        (3, dt.time(9), dt.time(12)),
    ]
    assert Entry.objects.about(offer).get().note == "Import, ligne 2"
    assert count_offers(Question(text="français matin"), VISITOR) == 1


@pytest.mark.parametrize(
    ("column", "value", "field", "said"),
    [
        ("Jours et heures", "parfois le matin", "hours", "check: « parfois"),
        ("Jours et heures", "lundi 12h-9h", "hours", "check: "),
        ("Du", "à la rentrée", "first_day", "check: « à la rentrée » n’est pas une date"),
        ("Du", "31/02/2026", "first_day", "check: « 31/02/2026 » n’est pas une date"),
        ("Au", D(2020, 1, 1), "last_day", "check: La fin vient avant le début"),
        ("Niveau oral", "moyen", "oral_entry", "check: « moyen » n’est pas un niveau connu"),
        ("Oral sortie", "A2", "oral_exit", "check: Le niveau de sortie"),
        ("Type", "Poterie", "type", "check: « Poterie » n’est pas un type connu"),
        ("Places", "beaucoup", "capacity", "check: « beaucoup » n’est pas un nombre"),
        ("Public", "Femmes; Martiens", "audiences", "check: Public inconnu, pas repris : « Martiens »"),
        ("Adresse", "Chez Paul", "place", "check: Ce lieu n’est pas connu"),
        ("Intitulé", "—", "title", "block: Il n’y a pas de titre"),
        ("Opérateur", "", "operator", "block: Quel opérateur ?"),
        (
            "Opérateur",
            "Inconnue au bataillon",
            "operator",
            "block: « Inconnue au bataillon » n’est pas dans l’annuaire",
        ),
    ],
)
def test_what_is_doubtful_is_said_beside_its_cell(
    coordinator: Reader, column: str, value: object, field: str, said: str
) -> None:
    run = looked_at(coordinator, {column: value})
    assert said in flags_of(run)[field].replace("\u00a0", " ").replace("\u202f", " ")
    assert row(run, 2).is_blocked is said.startswith("block")


def test_a_misspelt_operator_is_proposed_and_never_taken_by_itself(coordinator: Reader) -> None:
    run = looked_at(coordinator, {"Opérateur": "Les Mots Passeur"})
    (flag,) = [one for one in row(run, 2).flags if one["field"] == "operator"]
    assert (flag["level"], flag["suggestion"]) == ("block", "Les Mots Passeurs")


def test_two_organisations_of_one_name_are_not_chosen_between(coordinator: Reader) -> None:
    make_organisation("Les Mots Passeurs")
    assert "2 organisations portent ce nom" in flags_of(looked_at(coordinator, {}))["operator"]


def test_an_operator_is_known_by_its_sigle_too(coordinator: Reader, mots: Organisation) -> None:
    brought(coordinator, {"Opérateur": "lmp"})
    assert Offer.objects.get().organisation == mots


def test_a_new_address_becomes_a_place_of_the_operator_once(coordinator: Reader, mots: Organisation) -> None:
    there = {"Adresse": "Rue Basse 3, 4100 Seraing", "Commune": ""}
    brought(coordinator, there, {**there, "Intitulé": "Alphabétisation", "Type": ""})
    new = Site.objects.exclude(street="Rue Haute 12").get()
    assert (new.organisation, new.one_line, new.is_main) == (mots, "Rue Basse 3, 4100 Seraing", False)
    assert [one.site for one in OfferSession.objects.all()] == [new, new]


def test_rue_haute_1_is_not_rue_haute_12(coordinator: Reader) -> None:
    brought(coordinator, {"Adresse": "Rue Haute 1, 4000 Liège", "Commune": ""})
    assert sorted(Site.objects.values_list("street", flat=True)) == ["Rue Haute 1", "Rue Haute 12"]


def test_rows_of_one_title_are_sessions_of_one_offer(coordinator: Reader) -> None:
    run = brought(coordinator, {}, {"Jours et heures": "mardi 13h-16h"}, {"Intitulé": "Français du soir"})
    assert row(run, 3).choice == "join:2"
    assert sorted(Offer.objects.values_list("title", flat=True)) == ["Français du matin", "Français du soir"]
    assert OfferSession.objects.filter(offer__title="Français du matin").count() == 2


def test_an_offer_that_exists_is_completed_and_its_words_are_kept(
    coordinator: Reader, mots: Organisation
) -> None:
    known = make_offer("Français du matin", organisation=mots, phone="04 999 99 99")
    run = brought(coordinator, {})
    (candidate,) = row(run, 2).candidates
    assert (candidate["target"], candidate["reasons"]) == (known.pk, ["même opérateur", "même titre"])
    assert row(run, 2).choice == f"complete:{known.pk}"
    offer = Offer.objects.get()
    assert (offer.phone, offer.email, offer.free) == ("04 999 99 99", "fle@mots.example.org", True)
    assert offer.sessions.count() == 1


def test_the_offers_of_another_operator_and_a_far_title_are_no_duplicates(
    coordinator: Reader, mots: Organisation
) -> None:
    make_offer("Français du matin", organisation=make_organisation("Ailleurs"))
    make_offer("Permanence juridique", organisation=mots)
    near = make_offer("Français le matin", organisation=mots)
    run = looked_at(coordinator, {})
    assert [(one["target"], one["is_same"]) for one in row(run, 2).candidates] == [(near.pk, False)]
    assert row(run, 2).choice == "create"


def test_a_session_that_is_there_already_is_not_doubled(coordinator: Reader, mots: Organisation) -> None:
    offer = make_offer("Français du matin", organisation=mots)
    days = {"first_day": D(2026, 9, 7), "last_day": D(2027, 6, 24)}
    make_session(offer, "lundi et jeudi 9h-12h", site=mots.sites.get(), **days)
    run = brought(coordinator, {})
    assert offer.sessions.count() == 1
    assert row(run, 2).message == "Cette session était déjà là."


def test_taken_back_nothing_is_left(coordinator: Reader, mots: Organisation) -> None:
    make_offer("Français du soir", organisation=mots, phone="04 1")
    before = everything()
    there = {"Intitulé": "Alphabétisation", "Adresse": "Rue Basse 3, 4100 Seraing", "Commune": ""}
    run = brought(coordinator, {}, {"Intitulé": "Français du soir"}, there)
    assert everything() != before
    assert undone(run, coordinator).state == states.UNDONE
    assert everything() == before
    assert count_offers(Question(text="alphabétisation"), VISITOR) == 0
    assert count_offers(Question(text="français"), VISITOR) == 1


def test_an_offer_that_somebody_worked_on_since_is_kept(coordinator: Reader) -> None:
    run = brought(coordinator, {}, {"Intitulé": "Français du soir"})
    offer = Offer.objects.get(title="Français du matin")
    edit_offer(by=SYSTEM, offer=offer, seen=offer.version, fields={"price": "5 €", "free": False})
    undone(run, coordinator)
    assert [one.title for one in Offer.objects.all()] == ["Français du matin"]
    assert row(run, 2).outcome == ImportRow.Outcome.KEPT


def test_a_row_left_out_is_not_written(coordinator: Reader) -> None:
    run = looked_at(coordinator, {}, {"Opérateur": "Inconnue"})
    decide_rows(by=coordinator, run=run, choices={2: "skip"})
    assert row(run, 2).choice == "skip"


def test_only_who_coordinates_the_network_imports_offers(coordinator: Reader) -> None:
    importer = importers["offers"]
    assert importer.may_import(coordinator)
    assert not importer.may_import(Reader(keys=frozenset({PUBLIC, MEMBERS}), uid="mbr2mbr2", label="M"))
    assert not importer.may_import(VISITOR)


def test_offers_that_the_reader_may_not_see_are_not_named_as_duplicates(
    coordinator: Reader, mots: Organisation
) -> None:
    make_offer("Français du matin", organisation=mots, audience="space:22222222")
    assert row(looked_at(coordinator, {}), 2).candidates == []


def test_the_screen_offers_this_kind_of_list(client: Client, coordinator: Reader) -> None:
    from tests.network.screens import log_in
    from tests.network.space_factories import worker

    chloe = log_in(worker(make_organisation("Centre", is_host=True), coordinator=True))
    assert "Des cours et services" in text(chloe.get(reverse("exchange:imports")))


@pytest.mark.django_db(transaction=True)
def test_taken_back_the_index_lets_go_before_the_database_looks(
    coordinator: Reader, mots: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Foreign keys are looked at when a transaction ends, which those of most tests never do."""
    run = brought(coordinator, {}, {"Intitulé": "Français du soir"})
    assert undone(run, coordinator).state == states.UNDONE
    assert not Offer.objects.exists()
    again = brought(coordinator, {})
    monkeypatch.setattr(importers["offers"], "held_by_index", False)
    with pytest.raises(IntegrityError):
        undone(again, coordinator)
