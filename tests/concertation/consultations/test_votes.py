"""Votes: the last one counts, rows and packed votes stay in step, nobody votes who may not."""

from __future__ import annotations

import random

import pytest
from django.core.exceptions import ValidationError
from tests.concertation.consultations.factories import make_consultation, statements, vote
from tests.network.factories import make_person
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions import votes as votes_module
from maillage.concertation.actions.consultations import close_consultation, sort_statement
from maillage.concertation.actions.vote_personal import erase_votes, export_votes
from maillage.concertation.actions.votes import entry_of, take_back_vote, withdraw_votes
from maillage.concertation.models import Consultation, Vote, VotePack
from maillage.concertation.queries.opinion_maps import packed_votes
from maillage.concertation.rules import VOTE
from maillage.core.positions.packed import read
from maillage.core.readers import PUBLIC, VISITOR, Reader, link_key
from maillage.records.actions import NotAllowed

pytestmark = pytest.mark.django_db


def in_rows(consultation: Consultation) -> dict[tuple[int, int], int]:
    found = Vote.objects.filter(participant__consultation=consultation)
    rows = found.values_list("participant__number", "statement__number", "value")
    return {(person, statement): value for person, statement, value in rows}


def in_bytes(consultation: Consultation) -> dict[tuple[int, int], int]:
    found = read(packed_votes(consultation))
    return {
        (person, statement): value
        for person in found.participants.tolist()
        for statement, value in found.ballot(person).items()
    }


def counted(consultation: Consultation) -> dict[int, tuple[int, int, int]]:
    return {one.number: (one.agree, one.disagree, one.passed) for one in statements(consultation)}


def test_the_last_vote_counts() -> None:
    consultation = make_consultation()
    vote(consultation, "one", 1, 1)
    vote(consultation, "one", 1, -1)
    assert in_rows(consultation) == in_bytes(consultation) == {(1, 1): -1}


def test_the_same_vote_again_changes_nothing() -> None:
    consultation = make_consultation()
    vote(consultation, "one", 1, 1)
    consultation.refresh_from_db()
    before = consultation.tally
    vote(consultation, "one", 1, 1)
    consultation.refresh_from_db()
    assert consultation.tally == before
    assert len(packed_votes(consultation)) == 8


def test_rows_and_bytes_stay_in_step_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votes_module, "LARGEST_PART", 5 * 8)
    consultation = make_consultation(statements=5)
    known = statements(consultation)
    draw = random.Random(20261121)
    for turn in range(220):
        who = f"browser-{draw.randrange(7)}"
        deed = draw.random()
        if deed < 0.8:
            vote(consultation, who, draw.randint(1, 5), draw.choice((-1, 0, 1)))
        elif deed < 0.95:
            take_back_vote(by=VISITOR, consultation=consultation, entry=who, statement=draw.choice(known))
        else:
            withdraw_votes(by=VISITOR, consultation=consultation, entry=who)
        assert in_rows(consultation) == in_bytes(consultation), turn
        assert counted(consultation) == {
            row.number: tuple(
                sum(
                    value == kind
                    for (_, number), value in in_rows(consultation).items()
                    if number == row.number
                )
                for kind in (1, -1, 0)
            )
            for row in known
        }, turn
    assert VotePack.objects.filter(consultation=consultation).count() > 5


def test_a_vote_taken_back_leaves_no_earlier_one() -> None:
    consultation = make_consultation()
    for value in (1, 0, -1):
        vote(consultation, "one", 2, value)
    vote(consultation, "two", 2, 1)
    statement = consultation.statements.get(number=2)
    assert take_back_vote(by=VISITOR, consultation=consultation, entry="one", statement=statement) == statement
    assert in_rows(consultation) == in_bytes(consultation) == {(2, 2): 1}


def test_whoever_withdraws_leaves_nothing_behind_even_once_it_is_closed() -> None:
    consultation = make_consultation()
    for number in (1, 2, 3):
        vote(consultation, "one", number, 1)
    vote(consultation, "two", 1, -1)
    close_consultation(by=organiser(consultation.space), consultation=consultation)
    assert withdraw_votes(by=VISITOR, consultation=consultation, entry="one") == 3
    assert in_bytes(consultation) == {(2, 1): -1}
    assert consultation.participants.count() == 1
    assert withdraw_votes(by=VISITOR, consultation=consultation, entry="one") == 0


def test_a_number_that_was_the_last_may_come_again_without_votes_of_the_former() -> None:
    consultation = make_consultation()
    vote(consultation, "one", 1, 1)
    withdraw_votes(by=VISITOR, consultation=consultation, entry="one")
    vote(consultation, "two", 2, -1)
    assert in_bytes(consultation) == in_rows(consultation) == {(1, 2): -1}


def test_nobody_votes_on_what_is_left_out_or_of_another_consultation() -> None:
    consultation, other = make_consultation(), make_consultation(make_space("Ailleurs"))
    sort_statement(
        by=organiser(consultation.space),
        statement=consultation.statements.get(number=1),
        verb="ecarter",
        reason="Deux idées en une",
    )
    with pytest.raises(ValidationError):
        vote(consultation, "one", 1, 1)
    with pytest.raises(ValidationError):
        votes_module.cast_vote(
            by=VISITOR, consultation=consultation, entry="one", statement=statements(other)[1], value=1
        )
    with pytest.raises(ValidationError):
        vote(consultation, "one", 2, 2)
    assert not consultation.participants.exists()


def test_a_closed_consultation_takes_no_vote() -> None:
    consultation = make_consultation()
    close_consultation(by=organiser(consultation.space), consultation=consultation)
    with pytest.raises(NotAllowed):
        vote(consultation, "one", 1, 1)


@pytest.mark.parametrize("entry", ["members", "code"])
def test_members_and_those_who_came_by_the_code_vote(entry: str) -> None:
    consultation = make_consultation(entry=entry)
    with pytest.raises(NotAllowed):
        vote(consultation, "one", 1, 1)
    member = Reader(keys=frozenset({PUBLIC, consultation.space.key}), uid="mbr2mbr2")
    by_code = VISITOR.with_keys({link_key(VOTE, consultation.uid)})
    vote(consultation, entry_of(member, consultation, "browser"), 1, 1, by=member)
    vote(consultation, "two", 1, -1, by=by_code)
    assert len(in_rows(consultation)) == 2


def test_one_person_is_one_participant_on_every_device() -> None:
    consultation = make_consultation(entry="members")
    member = Reader(keys=frozenset({PUBLIC, consultation.space.key}), uid="mbr2mbr2")
    for browser, value in (("phone", 1), ("desktop", -1)):
        vote(consultation, entry_of(member, consultation, browser), 1, value, by=member)
    assert in_rows(consultation) == {(1, 1): -1}
    assert "mbr2mbr2" not in consultation.participants.get().by_entry


def test_whoever_asks_for_their_data_finds_their_votes_and_erasing_takes_them() -> None:
    consultation = make_consultation(entry="members")
    person = make_person("Mehdi Membre")
    member = Reader(keys=frozenset({PUBLIC, consultation.space.key}), uid=person.uid)
    vote(consultation, entry_of(member, consultation, ""), 1, -1, by=member)
    other = Reader(keys=member.keys, uid="mbr2mbr2")
    vote(consultation, entry_of(other, consultation, ""), 1, 1, by=other)
    (told,) = export_votes(person)
    assert (told["phrase"], told["vote"].replace("\u202f", " ")) == ("Phrase 1", "Pas d’accord")
    erase_votes(person)
    assert in_rows(consultation) == in_bytes(consultation) == {(2, 1): 1}
    assert export_votes(person) == []
