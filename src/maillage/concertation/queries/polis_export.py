"""Reads: statements and votes as Polis exchanges them (`core.positions.polis_files`)."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.concertation.models import Consultation, Statement, Vote
from maillage.core.positions.polis_files import CastVote, Comment

_MODERATED = {Statement.State.LEFT_OUT: -1, Statement.State.PROPOSED: 0, Statement.State.SHOWN: 1}


def votes_of(consultation: Consultation) -> Iterator[CastVote]:
    """In the order in which they were given; only the vote that counts is kept."""
    found = Vote.objects.filter(participant__consultation=consultation).order_by("voted_at", "pk")
    rows = found.values_list("participant__number", "statement__number", "value", "voted_at")
    for person, statement, value, moment in rows.iterator(chunk_size=5000):
        yield CastVote(person, statement, value, int(moment.timestamp() * 1000))


def comments_of(consultation: Consultation) -> Iterator[Comment]:
    """`author-id` is the number of the participant who proposed it, 0 for the organisers."""
    for one in consultation.statements.select_related("participant").order_by("number"):
        yield Comment(
            id=one.number,
            body=one.text,
            author=one.participant.number if one.participant else 0,
            moderated=_MODERATED[Statement.State(one.state)],
            moment=int(one.written_at.timestamp() * 1000),
            agrees=one.agree,
            disagrees=one.disagree,
        )
