"""Writes: votes, one after the other in a consultation, in rows and in the packed votes at once.

The row of the consultation is held first, so that two voters at once never lose a vote of one another. Votes are not told
in the journal: who voted what is nobody's to read.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Max
from django.db.models.expressions import CombinedExpression
from django.utils.crypto import salted_hmac

from maillage.concertation.actions.consultations import locked, move_tally
from maillage.concertation.models import Consultation, Participant, Statement, Vote, VotePack
from maillage.core.positions.packed import RECORD, pack, without
from maillage.core.readers import Reader
from maillage.records.actions import action, require
from maillage.records.clock import now
from maillage.vocabulary.models import Term

VOTES_IN_PART = 1024
LARGEST_PART = VOTES_IN_PART * RECORD


def entry_of(by: Reader, consultation: Consultation, browser: str) -> str:
    """Who votes: the browser; for somebody who is logged in, a digest, so that one person is one participant everywhere.

    Nobody reads the person back from the digest without the secret key of this installation.
    """
    return entry_of_person(by.uid, consultation) if by.uid else browser


def entry_of_person(uid: str, consultation: Consultation) -> str:
    return salted_hmac("maillage.concertation.vote", f"{consultation.uid}:{uid}").hexdigest()[:32]


def _taken_in(consultation: Consultation, entry: str) -> Participant:
    """The participant of this browser or person; a new one takes the next number. The consultation is held."""
    if not entry:
        raise ValidationError("Ce navigateur n’a pas gardé votre passage : rechargez la page.")
    found = consultation.participants.filter(by_entry=entry).first()
    if found is not None:
        return found
    last = consultation.participants.aggregate(last=Max("number"))["last"] or 0
    return Participant.objects.create(consultation=consultation, number=last + 1, by_entry=entry)


@action
def take_in(*, by: Reader, consultation: Consultation, entry: str) -> Participant:
    """Somebody who has not voted yet, and proposes a statement."""
    held = locked(consultation)
    require(by, "concertation.vote", held)
    return _taken_in(held, entry)


@action
def cast_vote(*, by: Reader, consultation: Consultation, entry: str, statement: Statement, value: int) -> Vote:
    """The last vote on a statement counts; the same again changes nothing."""
    held = locked(consultation)
    require(by, "concertation.vote", held)
    if value not in Vote.Value.values:
        raise ValidationError("Choisissez « D’accord », « Pas d’accord » ou « Je passe ».")
    shown = held.statements.filter(pk=statement.pk, state=Statement.State.SHOWN).first()
    if shown is None:
        raise ValidationError("Cette phrase n’est plus soumise au vote.")
    participant = _taken_in(held, entry)
    former = Vote.objects.filter(participant=participant, statement=shown).first()
    before = former.value if former else None
    if former is not None and former.value == value:
        return former
    if former is None:
        vote = Vote.objects.create(participant=participant, statement=shown, value=value)
    else:
        vote = former
        vote.value, vote.voted_at = value, now()
        vote.save(update_fields=["value", "voted_at"])
    _append(held, pack([participant.number], [shown.number], [value]))
    _count(shown, less=before, more=value)
    move_tally(held)
    return vote


COUNTED = {1: "agree", -1: "disagree", 0: "passed"}


def _count(statement: Statement, *, less: int | None = None, more: int | None = None) -> None:
    """One vote of a kind less, one of another more."""
    moves: dict[str, CombinedExpression] = {}
    if less is not None:
        moves[COUNTED[less]] = F(COUNTED[less]) - 1
    if more is not None:
        moves[COUNTED[more]] = F(COUNTED[more]) + 1
    Statement.objects.filter(pk=statement.pk).update(**moves)


def _count_again(consultation: Consultation) -> None:
    """Of all statements, after many votes came or went."""
    counts: dict[int, dict[str, int]] = {}
    cast = Vote.objects.filter(statement__consultation=consultation).order_by()
    for statement, value, number in cast.values_list("statement", "value").annotate(number=Count("pk")):
        counts.setdefault(statement, {})[COUNTED[value]] = number
    rows = list(consultation.statements.all())
    for row in rows:
        for name in COUNTED.values():
            setattr(row, name, counts.get(row.pk, {}).get(name, 0))
    Statement.objects.bulk_update(rows, list(COUNTED.values()), batch_size=200)


def _append(consultation: Consultation, records: bytes) -> None:
    """At the end of the last part; what it cannot hold makes new ones."""
    last = consultation.packs.order_by("-number").first()
    number = 0 if last is None else last.number
    room = LARGEST_PART if last is None else LARGEST_PART - len(last.data)
    if last is not None and room > 0:
        last.data = bytes(last.data) + records[:room]
        last.save(update_fields=["data"])
        records = records[room:]
    parts = [records[start : start + LARGEST_PART] for start in range(0, len(records), LARGEST_PART)]
    first = number + 1 if last is not None else 0
    VotePack.objects.bulk_create(
        VotePack(consultation=consultation, number=first + place, data=part) for place, part in enumerate(parts)
    )


@action
def take_back_vote(
    *, by: Reader, consultation: Consultation, entry: str, statement: Statement
) -> Statement | None:
    """One's own vote on a statement is gone; the statement can be voted on again. None when there was none."""
    held = locked(consultation)
    require(by, "concertation.vote", held)
    participant = held.participants.filter(by_entry=entry).first()
    vote = Vote.objects.filter(participant=participant, statement=statement).first() if participant else None
    if participant is None or vote is None:
        return None
    _count(statement, less=vote.value)
    vote.delete()
    _remove(held, participant.number, statement.number)
    move_tally(held)
    return statement


@action
def withdraw_votes(*, by: Reader, consultation: Consultation, entry: str) -> int:
    """All votes of one participant, and the participant; how many they were. Statements that they proposed stay."""
    held = locked(consultation)
    require(by, "concertation.withdraw_votes", held)
    participant = held.participants.filter(by_entry=entry).first()
    if participant is None:
        return 0
    return forget(held, participant)


def forget(consultation: Consultation, participant: Participant) -> int:
    """The participant and their votes, everywhere; the consultation is held. How many votes they were."""
    count = participant.votes.count()
    _remove(consultation, participant.number)
    participant.delete()
    _count_again(consultation)
    move_tally(consultation)
    return count


def _remove(consultation: Consultation, participant: int, statement: int | None = None) -> None:
    """Records of a participant (on a statement) leave the packed votes; only the parts that held some are written."""
    for pk, part in list(consultation.packs.order_by("number").values_list("pk", "data")):
        data = bytes(part)
        kept = without(data, participant, statement)
        if len(kept) < len(data):
            VotePack.objects.filter(pk=pk).update(data=kept)


def add_votes(consultation: Consultation, votes: list[Vote]) -> None:
    """Many at once, by whoever loads them: the caller holds the transaction and answers for who voted."""
    held = locked(consultation)
    Vote.objects.bulk_create(votes, batch_size=1000)
    _append(
        held,
        pack(
            [one.participant.number for one in votes],
            [one.statement.number for one in votes],
            [one.value for one in votes],
        ),
    )
    _count_again(held)
    move_tally(held)


@action
def say_who(
    *, by: Reader, consultation: Consultation, entry: str, actor: Term | None, ownership: str
) -> Participant:
    """What kind of actor one is, when one wants it counted so; empty takes it back."""
    held = locked(consultation)
    require(by, "concertation.vote", held)
    participant = _taken_in(held, entry)
    participant.actor, participant.ownership = actor, ownership
    participant.clean_fields(exclude={"uid"})
    participant.save(update_fields=["actor", "ownership"])
    move_tally(held)
    return participant
