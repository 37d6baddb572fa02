"""Consultations: opened, set, closed; statements written, proposed, sorted."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.concertation.consultations.factories import make_consultation, statements, vote
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.consultations import (
    close_consultation,
    open_consultation,
    propose_statement,
    reopen_consultation,
    set_consultation,
    sort_statement,
    write_statements,
)
from maillage.concertation.actions.votes import take_in
from maillage.concertation.models import Consultation, Statement
from maillage.core.readers import PUBLIC, VISITOR
from maillage.core.transitions import TransitionRefused
from maillage.network.actions.space_changes import change_visibility
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_only_organisers_open_one() -> None:
    space = make_space()
    with pytest.raises(NotAllowed):
        open_consultation(by=VISITOR, uid=new_uid(), space=space, fields={"title": "?"})


def test_open_to_all_shows_its_results_to_all() -> None:
    space = make_space()
    with pytest.raises(ValidationError):
        make_consultation(space, audience=space.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(
            space=space,
            title="?",
            question="?",
            code="AAAAAA",
            audience=space.key,
            entry="open",
            closes_on=today(),
        )


def test_a_restricted_space_shows_nothing_to_all() -> None:
    with pytest.raises(ValidationError):
        make_consultation(make_space("Violences", restricted=True), entry="members", audience=PUBLIC)


@time_machine.travel("2026-11-21T12:00:00+01:00")
@pytest.mark.parametrize(
    ("opens", "closes", "open_now"),
    [
        ("2026-11-21", "2026-11-21", True),
        ("2026-11-22", "2026-11-30", False),
        ("2026-11-01", "2026-11-20", False),
    ],
)
def test_both_days_are_inclusive(opens: str, closes: str, open_now: bool) -> None:
    one = Consultation(opens_on=dt.date.fromisoformat(opens), closes_on=dt.date.fromisoformat(closes))
    assert one.is_open is open_now


def test_closed_then_opened_again_for_a_fortnight() -> None:
    one = make_consultation()
    by = organiser(one.space)
    close_consultation(by=by, consultation=one)
    Consultation.objects.filter(pk=one.pk).update(
        opens_on=today() - dt.timedelta(days=9), closes_on=today() - dt.timedelta(days=1)
    )
    one.refresh_from_db()
    again = reopen_consultation(by=by, consultation=one)
    assert again.is_open
    assert again.closes_on == today() + dt.timedelta(days=14)


def test_two_organisers_do_not_lose_each_others_words() -> None:
    one = make_consultation()
    by = organiser(one.space)
    seen = one.version
    set_consultation(by=by, consultation=one, seen=seen, fields={"title": "Le premier"})
    with pytest.raises(ChangedMeanwhile):
        set_consultation(by=by, consultation=one, seen=seen, fields={"title": "Le second"})


def test_the_same_sentence_is_written_once() -> None:
    one = make_consultation(statements=1)
    write_statements(
        by=organiser(one.space),
        consultation=one,
        sentences=[{"text": " Phrase  1"}, {"text": "Autre"}, {"text": ""}],
    )
    assert [(row.number, row.text) for row in statements(one)] == [(1, "Phrase 1"), (2, "Autre")]


def test_what_a_participant_proposes_waits_and_is_sent_once() -> None:
    one = make_consultation(statements=1)
    who = take_in(by=VISITOR, consultation=one, entry="browser")
    uid = new_uid()
    for _ in range(2):
        propose_statement(by=VISITOR, uid=uid, consultation=one, participant=who, text="Des cours le soir")
    (proposed,) = one.statements.filter(state=Statement.State.PROPOSED)
    assert (proposed.number, proposed.text, proposed.is_seed) == (2, "Des cours le soir", False)
    with pytest.raises(ValidationError):
        vote(one, "browser", 2, 1)


def test_nothing_is_proposed_where_it_is_not_asked() -> None:
    one = make_consultation(may_propose=False)
    who = take_in(by=VISITOR, consultation=one, entry="browser")
    with pytest.raises(ValidationError):
        propose_statement(by=VISITOR, uid=new_uid(), consultation=one, participant=who, text="Non")


def test_leaving_out_says_why_and_can_be_taken_back() -> None:
    one = make_consultation(statements=1)
    by, (statement,) = organiser(one.space), statements(one)
    with pytest.raises(ValidationError):
        sort_statement(by=by, statement=statement, verb="ecarter", reason="  ")
    statement.refresh_from_db()
    sort_statement(by=by, statement=statement, verb="ecarter", reason="Deux idées en une")
    with pytest.raises(TransitionRefused):
        sort_statement(by=by, statement=statement, verb="montrer")
    sort_statement(by=by, statement=statement, verb="remettre")
    assert (statement.state, statement.reason) == ("shown", "")
    with pytest.raises(NotAllowed):
        sort_statement(by=VISITOR, statement=statement, verb="ecarter", reason="?")


def test_a_space_that_closes_takes_its_consultations_along() -> None:
    space = make_space()
    one = make_consultation(space)
    change_visibility(by=organiser(space), space=space, restricted=True)
    one.refresh_from_db()
    assert (one.audience, one.entry) == (space.key, "members")
