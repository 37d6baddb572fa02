"""Work that survives: killed workers, two workers, rows that the database refuses, second thoughts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from tests.network.import_files import imported, make_communes, previewed, row, uploaded, workbook

from maillage.core.readers import Reader
from maillage.exchange import states, work
from maillage.exchange.actions import (
    NotNow,
    choose_columns,
    confirm_import,
    correct_row,
    decide_rows,
    receive_file,
    refuse_import,
    take_back_import,
)
from maillage.exchange.actions.retention import clear_old_imports
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.queries import choices_of, preview_counts
from maillage.exchange.registries import importers
from maillage.network.imports.writing import OrganisationWriter
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import now
from maillage.records.work import work_once

pytestmark = pytest.mark.django_db


def many(count: int) -> bytes:
    return workbook(
        *(
            (f"Association {chr(65 + n % 26)}{n * 7919}", "", "4000", "Liège", "", "", "", "")
            for n in range(count)
        )
    )


@pytest.fixture(autouse=True)
def _communes() -> None:
    make_communes()


def test_a_killed_worker_is_followed_by_another_that_takes_up_where_it_stopped(
    coordinator: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = previewed(many(80), coordinator)
    confirm_import(by=coordinator, run=run)
    write_together = work._write_together
    calls = 0

    def killed_at_the_second_batch(*arguments: Any) -> bool:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return write_together(*arguments)

    monkeypatch.setattr(work, "_write_together", killed_at_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        work.carry_on(run, seconds=30)
    some = Organisation.objects.count()
    assert 0 < some < 80
    monkeypatch.setattr(work, "_write_together", write_together)
    while work_once():
        pass
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (states.DONE, 80, 80)
    assert Organisation.objects.count() == 80


def test_two_workers_do_not_share_a_run(coordinator: Reader) -> None:
    run = previewed(many(3), coordinator)
    confirm_import(by=coordinator, run=run)
    ImportRun.objects.update(lease_until=now() + dt.timedelta(minutes=1))
    assert work.carry_on(run, seconds=5) == 0
    assert work_once() == 0
    ImportRun.objects.update(lease_until=now() - dt.timedelta(seconds=1))
    assert work_once() == 3


def test_a_row_that_the_database_refuses_does_not_hold_up_the_others(
    coordinator: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = previewed(many(5), coordinator)
    confirm_import(by=coordinator, run=run)
    write = OrganisationWriter.write

    def refusing(writer: OrganisationWriter, rows: list[ImportRow]) -> Any:
        if any(one.number == 4 for one in rows):
            raise IntegrityError
        return write(writer, rows)

    monkeypatch.setattr(OrganisationWriter, "write", refusing)
    work.carry_on(run, seconds=30)
    assert Organisation.objects.count() == 4
    assert row(run, 4).outcome == ImportRow.Outcome.FAILED
    assert "n’a pas pu être écrite" in row(run, 4).message
    assert run.state == states.DONE


def test_work_that_is_interrupted_again_and_again_is_given_up_and_said(coordinator: Reader) -> None:
    run = previewed(many(1), coordinator)
    confirm_import(by=coordinator, run=run)
    ImportRun.objects.update(attempts=work.MOST_ATTEMPTS)
    assert work_once() == 0
    run.refresh_from_db()
    assert run.state == states.DONE
    assert "interrompu plusieurs fois" in run.problem


def test_confirming_twice_writes_once(coordinator: Reader) -> None:
    run = previewed(many(2), coordinator)
    again = ImportRun.objects.get(pk=run.pk)
    confirm_import(by=coordinator, run=run)
    with pytest.raises(NotNow):
        confirm_import(by=coordinator, run=again)
    work.carry_on(run, seconds=30)
    assert Organisation.objects.count() == 2


def test_dropping_the_same_form_twice_opens_one_import(coordinator: Reader) -> None:
    for _ in range(2):
        run = receive_file(
            by=coordinator,
            user=None,
            kind="organisations",
            file_name="a.csv",
            content=b"Nom\nA\n",
            uid="abcdefgh",
        )
    assert ImportRun.objects.get() == run


def test_an_import_is_seen_by_whoever_made_it_and_by_administrators(
    coordinator: Reader, member: Reader, administrator: Reader
) -> None:
    run = uploaded(many(1), coordinator)
    assert list(ImportRun.objects.visible_to(coordinator)) == [run]
    assert list(ImportRun.objects.visible_to(administrator)) == [run]
    assert not ImportRun.objects.visible_to(member).exists()


def test_someone_else_may_neither_confirm_nor_take_back(coordinator: Reader, member: Reader) -> None:
    run = previewed(many(1), coordinator)
    with pytest.raises(NotAllowed):
        confirm_import(by=member, run=run)
    with pytest.raises(NotAllowed):
        uploaded(many(1), member)


def test_a_decision_must_be_one_that_was_proposed(coordinator: Reader) -> None:
    run = previewed(many(1), coordinator)
    assert decide_rows(by=coordinator, run=run, choices={2: "complete:999", 3: "skip"}) == 0
    assert decide_rows(by=coordinator, run=run, choices={2: "n’importe quoi"}) == 0
    assert decide_rows(by=coordinator, run=run, choices={2: "skip"}) == 1
    assert [choice.value for choice in choices_of(row(run, 2))] == ["create", "skip"]
    assert preview_counts(run).left_out == 1


def test_rows_are_not_decided_on_once_confirmed(coordinator: Reader) -> None:
    run = imported(many(1), coordinator)
    with pytest.raises(NotNow):
        decide_rows(by=coordinator, run=run, choices={2: "skip"})
    with pytest.raises(NotNow):
        refuse_import(by=coordinator, run=run)


def test_a_cell_corrected_by_hand_is_cleaned_again(coordinator: Reader) -> None:
    run = previewed(workbook(("Écho", "", "", "", "", "info@@example.org", "", "")), coordinator)
    found = row(run, 2)
    assert found.to_check
    previewer = importers[run.kind].previewer(coordinator)
    cells = {**found.values, "emails": "info@example.org"}
    correct_row(by=coordinator, run=run, row=found, cells=cells, choice="create", previewer=previewer)
    assert not row(run, 2).to_check
    assert row(run, 2).flags == []
    confirm_import(by=coordinator, run=run)
    work.carry_on(run, seconds=30)
    assert Organisation.objects.get().email == "info@example.org"


def test_other_columns_start_the_preview_again(coordinator: Reader) -> None:
    run = previewed(workbook(("Écho", "Rue X", "4000", "Liège", "", "", "", "")), coordinator)
    choose_columns(by=coordinator, run=run, sheet="Sheet", header_row=1, mapping=[(3, "name")])
    work.carry_on(run, seconds=30)
    assert row(run, 2).label == "Liège"


def test_an_abandoned_import_leaves_neither_rows_nor_file(coordinator: Reader) -> None:
    run = previewed(many(2), coordinator)
    name = run.file
    refuse_import(by=coordinator, run=run)
    assert run.state == states.REFUSED
    assert not run.rows.exists()
    assert not default_storage.exists(name)


def test_a_file_that_vanished_is_said(coordinator: Reader) -> None:
    run = uploaded(many(1), coordinator)
    default_storage.delete(run.file)
    choose_columns(by=coordinator, run=run, sheet="", header_row=1, mapping=[(0, "name")])
    work.carry_on(run, seconds=5)
    assert run.state == states.UPLOADED
    assert "déposez-le à nouveau" in run.problem


def test_old_imports_are_cleared_and_can_no_longer_be_taken_back(coordinator: Reader) -> None:
    done, left = imported(many(1), coordinator), previewed(many(1), coordinator)
    ImportRun.objects.filter(pk=done.pk).update(finished_at=now() - dt.timedelta(days=91))
    ImportRun.objects.filter(pk=left.pk).update(created_at=now() - dt.timedelta(days=15))
    assert clear_old_imports() == 2
    assert clear_old_imports() == 0
    assert not ImportRow.objects.exists()
    done.refresh_from_db()
    with pytest.raises(NotNow, match="trop ancien"):
        take_back_import(by=coordinator, run=done)
    left.refresh_from_db()
    assert left.state == states.REFUSED
