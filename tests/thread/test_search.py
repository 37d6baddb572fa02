"""Steps of threads are found by their words, by those who may see them and nobody else, whatever happens to them."""

from __future__ import annotations

import pytest
from tests.concertation.factories import (
    make_action,
    make_avenue,
    make_code,
    make_cycle,
    make_finding,
    make_recommendation,
    member_reader,
)
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.cycles import set_cycle
from maillage.concertation.actions.findings import note_by_code, sort_finding
from maillage.concertation.models import Cycle
from maillage.core.readers import PUBLIC, VISITOR, Reader
from maillage.network.actions.space_changes import change_visibility
from maillage.records.identity import new_uid
from maillage.search.actions import reindex
from maillage.search.models import SearchDocument
from maillage.search.queries.results import Asked, find
from maillage.thread.actions.items import purge_item
from maillage.thread.queries.documents import STEP

pytestmark = pytest.mark.django_db


def found(text: str, reader: Reader = VISITOR) -> list[str]:
    return [one.title for one in find(Asked(text, kind=STEP), reader).documents]


@pytest.fixture
def cycle() -> Cycle:
    return make_cycle(make_space("Enfance"), public=True)


def test_each_kind_of_step_is_found_by_its_words(cycle: Cycle) -> None:
    make_recommendation(cycle, make_finding(cycle, "Aucune garderie"), title="Ouvrir des garderies")
    make_action(make_avenue(cycle, title="Une garderie mobile"), make_organisation(), make_organisation())
    assert sorted(found("garderies")) == [
        "Aucune garderie",
        "Ouvrir des garderies",
        "Une garderie mobile",
        "Une garderie mobile",
    ]
    said = SearchDocument.objects.get(kind=STEP, title="Ouvrir des garderies").subtitle
    assert said == "Recommandation · proposée · Enfance"


def test_what_waits_to_be_read_is_found_by_organisers_alone(cycle: Cycle) -> None:
    finding = note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(cycle), entry=new_uid(), fields={"wording": "Aucune garderie"}
    )
    member = member_reader(cycle.space, make_organisation())
    assert (found("garderie"), found("garderie", member)) == ([], [])
    assert found("garderie", organiser(cycle.space)) == ["Aucune garderie"]
    sort_finding(by=organiser(cycle.space), finding=finding, verb="montrer")
    assert found("garderie") == ["Aucune garderie"]


def test_a_cycle_shown_to_others_takes_all_its_steps_along(cycle: Cycle) -> None:
    by = organiser(cycle.space)
    make_recommendation(cycle, make_finding(cycle, "Aucune garderie"), title="Ouvrir une garderie")
    set_cycle(by=by, cycle=cycle, seen=cycle.version, fields={"audience": cycle.space.key}, phases={})
    assert found("garderie") == []
    assert len(found("garderie", by)) == 2


def test_a_space_that_becomes_restricted_hides_its_steps_and_opens_none(cycle: Cycle) -> None:
    make_finding(cycle, "Aucune garderie")
    waiting = note_by_code(
        by=VISITOR,
        uid=new_uid(),
        code=make_code(cycle),
        entry=new_uid(),
        fields={"wording": "Garderie à relire"},
    )
    change_visibility(by=organiser(cycle.space), space=cycle.space, restricted=True)
    member = member_reader(cycle.space, make_organisation())
    assert found("garderie") == []
    assert found("garderie", member) == ["Aucune garderie"]
    waiting.item.refresh_from_db()
    assert not member.has(waiting.item.audience)


def test_a_purged_step_is_found_by_nobody(cycle: Cycle) -> None:
    finding = make_finding(cycle, "Aucune garderie")
    purge_item(by=organiser(cycle.space), item=finding.item)
    assert found("garderie") == []
    assert reindex(kind=STEP) == {STEP: 0}


def test_reindexing_gives_the_same_documents(cycle: Cycle) -> None:
    make_finding(cycle, "Aucune garderie")
    before = list(SearchDocument.objects.filter(kind=STEP).values("title", "subtitle", "audience", "path"))
    assert before[0]["audience"] == PUBLIC
    reindex(kind=STEP)
    assert (
        list(SearchDocument.objects.filter(kind=STEP).values("title", "subtitle", "audience", "path")) == before
    )
