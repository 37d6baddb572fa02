"""The indexes follow the rows of an import: all of them, whatever happens to the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.network.import_files import imported, make_communes, previewed, workbook

from maillage.core.readers import Reader
from maillage.exchange import following, states, work
from maillage.exchange.actions import confirm_import, take_back_import
from maillage.exchange.models import ImportRun
from maillage.network.imports.importer import OrganisationImporter
from maillage.network.models import Organisation
from maillage.records.work import work_once
from maillage.search.models import SearchDocument

pytestmark = pytest.mark.django_db
ROWS = 2 * following.STEP + 10


@pytest.fixture(autouse=True)
def _communes() -> None:
    make_communes()


@dataclass
class Killer:
    """Kills the worker at one of the next steps of following: `at` = 1 is the next one, 0 none."""

    at: int = 0


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Killer:
    follow, one = OrganisationImporter.follow, Killer()

    def perhaps(importer: OrganisationImporter, touched: Any) -> None:
        one.at -= 1
        if one.at == 0:
            raise KeyboardInterrupt
        follow(importer, touched)

    monkeypatch.setattr(OrganisationImporter, "follow", perhaps)
    return one


def lines(count: int, town: str = "Liège") -> bytes:
    code = {"Liège": "4000", "Namur": "5000"}[town]
    people = range(count)
    return workbook(
        *((f"Association {n} de {town}", "", code, town, "", "", f"Anna {town}{n}", "") for n in people)
    )


def found(kind: str) -> int:
    return SearchDocument.objects.filter(kind=kind).count()


def go_on() -> None:
    while work_once():
        pass


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_worker_killed_before_the_index_leaves_nothing_unfound(
    coordinator: Reader, killer: Killer, call: int
) -> None:
    run = previewed(lines(ROWS), coordinator)
    confirm_import(by=coordinator, run=run)
    killer.at = call
    with pytest.raises(KeyboardInterrupt):
        work.carry_on(run, seconds=60)
    assert found("organisation") <= (call - 1) * following.STEP < Organisation.objects.count()
    go_on()
    run.refresh_from_db()
    assert (run.state, run.done) == (states.DONE, ROWS)
    assert (found("organisation"), found("personne")) == (ROWS, ROWS)


@pytest.mark.parametrize("call", [1, 3])
def test_a_worker_killed_while_taking_back_leaves_nothing_found(
    coordinator: Reader, killer: Killer, call: int
) -> None:
    run = imported(lines(ROWS), coordinator)
    assert found("organisation") == ROWS
    take_back_import(by=coordinator, run=run)
    killer.at = call
    with pytest.raises(KeyboardInterrupt):
        work.carry_on(run, seconds=60)
    assert found("organisation") > 0
    go_on()
    run.refresh_from_db()
    assert run.state == states.UNDONE
    assert (found("organisation"), found("personne")) == (0, 0)


def test_what_is_written_is_found_soon_and_not_only_at_the_end(coordinator: Reader) -> None:
    run = previewed(lines(ROWS), coordinator)
    confirm_import(by=coordinator, run=run)
    for _ in range(2):
        work.carry_on(run, seconds=0)
    assert run.state == states.COMMITTING
    assert 0 < found("organisation") < run.done < ROWS


def test_an_index_that_always_fails_is_given_up_and_said(
    coordinator: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = previewed(lines(2), coordinator)
    confirm_import(by=coordinator, run=run)

    def failing(importer: OrganisationImporter, touched: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(OrganisationImporter, "follow", failing)
    for _ in range(work.MOST_ATTEMPTS + 2):
        work_once()
    run.refresh_from_db()
    assert run.state == states.DONE
    assert "interrompu plusieurs fois" in run.problem
    assert Organisation.objects.count() == 2
    assert work_once() == 0


def test_a_second_import_is_followed_from_its_own_first_row(coordinator: Reader) -> None:
    for _ in range(2):
        run = imported(lines(3), coordinator)
        assert found("organisation") == 3
        take_back_import(by=coordinator, run=run)
        work.carry_on(run, seconds=30)
        assert found("organisation") == 0
    run = ImportRun.objects.get(pk=run.pk)
    assert run.followed_to == 2


def test_following_three_rows_asks_no_more_than_following_one(coordinator: Reader) -> None:
    for town in ("Liège", "Namur"):  # their words are known from then on
        take_back_import(by=coordinator, run=imported(lines(3, town), coordinator))
        work_once()
    counts = []
    for count, town in ((1, "Liège"), (3, "Namur")):
        run = previewed(lines(count, town), coordinator)
        confirm_import(by=coordinator, run=run)
        work._write_batch(run, OrganisationImporter().writer(coordinator), list(run.rows.order_by("number")))
        with CaptureQueriesContext(connection) as asked:
            assert following.follow_rows(run) == count
        counts.append(len(asked))
    assert counts[0] == counts[1]
