"""« Historique »: what happened to an object, as far as the reader may see it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from tests.factories import a_person

from maillage.accounts.models import Person
from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.journal.actions import Change, readdress, record, redact_about, redact_actor
from maillage.journal.models import Entry
from maillage.journal.queries import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Person:
    person = a_person("Jeanne", "Lambert")
    Entry.objects.all().delete()
    return person


def page_of(row: Person, reader: Reader, query: str = "") -> str:
    request: Any = RequestFactory().get(f"/fiche/?{query}")
    request.reader = reader
    template = engines["django"].from_string("{% load journal %}{% history_of row %}")
    return template.render({"row": row}, request)


def test_each_sees_the_entries_of_their_audience(row: Person, member: Reader, coordinator: Reader) -> None:
    for audience in (PUBLIC, MEMBERS, COORDINATORS, "space:x7k2m9qa"):
        record(by=SYSTEM, verb=f"modifiée pour {audience}", on=row, audience=audience)
    assert [history(row, reader).total for reader in (VISITOR, member, coordinator)] == [1, 2, 3]
    assert "space:x7k2m9qa" not in page_of(row, coordinator)


def test_an_object_without_visible_entries_shows_no_panel(row: Person) -> None:
    record(by=SYSTEM, verb="modifiée", on=row, audience=MEMBERS)
    assert page_of(row, VISITOR).strip() == ""


def test_before_and_after_are_shown_as_text(row: Person) -> None:
    changes = [Change("phone", "téléphone", "<b>081</b>", ""), Change("email", "e-mail", "", "j@x.example")]
    record(by=SYSTEM, verb="modifiée", on=row, audience=PUBLIC, changes=changes, note="Par téléphone <i>")
    page = page_of(row, VISITOR)
    assert "<del>&lt;b&gt;081&lt;/b&gt;</del>" in page
    assert "<ins>j@x.example</ins>" in page
    assert "Par téléphone &lt;i&gt;" in page


def test_a_long_history_has_pages_and_two_queries(row: Person, django_assert_num_queries: Any) -> None:
    for number in range(25):
        record(by=SYSTEM, verb=f"modifiée {number}", on=row, audience=PUBLIC)
    with django_assert_num_queries(2):
        page = page_of(row, VISITOR, "au=2026-01-01&historique=2")
    assert "modifiée 14<" in page.replace("\n", "") or "modifiée 14 " in page
    assert "Page 2 sur 3" in page
    assert "?au=2026-01-01&amp;historique=3#historique" in page
    for wrong in ("0", "99", "x", "-1"):
        assert "Page " in page_of(row, VISITOR, f"historique={wrong}")


def test_entries_follow_a_space_that_closes(row: Person, member: Reader) -> None:
    record(by=SYSTEM, verb="modifiée", on=row, audience=PUBLIC)
    assert readdress(old_audience=PUBLIC, new_audience="space:x7k2m9qa") == 1
    assert history(row, member).total == 0


def test_erasure_keeps_the_deed_and_loses_the_person(row: Person) -> None:
    jeanne = Reader(uid=row.uid, label="Jeanne Lambert")
    record(
        by=jeanne,
        verb="modifié·e",
        on=row,
        audience=PUBLIC,
        changes=[Change("phone", "téléphone", "", "081 12", personal=True), Change("kind", "genre", "a", "b")],
        note="Jeanne a appelé",
    )
    redact_actor(uid=row.uid, label="personne effacée")
    redact_about(row, label="personne effacée")
    entry = Entry.objects.get()
    told = json.dumps([entry.actor_label, entry.object_label, entry.note, entry.changes], ensure_ascii=False)
    assert "Jeanne" not in told
    assert "081" not in told
    assert entry.changes[0]["after"] == "donnée effacée"
    assert entry.changes[1]["after"] == "b"
