"""The matrix: dated links between rows and columns, set cell by cell (row G21)."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.accounts.models import User
from maillage.core.readers import SYSTEM
from maillage.vocabulary.actions.mappings import map_terms
from maillage.vocabulary.matrix import Line, Mark, Matrix
from maillage.vocabulary.models import Mapping, Term

PLATFORM, AXIS = Line("fle22222", "Plateforme FLE"), Line("axe22222", "Axe habitat")


def a_matrix(*marks: Mark) -> Matrix:
    return Matrix("Plateformes et axes", "Plateforme", (PLATFORM,), (AXIS,), marks, day(2016), "/matrice/")


def test_a_linked_cell_says_since_when_until_when_and_on_which_source() -> None:
    mark = Mark(PLATFORM.key, AXIS.key, day(2014), day(2019, 12, 31), "CRIPEL")
    cell = a_matrix(mark).cell(PLATFORM.key, AXIS.key)
    assert cell is not None
    assert cell.words == "depuis le 01/01/2014 jusqu’au 31/12/2019 (CRIPEL)"
    assert cell.posts == "fle22222:axe22222:off"


def test_an_empty_cell_says_nothing_and_offers_to_link() -> None:
    cell = a_matrix().cell(PLATFORM.key, AXIS.key)
    assert cell is not None
    assert (cell.words, cell.posts) == ("", "fle22222:axe22222:on")


def test_a_link_of_which_nobody_knows_the_start_is_still_a_link() -> None:
    cell = a_matrix(Mark(PLATFORM.key, AXIS.key)).cell(PLATFORM.key, AXIS.key)
    assert cell is not None
    assert cell.words == "oui"


def test_a_link_to_something_not_shown_is_not_counted() -> None:
    assert a_matrix(Mark("autre222", AXIS.key), Mark(PLATFORM.key, AXIS.key)).count == 1
    assert a_matrix().cell("autre222", AXIS.key) is None


@pytest.fixture
def axes(db: None) -> tuple[Term, Term]:
    return a_term(a_scheme("Ancien"), "axe 1", "Habitat"), a_term(a_scheme("Nouveau"), "axe 2", "Logement")


@pytest.fixture
def keeper(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.org"))
    return client


def page(old: Term, new: Term, **more: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    return f"/vocabulaire/correspondances/?de={old.scheme.code}&vers={new.scheme.code}&{asked}"


def cell(old: Term, new: Term, state: str = "on") -> dict[str, str]:
    return {"cell": f"{old.uid}:{new.uid}:{state}"}


def test_a_cell_is_linked_from_the_day_shown_and_unlinked_the_day_before(
    keeper: Client, axes: tuple[Term, Term]
) -> None:
    keeper.post(page(*axes, au="2014-01-01"), cell(*axes))
    assert Mapping.objects.get().valid_from == day(2014)
    keeper.post(page(*axes, au="2020-01-01"), cell(*axes, state="off"))
    assert Mapping.objects.get().valid_to == day(2019, 12, 31)
    assert "depuis le" in keeper.get(page(*axes, au="2016-06-01")).content.decode()
    assert "depuis le" not in keeper.get(page(*axes, au="2020-01-01")).content.decode()


def test_a_cell_linked_by_mistake_and_unlinked_the_same_day_leaves_nothing(
    keeper: Client, axes: tuple[Term, Term]
) -> None:
    for state in ("on", "off"):
        keeper.post(page(*axes, au="2020-01-01"), cell(*axes, state=state))
    assert not Mapping.objects.exists()


def test_sending_a_cell_twice_changes_nothing_more(keeper: Client, axes: tuple[Term, Term]) -> None:
    for _time in range(2):
        assert keeper.post(page(*axes), cell(*axes)).status_code == 302
    assert Mapping.objects.count() == 1
    for _time in range(2):
        keeper.post(page(*axes, au="2030-01-01"), cell(*axes, state="off"))
    assert Mapping.objects.count() == 1


def test_the_cell_that_htmx_swaps_equals_that_of_a_reload(keeper: Client, axes: tuple[Term, Term]) -> None:
    address = page(*axes, au="2020-01-01")
    swapped = keeper.post(address, cell(*axes), headers={"HX-Request": "true"}).content.decode().strip()
    assert swapped.startswith("<td")
    assert "depuis le 01/01/2020" in swapped
    assert swapped in keeper.get(address).content.decode()


@pytest.mark.parametrize("sent", ["", "x", "::", "aaaaaaaa:bbbbbbbb:on", "<script>:x:on"])
def test_a_cell_that_does_not_exist_is_not_found(keeper: Client, axes: tuple[Term, Term], sent: str) -> None:
    assert keeper.post(page(*axes), {"cell": sent}).status_code == 404


def test_a_visitor_reads_the_matrix_and_sets_nothing(client: Client, axes: tuple[Term, Term]) -> None:
    assert "Relier" not in client.get(page(*axes)).content.decode()
    assert client.post(page(*axes), cell(*axes)).status_code == 404
    assert not Mapping.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "?de=rien&vers=rien", "?de=theme&vers=theme", "?de=" + "x" * 500])
def test_without_two_lists_the_page_says_what_to_choose(client: Client, asked: str) -> None:
    answer = client.get(f"/vocabulaire/correspondances/{asked}")
    assert "Choisissez deux listes" in answer.content.decode()


def test_the_matrix_is_exported_with_the_words_of_its_cells(client: Client, axes: tuple[Term, Term]) -> None:
    map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2014), source="CRIPEL")
    answer = client.get(page(*axes, format="csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Ancien", "Axe 2 – Logement"], ["Axe 1 – Habitat", "depuis le 01/01/2014 (CRIPEL)"]]
    assert client.get(page(*axes, format="xlsx")).headers["Content-Type"].endswith("sheet")


def test_narrower_terms_are_crossed_only_when_asked(client: Client, axes: tuple[Term, Term]) -> None:
    a_term(axes[0].scheme, name="Un logement à soi", broader=axes[0])
    assert "Un logement à soi" not in client.get(page(*axes)).content.decode()
    assert "Un logement à soi" in client.get(page(*axes, niveau="tous")).content.decode()


@time_machine.travel("2026-03-02 10:00")
def test_the_matrix_asks_the_database_as_often_for_one_axis_as_for_three(
    client: Client, axes: tuple[Term, Term], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):
        client.get(page(*axes))
    for _more in range(2):
        map_terms(by=SYSTEM, from_term=a_term(axes[0].scheme), to_term=a_term(axes[1].scheme), since=None)
    with django_assert_num_queries(5):
        client.get(page(*axes))
