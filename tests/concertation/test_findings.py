"""Findings: noted once, read by those who may, sorted with reasons, gathered and parted (D2, D5, D6, D16)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from tests.concertation.factories import make_code, make_cycle, make_finding, member_reader
from tests.network.factories import make_organisation, make_term, make_territory
from tests.network.space_factories import make_space, organiser, seat

from maillage.concertation.actions.codes import close_code, open_code
from maillage.concertation.actions.cycles import close_cycle, go_to_phase, set_cycle
from maillage.concertation.actions.findings import (
    correct_finding,
    gather,
    note_by_code,
    note_finding,
    paste_findings,
    separate,
    sort_finding,
    withdraw_finding,
)
from maillage.concertation.models import Cycle, Finding, Phase
from maillage.concertation.queries.findings import cards_of, findings_of, silent_sectors
from maillage.concertation.rules import ENTRY
from maillage.core.readers import PUBLIC, VISITOR, link_key, organises_key
from maillage.core.transitions import TransitionRefused
from maillage.journal.models import Entry
from maillage.network.actions.space_changes import change_visibility
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.thread.models import Item, Link
from maillage.thread.queries.threads import thread_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    return make_cycle()


def test_a_cycle_starts_with_the_phases_of_its_method(cycle: Cycle) -> None:
    phases = [(one.kind, one.is_current) for one in cycle.phases.all()]
    assert phases == [("see", True), ("judge", False), ("act", False)]


def test_nothing_prevents_going_back(cycle: Cycle) -> None:
    by = organiser(cycle.space)
    see, judge, _act = cycle.phases.all()
    for phase in (judge, see):
        go_to_phase(by=by, cycle=cycle, phase=phase)
    assert Phase.objects.get(cycle=cycle, is_current=True) == see


def test_only_organisers_open_and_lead() -> None:
    space, operator = make_space(), make_organisation()
    cycle = make_cycle(space)
    seat(space, operator)
    member = member_reader(space, operator)
    with pytest.raises(NotAllowed):
        sort_finding(by=member, finding=make_finding(cycle), verb="retenir")
    with pytest.raises(NotAllowed):
        open_code(by=member, cycle=cycle, hours=3)
    assert open_code(by=member, cycle=cycle, hours=3, voice="public").voice == "public"


def test_a_member_notes_and_it_is_shared_at_once(cycle: Cycle) -> None:
    member = member_reader(cycle.space, make_organisation())
    finding = note_finding(
        by=member, uid=new_uid(), cycle=cycle, fields={"kind": "need", "wording": "  Pas de  bus le soir "}
    )
    assert (finding.wording, finding.state) == ("Pas de bus le soir", "shared")
    assert (finding.item.title, finding.item.audience) == ("Pas de bus le soir", cycle.audience)
    assert finding.item.awaits


def test_a_resource_asks_for_nothing(cycle: Cycle) -> None:
    assert not make_finding(cycle, "Une ludothèque", kind="resource").item.awaits


def test_sent_twice_is_noted_once(cycle: Cycle) -> None:
    code, uid, entry = make_code(cycle), new_uid(), new_uid()
    by = VISITOR.with_keys({link_key(ENTRY, entry)})
    for _time in range(2):
        note_by_code(by=by, uid=uid, code=code, entry=entry, fields={"kind": "need", "wording": "Une place"})
    assert Finding.objects.count() == 1


def test_somebody_else_cannot_take_a_uid_that_is_taken(cycle: Cycle) -> None:
    code, uid = make_code(cycle), new_uid()
    note_by_code(
        by=VISITOR, uid=uid, code=code, entry=new_uid(), fields={"kind": "need", "wording": "Une place"}
    )
    with pytest.raises(ValidationError, match="expiré"):
        note_by_code(by=VISITOR, uid=uid, code=code, entry=new_uid(), fields={"wording": "Autre chose"})


def test_what_comes_by_a_code_waits_for_the_organisers(cycle: Cycle) -> None:
    finding = note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(cycle), entry=new_uid(), fields={"wording": "Trop cher"}
    )
    assert finding.item.audience == organises_key(cycle.space.uid)
    member = member_reader(cycle.space, make_organisation())
    assert list(findings_of(cycle, member)) == []
    sort_finding(by=organiser(cycle.space), finding=finding, verb="montrer")
    assert list(findings_of(cycle, member)) == [finding]
    sort_finding(by=organiser(cycle.space), finding=finding, verb="masquer")
    assert list(findings_of(cycle, member)) == []


def test_an_expired_code_and_a_closed_cycle_take_nothing(cycle: Cycle) -> None:
    code = make_code(cycle)
    close_code(by=organiser(cycle.space), code=code)
    with pytest.raises(NotAllowed):
        note_by_code(by=VISITOR, uid=new_uid(), code=code, entry=new_uid(), fields={"wording": "Trop tard"})
    other = make_code(cycle)
    close_cycle(by=organiser(cycle.space), cycle=cycle)
    other.refresh_from_db()
    with pytest.raises(NotAllowed):
        note_by_code(by=VISITOR, uid=new_uid(), code=other, entry=new_uid(), fields={"wording": "Trop tard"})


def test_the_voice_of_the_public_is_marked(cycle: Cycle) -> None:
    code = make_code(cycle, voice="public")
    finding = note_by_code(by=VISITOR, uid=new_uid(), code=code, entry=new_uid(), fields={"wording": "لا مكان"})
    assert finding.voice == "public"
    sort_finding(by=organiser(cycle.space), finding=finding, verb="montrer")
    (card,) = cards_of(findings_of(cycle, organiser(cycle.space)))
    assert card.is_public_voice
    assert card.seen_by == []


def test_one_takes_back_ones_own_until_it_is_read(cycle: Cycle) -> None:
    entry = new_uid()
    by = VISITOR.with_keys({link_key(ENTRY, entry)})
    finding = note_by_code(by=by, uid=new_uid(), code=make_code(cycle), entry=entry, fields={"wording": "Oups"})
    with pytest.raises(NotAllowed):
        withdraw_finding(by=VISITOR, finding=finding)
    withdraw_finding(by=by, finding=finding)
    assert not Finding.objects.exists()
    assert Item.objects.get().title == ""
    assert not Entry.objects.filter(object_label__contains="Oups").exists()


def test_the_list_of_a_table_becomes_one_finding_a_line(cycle: Cycle) -> None:
    uid, lines = new_uid(), ["Pas de bus", "Pas de crèche", "Pas de place"]
    for _time in range(2):
        paste_findings(
            by=organiser(cycle.space), uid=uid, cycle=cycle, kind="need", lines=lines, table="Table 3"
        )
    assert list(Finding.objects.order_by("pk").values_list("wording", "table")) == [
        (line, "Table 3") for line in lines
    ]


def test_leaving_out_says_why_and_can_be_taken_back(cycle: Cycle) -> None:
    finding, by = make_finding(cycle), organiser(cycle.space)
    with pytest.raises(ValidationError, match="pourquoi"):
        sort_finding(by=by, finding=finding, verb="ecarter", reason="  ")
    sort_finding(by=by, finding=finding, verb="ecarter", reason="Hors sujet")
    assert (finding.state, finding.reason, finding.item.awaits) == ("left_out", "Hors sujet", False)
    sort_finding(by=by, finding=finding, verb="remettre")
    assert (finding.state, finding.reason) == ("shared", "")
    with pytest.raises(TransitionRefused):
        sort_finding(by=by, finding=finding, verb="remettre")


def test_gathered_findings_stay_readable_and_can_part(cycle: Cycle) -> None:
    liege, namur = make_territory("Liège"), make_territory("Namur")
    one = make_finding(cycle, "Personne pour garder les petits", territories=[liege])
    other = make_finding(cycle, "Pas de halte-garderie", territories=[namur])
    by = organiser(cycle.space)
    common = gather(
        by=by,
        uid=new_uid(),
        cycle=cycle,
        findings=[one, other],
        fields={"wording": "Pas d’accueil le mercredi"},
    )
    (card,) = cards_of(findings_of(cycle, by))
    assert card.finding == common
    assert [finding.wording for finding in card.originals] == [
        "Personne pour garder les petits",
        "Pas de halte-garderie",
    ]
    assert sorted(card.places) == ["Liège", "Namur"]
    assert [mark.item.title for mark in thread_of(common.item, by).before] == [
        "Personne pour garder les petits",
        "Pas de halte-garderie",
    ]
    one.refresh_from_db()
    separate(by=by, finding=one)
    assert (one.state, one.gathered_in) == ("shared", None)
    assert Link.objects.filter(target=common.item, valid_to=None).count() == 1


def test_a_finding_is_gathered_in_one_wording_only(cycle: Cycle) -> None:
    by = organiser(cycle.space)
    one, other, third = (make_finding(cycle, wording) for wording in ("a", "b", "c"))
    gather(by=by, uid=new_uid(), cycle=cycle, findings=[one, other], fields={"wording": "ab"})
    one.refresh_from_db()
    with pytest.raises(ValidationError, match="déjà réuni"):
        gather(by=by, uid=new_uid(), cycle=cycle, findings=[one, third], fields={"wording": "ac"})
    with pytest.raises(ValidationError, match="au moins deux"):
        gather(by=by, uid=new_uid(), cycle=cycle, findings=[third, third], fields={"wording": "c"})


def test_two_facilitators_at_once_lose_no_line(cycle: Cycle) -> None:
    finding, by = make_finding(cycle), organiser(cycle.space)
    seen = finding.version
    correct_finding(by=by, finding=finding, seen=seen, fields={"causes": "Les écoles ferment à midi"})
    with pytest.raises(ChangedMeanwhile):
        correct_finding(
            by=by, finding=Finding.objects.get(), seen=seen, fields={"consequences": "Rendez-vous manqués"}
        )


def test_a_space_that_closes_its_doors_takes_its_cycles_along() -> None:
    space = make_space()
    cycle = make_cycle(space, public=True)
    finding = make_finding(cycle)
    assert finding.item.audience == PUBLIC
    change_visibility(by=organiser(space), space=space, restricted=True)
    cycle.refresh_from_db()
    finding.item.refresh_from_db()
    assert cycle.audience == finding.item.audience == space.key


def test_showing_a_cycle_to_everyone_shows_its_steps_but_not_what_waits() -> None:
    space = make_space()
    cycle = make_cycle(space)
    shared = make_finding(cycle, "Partagé")
    waiting = note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(cycle), entry=new_uid(), fields={"wording": "À relire"}
    )
    set_cycle(by=organiser(space), cycle=cycle, seen=cycle.version, fields={"audience": PUBLIC}, phases={})
    shared.item.refresh_from_db()
    waiting.item.refresh_from_db()
    assert (shared.item.audience, waiting.item.audience) == (PUBLIC, organises_key(space.uid))


def test_says_which_sectors_have_not_spoken() -> None:
    health, housing = make_term("sector", "sante", "Santé"), make_term("sector", "logement", "Logement")
    clinic, agency = make_organisation("Clinique"), make_organisation("AIS")
    clinic.sectors.add(health)
    agency.sectors.add(housing)
    space = make_space(members=(clinic, agency))
    cycle = make_cycle(space)
    spoken = make_finding(cycle, actor=health)
    assert silent_sectors(cycle, [spoken]) == ["Logement"]
