"""Acting: avenues from findings, actions from avenues, what makes one decidable, what came of it (D12-D15, 4, 5)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.concertation.factories import make_action, make_avenue, make_cycle, make_finding, member_reader
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, seat

from maillage.concertation.actions.acting import (
    add_carrier,
    add_means,
    edit_action,
    move_action,
    note_outcome,
    remove_carrier,
    remove_means,
)
from maillage.concertation.actions.avenues import (
    drop_avenue,
    propose_avenue,
    support_avenue,
    withdraw_support,
)
from maillage.concertation.actions.becoming import turn_into_action
from maillage.concertation.actions.findings import sort_finding
from maillage.concertation.models import Action, Avenue, Carrier, Cycle, Outcome, Support
from maillage.concertation.queries.acting import actions_of, avenues_of, carried_by, is_late, kinds_missing
from maillage.core.readers import VISITOR, Reader
from maillage.core.transitions import TransitionRefused
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.thread.models import Item
from maillage.thread.queries.threads import thread_of
from maillage.thread.queries.walk import walked

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def cycle() -> Cycle:
    return make_cycle()


@pytest.fixture
def by(cycle: Cycle) -> Reader:
    return organiser(cycle.space)


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    return make_organisation("Chœur"), make_organisation("École")


@pytest.fixture
def act(cycle: Cycle, pair: tuple[Organisation, Organisation]) -> Action:
    """Collective, carried by two, with its means: it can be decided."""
    return make_action(make_avenue(cycle), *pair)


def describe(by: Reader, act: Action, **fields: object) -> Action:
    return edit_action(by=by, act=act, seen=act.version, fields=fields)  # type: ignore[arg-type]


# Avenues


def test_an_avenue_answers_a_finding_that_stands(cycle: Cycle, by: Reader) -> None:
    left_out, elsewhere = make_finding(cycle, "Hors sujet"), make_finding(make_cycle(), "Ailleurs")
    sort_finding(by=by, finding=left_out, verb="ecarter", reason="Hors sujet")
    for findings in ([], [left_out], [elsewhere]):
        with pytest.raises(ValidationError, match="au moins un constat"):
            propose_avenue(by=by, uid=new_uid(), cycle=cycle, findings=findings, title="Une piste")
    assert not Avenue.objects.exists()
    assert not Item.objects.filter(kind="avenue").exists()


def test_an_avenue_sent_twice_is_proposed_once(cycle: Cycle, by: Reader) -> None:
    finding, uid = make_finding(cycle), new_uid()
    made = [
        propose_avenue(by=by, uid=uid, cycle=cycle, findings=[finding], title=title)
        for title in ("Ouvrir", "Ouvrir plus")
    ]
    assert made[0] == made[1]
    assert Avenue.objects.get().title == "Ouvrir"


def test_an_organisation_supports_once_and_may_withdraw(cycle: Cycle, by: Reader) -> None:
    avenue, choir = make_avenue(cycle), make_organisation("Chœur")
    seat(cycle.space, choir)
    member = member_reader(cycle.space, choir)
    for _time in range(2):
        support_avenue(by=member, avenue=avenue, organisation=choir)
    (card,) = avenues_of(cycle, by)
    assert (card.supports, card.answers) == (1, 1)
    withdraw_support(by=member, avenue=avenue, organisation=choir)
    (card,) = avenues_of(cycle, by)
    assert card.supports == 0
    assert not Support.objects.exists()


def test_a_support_withdrawn_another_day_stays_in_the_history(cycle: Cycle, by: Reader, time_machine) -> None:  # type: ignore[no-untyped-def]
    avenue, choir = make_avenue(cycle), make_organisation("Chœur")
    seat(cycle.space, choir)
    member = member_reader(cycle.space, choir)
    start = today()
    support_avenue(by=member, avenue=avenue, organisation=choir)
    time_machine.move_to(
        dt.datetime.combine(start, dt.time(10), tzinfo=dt.UTC) + dt.timedelta(days=9), tick=False
    )
    withdraw_support(by=member, avenue=avenue, organisation=choir)
    kept = Support.objects.get()
    assert (kept.valid_from, kept.valid_to) == (start, start + dt.timedelta(days=9))
    support_avenue(by=member, avenue=avenue, organisation=choir)
    (card,) = avenues_of(cycle, by)
    assert card.supports == 1


def test_one_supports_for_where_one_works(cycle: Cycle) -> None:
    avenue, choir, school = make_avenue(cycle), make_organisation("Chœur"), make_organisation("École")
    with pytest.raises(NotAllowed):
        support_avenue(by=member_reader(cycle.space, choir), avenue=avenue, organisation=school)
    with pytest.raises(NotAllowed):
        support_avenue(
            by=Reader(keys=frozenset({"public", f"works:{choir.uid}"})), avenue=avenue, organisation=choir
        )


def test_who_does_not_sit_does_not_support(cycle: Cycle) -> None:
    avenue, choir = make_avenue(cycle), make_organisation("Chœur")
    with pytest.raises(ValidationError, match="siège pas"):
        support_avenue(by=member_reader(cycle.space, choir), avenue=avenue, organisation=choir)


def test_an_avenue_that_became_an_action_is_not_dropped(cycle: Cycle, by: Reader) -> None:
    avenue = make_avenue(cycle)
    turn_into_action(by=by, uid=new_uid(), source=avenue)
    with pytest.raises(ValidationError, match="devenue une action"):
        drop_avenue(by=by, avenue=avenue, reason="Trop cher")


def test_the_most_supported_avenue_comes_first(cycle: Cycle, by: Reader) -> None:
    finding = make_finding(cycle, retained=True)
    alone, backed = make_avenue(cycle, finding, title="Seule"), make_avenue(cycle, finding, title="Soutenue")
    choir = make_organisation()
    seat(cycle.space, choir)
    support_avenue(by=member_reader(cycle.space, choir), avenue=backed, organisation=choir)
    assert [card.avenue for card in avenues_of(cycle, by)] == [backed, alone]


def test_an_avenue_is_dropped_with_its_reason(cycle: Cycle, by: Reader) -> None:
    avenue = make_avenue(cycle)
    with pytest.raises(ValidationError, match="pourquoi"):
        drop_avenue(by=by, avenue=avenue, reason=" ")
    drop_avenue(by=by, avenue=avenue, reason="Plus  de local")
    assert avenue.dropped_because == "Plus de local"
    assert (avenue.item.state, avenue.item.awaits) == ("abandonnée", False)
    assert avenues_of(cycle, by) == []
    with pytest.raises(ValidationError, match="abandonnée"):
        turn_into_action(by=by, uid=new_uid(), source=avenue)


def test_only_organisers_drop_or_turn_into_an_action(cycle: Cycle) -> None:
    avenue, member = make_avenue(cycle), member_reader(cycle.space, make_organisation())
    with pytest.raises(NotAllowed):
        drop_avenue(by=member, avenue=avenue, reason="Non")
    with pytest.raises(NotAllowed):
        turn_into_action(by=member, uid=new_uid(), source=avenue)


def test_an_avenue_becomes_an_action_without_retyping_and_once(cycle: Cycle, by: Reader) -> None:
    avenue, uid = make_avenue(cycle, title="Ouvrir le mercredi"), new_uid()
    made = [turn_into_action(by=by, uid=uid, source=avenue) for _time in range(2)]
    assert made[0] == made[1] == Action.objects.get()
    assert (made[0].title, made[0].status) == ("Ouvrir le mercredi", "proposed")
    assert (avenue.item.state, avenue.item.awaits) == ("devenue action", False)


def test_two_organisers_at_once_make_one_action(cycle: Cycle, by: Reader) -> None:
    avenue = make_avenue(cycle)
    one, other = (turn_into_action(by=by, uid=new_uid(), source=avenue) for _organiser in range(2))
    assert one == other


def test_the_thread_runs_from_the_finding_to_the_outcome_and_back(cycle: Cycle, by: Reader) -> None:
    finding = make_finding(cycle, "Pas d’accueil le mercredi", retained=True)
    act = make_action(
        make_avenue(cycle, finding, title="Ouvrir"), make_organisation("Chœur"), make_organisation("École")
    )
    move_action(by=by, act=act, verb="decider")
    outcome = note_outcome(by=by, uid=new_uid(), act=act, text="40 enfants accueillis")
    onward = thread_of(finding.item, by)
    assert [mark.item.title for mark in onward.after] == ["Ouvrir", "Ouvrir", "40 enfants accueillis"]
    assert [mark.words for mark in onward.after] == ["a donné", "est devenu", "a produit"]
    back = thread_of(outcome.item, by)
    assert [mark.kind.label for mark in back.before] == ["constat", "piste", "action"]
    assert walked(act.item_id, VISITOR) == {act.item_id: 0}


# What an action needs before it is decided


def test_an_action_is_decided_when_all_is_said(act: Action, by: Reader) -> None:
    move_action(by=by, act=act, verb="decider")
    act.item.refresh_from_db()
    assert (act.status, act.item.state, act.told_on) == ("decided", "décidée", today())


@pytest.mark.parametrize(("field", "said"), [("change", "ce qui aura changé"), ("sign", "à quoi on le verra")])
def test_not_without_change_and_sign(act: Action, by: Reader, field: str, said: str) -> None:
    describe(by, act, **{field: "  "})
    with pytest.raises(ValidationError, match=said):
        move_action(by=by, act=act, verb="decider")
    act.refresh_from_db()
    assert act.status == "proposed"


def test_not_without_means(act: Action, by: Reader) -> None:
    remove_means(by=by, means=act.means.get())
    with pytest.raises(ValidationError, match="moyens"):
        move_action(by=by, act=act, verb="decider")


@pytest.mark.parametrize(
    ("mode", "carriers", "decided"),
    [
        ("individual", 0, False),
        ("individual", 1, True),
        ("individual", 2, False),
        ("collective", 1, False),
        ("collective", 2, True),
        ("community", 1, False),
        ("community", 3, True),
    ],
)
def test_the_mode_says_how_many_carry_it(
    cycle: Cycle, by: Reader, mode: str, carriers: int, decided: bool
) -> None:
    act = make_action(make_avenue(cycle), *(make_organisation() for _ in range(carriers)))
    describe(by, act, mode=mode)
    if decided:
        assert move_action(by=by, act=act, verb="decider").status == "decided"
    else:
        with pytest.raises(ValidationError, match="portée par"):
            move_action(by=by, act=act, verb="decider")


def test_one_that_was_dropped_or_done_starts_again_from_proposed(act: Action, by: Reader) -> None:
    move_action(by=by, act=act, verb="decider")
    with pytest.raises(ValidationError, match="pourquoi"):
        move_action(by=by, act=act, verb="abandonner", reason="  ")
    move_action(by=by, act=act, verb="abandonner", reason="Le local a brûlé")
    assert (act.status_reason, act.item.awaits) == ("Le local a brûlé", False)
    assert list(actions_of(act.cycle, by)) == []
    with pytest.raises(TransitionRefused):
        move_action(by=by, act=act, verb="decider")
    move_action(by=by, act=act, verb="relancer")
    assert (act.status, act.status_reason, act.item.awaits) == ("proposed", "", True)


def test_the_step_of_the_thread_follows_the_state(act: Action, by: Reader) -> None:
    seen = []
    for verb in ("decider", "commencer", "suspendre", "commencer", "realiser"):
        move_action(by=by, act=act, verb=verb)
        item = Item.objects.get(pk=act.item_id)
        seen.append((item.state, item.awaits))
    assert seen == [
        ("décidée", True),
        ("en cours", True),
        ("suspendue", True),
        ("en cours", True),
        ("réalisée", True),
    ]
    note_outcome(by=by, uid=new_uid(), act=act, text="40 enfants accueillis")
    assert not Item.objects.get(pk=act.item_id).awaits


# A decided action keeps what made it decidable


def test_a_decided_action_keeps_its_last_means(act: Action, by: Reader) -> None:
    move_action(by=by, act=act, verb="decider")
    with pytest.raises(ValidationError, match="moyens"):
        remove_means(by=by, means=act.means.get())
    assert act.means.count() == 1


def test_a_decided_action_keeps_enough_carriers(
    act: Action, by: Reader, pair: tuple[Organisation, Organisation]
) -> None:
    move_action(by=by, act=act, verb="decider")
    with pytest.raises(ValidationError, match="deux organisations au moins"):
        remove_carrier(by=by, carrier=act.carriers.get(organisation=pair[0]))
    assert Carrier.objects.filter(action=act, valid_to=None).count() == 2


def test_a_carrier_who_leaves_another_day_stays_in_the_history(
    act: Action, by: Reader, pair: tuple[Organisation, Organisation], time_machine  # type: ignore[no-untyped-def]
) -> None:  # fmt: skip
    third = make_organisation()
    add_carrier(by=by, act=act, organisation=third)
    move_action(by=by, act=act, verb="decider")
    day = today() + dt.timedelta(days=5)
    time_machine.move_to(dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC), tick=False)
    remove_carrier(by=by, carrier=act.carriers.get(organisation=third))
    assert act.carriers.get(organisation=third).valid_to == day
    with pytest.raises(ValidationError, match="deux organisations au moins"):
        remove_carrier(by=by, carrier=act.carriers.get(organisation=pair[0]))
    assert act.carriers.get(organisation=pair[0]).valid_to is None


@pytest.mark.parametrize("emptied", [{"change": ""}, {"sign": " "}, {"mode": "individual"}])
def test_a_decided_action_keeps_what_it_says(act: Action, by: Reader, emptied: dict[str, str]) -> None:
    move_action(by=by, act=act, verb="decider")
    version = act.version
    with pytest.raises(ValidationError):
        describe(by, act, **emptied)
    act.refresh_from_db()
    assert (act.change, act.sign, act.mode, act.version) == (
        "40 enfants accueillis", "Les présences", "collective", version,
    )  # fmt: skip


def test_a_decided_individual_action_stays_of_one(cycle: Cycle, by: Reader) -> None:
    act = make_action(make_avenue(cycle), make_organisation())
    describe(by, act, mode="individual")
    move_action(by=by, act=act, verb="decider")
    with pytest.raises(ValidationError, match="une seule"):
        add_carrier(by=by, act=act, organisation=make_organisation())
    assert act.carriers.count() == 1


def test_two_people_describe_it_and_the_second_is_told(act: Action, by: Reader) -> None:
    seen = act.version
    describe(by, act, detail="Le mercredi de 12h à 18h")
    with pytest.raises(ChangedMeanwhile):
        edit_action(by=by, act=Action.objects.get(), seen=seen, fields={"detail": "Autre chose"})


def test_the_end_does_not_come_before_the_start(act: Action, by: Reader) -> None:
    with pytest.raises(ValidationError, match="précéder le début"):
        describe(by, act, starts_on=D(2026, 9, 1), due_on=D(2026, 8, 31))


# Who may


def test_who_carries_it_writes_it_and_the_other_members_do_not(
    cycle: Cycle, act: Action, pair: tuple[Organisation, Organisation]
) -> None:
    carrier = member_reader(cycle.space, pair[0])
    assert describe(carrier, act, detail="Écrit par qui la porte").detail == "Écrit par qui la porte"
    with pytest.raises(NotAllowed):
        describe(member_reader(cycle.space, make_organisation()), act, detail="Non")
    with pytest.raises(NotAllowed):
        describe(Reader(keys=frozenset({f"works:{pair[0].uid}"})), act, detail="Sans voir l’espace")


# Outcomes, commitments, means


def test_an_outcome_is_of_a_decided_action(act: Action, by: Reader) -> None:
    with pytest.raises(ValidationError, match="pas décidée"):
        note_outcome(by=by, uid=new_uid(), act=act, text="Déjà ?")
    assert not Outcome.objects.exists()
    move_action(by=by, act=act, verb="decider")
    uid = new_uid()
    for _time in range(2):
        note_outcome(by=by, uid=uid, act=act, text="40  enfants", evidence="PV du 3 mars")
    noted = Outcome.objects.get()
    assert (noted.text, noted.evidence, noted.item.title) == ("40 enfants", "PV du 3 mars", "40 enfants")
    assert noted.item.audience == act.item.audience


def test_what_an_organisation_committed_to(
    act: Action, by: Reader, pair: tuple[Organisation, Organisation]
) -> None:
    describe(by, act, due_on=D(2026, 5, 31))
    assert list(carried_by(pair[0], by)) == [act]
    assert list(carried_by(pair[0], VISITOR)) == []
    assert list(carried_by(make_organisation(), by)) == []
    assert (is_late(act, D(2026, 5, 31)), is_late(act, D(2026, 6, 1))) == (False, True)
    for verb in ("decider", "realiser"):
        move_action(by=by, act=act, verb=verb)
    assert not is_late(act, D(2026, 6, 1))


def test_means_are_noted_once_and_the_kinds_left_unsaid_are_named(act: Action, by: Reader) -> None:
    uid = new_uid()
    for _time in range(2):
        add_means(by=by, uid=uid, act=act, fields={"kind": "financial", "what": "600 €", "missing": "200 €"})
    assert act.means.count() == 2
    assert kinds_missing(list(act.means.all())) == ["logistiques"]
    (shown,) = actions_of(act.cycle, by)
    assert shown.lacking == 1  # type: ignore[attr-defined]


def test_an_organisation_carries_an_action_once(
    act: Action, by: Reader, pair: tuple[Organisation, Organisation]
) -> None:
    add_carrier(by=by, act=act, organisation=pair[0])
    assert act.carriers.count() == 2


# What the database itself refuses


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "decided", "change": ""},
        {"status": "under_way", "sign": ""},
        {"status": "dropped", "status_reason": ""},
        {"starts_on": D(2026, 9, 1), "due_on": D(2026, 8, 31)},
    ],
)
def test_the_database_refuses(act: Action, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=act.pk).update(**wrong)


def test_the_database_refuses_a_second_open_carrier_and_support(
    act: Action, pair: tuple[Organisation, Organisation]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Carrier.objects.create(action=act, organisation=pair[0])
    avenue = make_avenue(make_cycle(make_space("Autre")))
    Support.objects.create(avenue=avenue, organisation=pair[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(avenue=avenue, organisation=pair[0])
