"""Reads: the consultations of a space, one of them, what somebody votes on next, the packed votes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillage.concertation.models import Consultation, Participant, Statement, Vote
from maillage.concertation.queries.opinion_maps import weights_known
from maillage.concertation.rules import VOTE
from maillage.core.positions.showing import drawn
from maillage.core.readers import Reader, link_key
from maillage.records.prepared import prepared

MOST_SHOWN = 5
_SHOWN = Q(state=Statement.State.SHOWN)


def consultation_for(reader: Reader, uid: str) -> Consultation | None:
    """With its space and cycle, for those who may read its results."""
    found = Consultation.objects.visible_to(reader)
    return found.select_related("space__kind", "cycle").filter(uid=uid).first()


def consultation_to_vote_on(reader: Reader, uid: str) -> Consultation | None:
    """The same, also for who came by its code or by a link and reads nothing else."""
    found = Consultation.objects.all()
    if not reader.has(link_key(VOTE, uid)):
        found = found.visible_to(reader)
    return found.select_related("space__kind", "cycle").filter(uid=uid).first()


def consultation_of_code(typed: str) -> Consultation | None:
    """By the code that somebody typed, with or without its space; closed ones too, to say so."""
    code = "".join(typed.split()).upper()
    found = Consultation.objects.exclude(entry=Consultation.Entry.MEMBERS).select_related("space")
    return found.filter(code=code).first()


@prepared
def consultations_of(space: int, reader: Reader) -> QuerySet[Consultation]:
    """The latest first."""
    found = Consultation.objects.visible_to(reader).filter(space=space)
    return found.order_by("-opens_on", "-pk")[:MOST_SHOWN]


def participant_of(consultation: Consultation, entry: str) -> Participant | None:
    return consultation.participants.filter(by_entry=entry).first() if entry else None


@dataclass(frozen=True, slots=True)
class Ballot:
    """Where somebody stands: `next` is the statement to vote on, None when all were; `last` can be taken back."""

    participant: Participant | None
    next: Statement | None
    last: Statement | None
    done: int
    out_of: int

    @property
    def place(self) -> int:
        """The rank of the statement that is shown."""
        return min(self.done + 1, self.out_of)


def ballot_of(consultation: Consultation, entry: str, *, first: str = "") -> Ballot:
    """`first`: the uid of a statement to show before all others. Five queries at most, however many statements."""
    participant = participant_of(consultation, entry)
    shown = {one.number: one for one in consultation.statements.filter(_SHOWN).order_by("number")}
    voted: set[int] = set()
    last = None
    if participant is not None:
        mine = list(
            Vote.objects.filter(participant=participant, statement__state=Statement.State.SHOWN)
            .order_by("voted_at", "pk")
            .values_list("statement__number", flat=True)
        )
        voted = set(mine)
        last = shown.get(mine[-1]) if mine else None
    wanted = next((one for one in shown.values() if one.uid == first), None)
    if wanted is None:
        order = _order(consultation, participant, shown, voted)
        wanted = shown[order[0]] if order else None
    return Ballot(participant, wanted, last, len(voted), len(shown))


def _order(
    consultation: Consultation,
    participant: Participant | None,
    shown: dict[int, Statement],
    voted: set[int],
) -> list[int]:
    """By the priorities of the last map; the least voted first as long as there is none."""
    left = [number for number in shown if number not in voted]
    if not left:
        return []
    who = participant.number if participant else 0
    if weights := weights_known(consultation):
        newest = max(weights.values())
        return drawn(left, [weights.get(number, newest) for number in left], who, voted=())
    return sorted(drawn(left, [1.0] * len(left), who, voted=()), key=lambda number: shown[number].cast)
