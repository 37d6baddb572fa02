"""Reads: the map of opinions of a consultation, told in plain values; which statement is worth showing next.

A map is made from the packed votes when a page asks and remembered for the tally it was made at; above `MOST_AT_ONCE`
votes only the durable work makes it, and the page shows the last one with its date.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import numpy as np
from django.core.cache import cache

from maillage.concertation.models import Consultation, OpinionMapKept, Statement
from maillage.core.positions import OpinionMap, map_of
from maillage.core.positions.groups import FEWEST_PARTICIPANTS, LETTERS
from maillage.core.positions.opinions import DISAGREE
from maillage.core.positions.packed import RECORD, read
from maillage.core.positions.showing import priorities
from maillage.core.positions.space import fewest_votes
from maillage.records.clock import now

MOST_AT_ONCE = 300_000
"""Votes of a map that a page makes while somebody waits (under half a second)."""
MOST_DRAWN = 1_500
"""Points of a drawing; the same share of everybody beyond."""
MOST_TOLD = 6
KEPT_FOR = 24 * 3600
Told = dict[str, Any]


def packed_votes(consultation: Consultation) -> bytes:
    """The votes as bytes, in the order in which they came."""
    parts = consultation.packs.order_by("number").values_list("data", flat=True)
    return b"".join(bytes(part) for part in parts)


def map_told(consultation: Consultation) -> Told | None:
    """The map at this tally, or the last one when it is too large to be made at once; None when there is none yet."""
    kept = OpinionMapKept.objects.filter(consultation=consultation).first()
    if kept is not None and kept.tally == consultation.tally:
        return _with_state(kept.told, kept.computed_at, fresh=True)
    name = f"opinion-map:{consultation.uid}:{consultation.tally}"
    found: Any = cache.get(name)
    if found is not None:
        return _with_state(found[0], found[1], fresh=True)
    packed = packed_votes(consultation)
    if len(packed) > MOST_AT_ONCE * RECORD:
        return _with_state(kept.told, kept.computed_at, fresh=False) if kept else None
    found = (tell_map(consultation, packed), now())
    cache.set(name, found, KEPT_FOR)
    cache.set(f"opinion-weights:{consultation.uid}", found[0]["weights"], KEPT_FOR)
    return _with_state(found[0], found[1], fresh=True)


def _with_state(told: Told, moment: dt.datetime, *, fresh: bool) -> Told:
    return {**told, "computed_at": moment, "fresh": fresh}


def weights_known(consultation: Consultation) -> dict[int, float]:
    """The priority of each statement by number, from the last map that was made, whatever its age; empty without one."""
    found: Any = cache.get(f"opinion-weights:{consultation.uid}")
    if found is None:
        kept = OpinionMapKept.objects.filter(consultation=consultation).values_list("told__weights", flat=True)
        found = next(iter(kept), None)
    return {int(number): weight for number, weight in found} if found else {}


def tell_map(consultation: Consultation, packed: bytes) -> Told:
    """Everything a page says of the map, as JSON-ready values without any name or number of a participant."""
    shown = consultation.statements.filter(state=Statement.State.SHOWN).values_list("number", flat=True)
    found = map_of(read(packed, shown=list(shown)))
    space, stability = found.space, found.groups.stability
    letters = [LETTERS[label] if label >= 0 else "" for label in found.groups.labels.tolist()]
    return {
        "hash": found.votes.hash(),
        "votes": len(found.votes),
        "participants": len(found.votes.participants),
        "placed": len(space),
        "fewest_votes": fewest_votes(len(found.votes.statements)),
        "is_early": len(space) < FEWEST_PARTICIPANTS,
        "points": _points(space.x.tolist(), space.y.tolist(), letters),
        "explained": list(space.explained),
        "sizes": {letter: letters.count(letter) for letter in sorted(set(letters)) if letter},
        "stability": {
            "statements": stability.statements,
            "participants": stability.participants,
            "silhouette": stability.silhouette,
            "refusals": [refusal.value for refusal in stability.refusals],
        },
        "held": _held(found),
        "by_all": [one.id for one in found.opinions.held_by_all(MOST_TOLD)],
        "rejected_by_all": [one.id for one in found.opinions.held_by_all(MOST_TOLD, side=DISAGREE)],
        "divides": [
            [one.statement, one.agreeing, one.disagreeing] for one in found.opinions.divides(MOST_TOLD)
        ],
        "statements": [
            {
                "number": one.id,
                "agree": one.agree,
                "disagree": one.disagree,
                "passed": one.passed,
                "groups": {
                    letter: [group.agree, group.disagree, group.passed] for letter, group in one.groups.items()
                },
            }
            for one in found.opinions
        ],
        "support": _support(consultation, found),
        "weights": list(zip(found.votes.statements.tolist(), priorities(found).round(6).tolist(), strict=True)),
    }


def _support(consultation: Consultation, found: OpinionMap) -> dict[str, dict[str, list[list[int]]]]:
    """By sector and by genre of organisation, for those who said it: statement, agree, votes; raw, to be masked."""
    votes = found.votes
    topics, people = votes.statements[votes.columns], votes.participants[votes.rows]
    told: dict[str, dict[str, list[list[int]]]] = {"actor": {}, "ownership": {}}
    for kind, groups in told.items():
        said = consultation.participants.exclude(**({"actor": None} if kind == "actor" else {"ownership": ""}))
        members: dict[str, list[int]] = {}
        for number, group in said.values_list("number", kind).order_by("number"):
            members.setdefault(str(group), []).append(number)
        for group, numbers in sorted(members.items()):
            theirs = np.isin(people, numbers)
            cast = Counter(topics[theirs].tolist())
            agree = Counter(topics[theirs & (votes.values == 1)].tolist())
            groups[group] = [[number, agree[number], cast[number]] for number in votes.statements.tolist()]
    return told


def _points(x: list[float], y: list[float], letters: list[str]) -> list[list[Any]]:
    """At most `MOST_DRAWN`, sorted so that their order says nothing of who they are."""
    step = max(1, -(-len(x) // MOST_DRAWN))
    rows = sorted(zip(x, y, letters, strict=True))
    return [[round(one, 3), round(other, 3), letter] for one, other, letter in rows[::step]]


def _held(found: OpinionMap) -> dict[str, list[list[Any]]]:
    return {
        LETTERS[number]: [
            [one.statement, one.agreed, round(one.probability, 3)]
            for one in found.opinions.held_by(LETTERS[number], MOST_TOLD)
        ]
        for number in range(found.groups.count or 0)
    }
