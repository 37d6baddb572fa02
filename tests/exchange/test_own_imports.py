"""A list that somebody brought is theirs to take away, and goes with them."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from django.core.files.storage import default_storage
from tests.factories import a_person, an_account
from tests.network.import_files import imported, make_communes, previewed, workbook

from maillage.accounts.actions import erase_person
from maillage.accounts.models import Person
from maillage.accounts.own_data import archive_of
from maillage.core.readers import Reader, person_key
from maillage.exchange import states
from maillage.exchange.actions import confirm_import
from maillage.exchange.actions.retention import clear_old_imports
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.own_imports import imports_of
from maillage.network.models import Organisation
from maillage.records.clock import now

pytestmark = pytest.mark.django_db
LIST = workbook(
    ("Espace Couture", "Rue Haute 3", "4000", "Liège", "04 222 33 44", "info@couture.example", "Anne Roi", ""),
    ("", "Rue Basse 5", "5000", "Namur", "", "", "", ""),
)


@pytest.fixture(autouse=True)
def _communes() -> None:
    make_communes()


@pytest.fixture
def chloe() -> Person:
    person = a_person("Chloé", "Dumont", "chloe@host.example")
    an_account(person)
    person.refresh_from_db()
    return person


def acting(person: Person, coordinator: Reader) -> Reader:
    return Reader(keys=coordinator.keys | {person_key(person.uid)}, uid=person.uid, label=person.full_name)


def taken_away(person: Person) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive_of(person)))


def test_the_archive_holds_the_rows_in_the_words_of_the_file(chloe: Person, coordinator: Reader) -> None:
    imported(LIST, acting(chloe, coordinator), name="carnet.xlsx")
    file, first, second = json.loads(taken_away(chloe).read("donnees.json"))["Listes importées"]
    assert (file["fichier"], file["état"]) == ("carnet.xlsx", "importé")
    assert (first["fichier"], first["ligne"], first["devenue"]) == ("carnet.xlsx", 2, "importée")
    assert first["contenu"]["Nom"] == "Espace Couture"
    assert "Anne Roi" in first["contenu"].values()
    assert (second["ligne"], second["devenue"]) == (3, "écartée")


def test_the_file_itself_is_there_while_the_import_is_under_way(chloe: Person, coordinator: Reader) -> None:
    run = previewed(LIST, acting(chloe, coordinator), name="carnet.xlsx")
    archive = taken_away(chloe)
    content = archive.read(f"fichiers/{run.uid}-carnet.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A2"].value == "Espace Couture"  # type: ignore[index,union-attr]


def test_nobody_takes_away_the_list_of_another(chloe: Person, coordinator: Reader) -> None:
    imported(LIST, coordinator)
    assert imports_of(chloe) == []
    assert taken_away(chloe).namelist() == ["donnees.json", "donnees.html"]


def test_rows_that_are_no_longer_kept_are_not_exported(chloe: Person, coordinator: Reader) -> None:
    imported(LIST, acting(chloe, coordinator), name="carnet.xlsx")
    ImportRun.objects.update(finished_at=now() - dt.timedelta(days=91))
    clear_old_imports()
    assert [one["fichier"] for one in imports_of(chloe)] == ["carnet.xlsx"]


def test_as_many_queries_for_one_import_as_for_three(
    chloe: Person, coordinator: Reader, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    by = acting(chloe, coordinator)
    imported(LIST, by)
    with django_assert_num_queries(2):
        imports_of(chloe)
    for _ in range(2):
        imported(LIST, by)
    with django_assert_num_queries(2):
        assert len(imports_of(chloe)) == 9


def test_erasing_someone_forgets_their_lists_and_keeps_what_the_network_got(
    chloe: Person, coordinator: Reader
) -> None:
    by = acting(chloe, coordinator)
    done, left, going = imported(LIST, by), previewed(LIST, by), previewed(LIST, by)
    confirm_import(by=by, run=going)
    left_file = left.file
    erase_person(by=by, person=chloe)
    assert Organisation.objects.filter(name="Espace Couture").exists()
    assert not ImportRow.objects.exists()
    assert not default_storage.exists(left_file)
    runs = {run.pk: run for run in ImportRun.objects.all()}
    assert [runs[one.pk].state for one in (done, left, going)] == [states.DONE, states.REFUSED, states.DONE]
    for run in runs.values():
        assert (run.by_uid, run.by_label, run.by_keys, run.user_id) == ("", "personne effacée", [], None)
        assert not run.may_be_undone
