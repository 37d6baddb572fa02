"""Consultations of the demonstration: one that is closed, with a map to read; one that is open, where a newcomer votes."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from maillage.concertation.actions.consultations import (
    open_consultation,
    propose_statement,
    sort_statement,
    write_statements,
)
from maillage.concertation.actions.votes import add_votes, take_in
from maillage.concertation.models import Consultation, Participant, Statement, Vote
from maillage.concertation.queries.recommendations import recommendations_not_in
from maillage.core.readers import PUBLIC
from maillage.demo.content import consultation
from maillage.demo.hand import hand_in
from maillage.network.models import Space
from maillage.records.clock import now
from maillage.records.identity import new_uid
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

Row = dict[str, Any]
FAITHFUL, PASSES, ANSWERS = 0.8, 0.08, 0.92
"""The chance that somebody votes as their way of seeing leans, that they pass, that they answer a statement at all."""
SECTORS = (
    ("social", "integration", "juridique"),
    ("education-permanente", "social", "logement"),
    ("promotion-sociale", "insertion-professionnelle", "social"),
)
OWNERSHIPS = (("public", "associative"), ("associative",), ("associative", "public", "private"))
SAYS = 0.8
LEANS = {"+": 1, "-": -1, "0": 0}


def load_consultations(spaces: dict[str, Space], today: dt.date) -> None:
    for place, row in enumerate(consultation()["consultations"]):
        _load(row, spaces[row["space"]], today, random.Random(f"consultation {place}"))


def _load(row: Row, space: Space, today: dt.date, chance: random.Random) -> None:
    by = hand_in(space)
    made = open_consultation(
        by=by,
        uid=new_uid(),
        space=space,
        cycle=space.cycles.order_by("pk").first() if row.get("cycle") else None,
        fields={
            "title": row["title"],
            "question": row["question"],
            "introduction": row["introduction"],
            "audience": PUBLIC,
            "entry": row["entry"],
            "opens_on": min(today, today + dt.timedelta(days=row["opens"])),
            "closes_on": today + dt.timedelta(days=max(row["closes"], 1)),
        },
    )
    recommended = {one.title: one.item for one in recommendations_not_in(made, by)}
    written = write_statements(
        by=by,
        consultation=made,
        sentences=[
            {"text": one["text"], "theme": one["theme"], "item": recommended.get(one["text"])}
            for one in row["statements"]
        ],
    )
    first = take_in(by=by, consultation=made, entry="demo-0")
    for proposal in row["proposed"]:
        one = propose_statement(
            by=by, uid=new_uid(), consultation=made, participant=first, text=proposal["text"]
        )
        if proposal["shown"]:
            sort_statement(by=by, statement=one, verb="montrer")
        elif "reason" in proposal:
            sort_statement(by=by, statement=one, verb="ecarter", reason=proposal["reason"])
    _vote(made, row, written, first, chance)
    closes = today + dt.timedelta(days=row["closes"])
    Consultation.objects.filter(pk=made.pk).update(closes_on=closes)


def _vote(
    made: Consultation, row: Row, written: list[Statement], first: Participant, chance: random.Random
) -> None:
    ways = [way for way, count in enumerate(row["people"]) for _ in range(count)]
    chance.shuffle(ways)
    others = Participant.objects.bulk_create(
        Participant(
            consultation=made,
            number=number + 1,
            by_entry=f"demo-{number}",
            actor=term(Code.SECTOR, chance.choice(SECTORS[way])) if chance.random() < SAYS else None,
            ownership=chance.choice(OWNERSHIPS[way]) if chance.random() < SAYS else "",
        )
        for number, way in enumerate(ways)
        if number
    )
    last_day = min(row["closes"], 0)
    votes = []
    for person, way in zip([first, *others], ways, strict=True):
        started = now() + dt.timedelta(days=chance.uniform(row["opens"] + 0.5, last_day - 0.5))
        for place, (statement, said) in enumerate(zip(written, row["statements"], strict=True)):
            if chance.random() < ANSWERS:
                moment = started + dt.timedelta(seconds=11 * place)
                value = _said(LEANS[said["leans"][way]], chance)
                votes.append(Vote(participant=person, statement=statement, value=value, voted_at=moment))
    votes.sort(key=lambda one: one.voted_at)
    add_votes(made, votes)


def _said(leans: int, chance: random.Random) -> int:
    if chance.random() < PASSES:
        return 0
    if not leans or chance.random() > FAITHFUL:
        return chance.choice((1, -1))
    return leans
