"""Consultations for tests: every factory calls the action of the field."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.consultations import open_consultation, write_statements
from maillage.concertation.actions.votes import cast_vote
from maillage.concertation.models import Consultation, Statement, Vote
from maillage.core.readers import PUBLIC, VISITOR, Reader
from maillage.network.models import Space
from maillage.records.clock import today
from maillage.records.identity import new_uid


def make_consultation(space: Space | None = None, *, statements: int = 3, **fields: Any) -> Consultation:
    """`make_consultation(space, entry="members", statements=3)`; public and open to all unless said otherwise."""
    space = space or make_space()
    entry = fields.get("entry", "open")
    said = {
        "title": "Les recommandations",
        "question": "Que pensez-vous de ces phrases ?",
        "audience": PUBLIC if entry == "open" else space.key,
        "entry": entry,
        "closes_on": today() + dt.timedelta(days=10),
        **fields,
    }
    made = open_consultation(by=organiser(space), uid=new_uid(), space=space, fields=said)  # type: ignore[arg-type]
    write_statements(
        by=organiser(space),
        consultation=made,
        sentences=[{"text": f"Phrase {number}", "theme": "Logement"} for number in range(1, statements + 1)],
    )
    return made


def statements(consultation: Consultation) -> list[Statement]:
    return list(consultation.statements.order_by("number"))


def vote(consultation: Consultation, who: str, number: int, value: int, *, by: Reader = VISITOR) -> Vote:
    """Browser `who` votes on the statement of that number."""
    return cast_vote(
        by=by,
        consultation=consultation,
        entry=who,
        statement=consultation.statements.get(number=number),
        value=value,
    )
