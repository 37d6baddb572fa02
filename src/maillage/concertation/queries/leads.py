"""Reads: who answers for what an organisation says, and may be written to about a space (invariants 7, 17)."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.network.models import Organisation, Post, Space
from maillage.records.clock import today

DIRECTS = "directeur"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where to write. `person` is None when only the organisation's own address is known."""

    email: str
    person: Person | None


def lead_about(organisation: Organisation, space: Space) -> Lead | None:
    """Who may be written to about what happens in the space. Of a restricted one only those who sit in it hear anything,
    and no mailbox that others open."""
    lead = lead_of(organisation)
    if lead is None or space.is_public:
        return lead
    sits = lead.person is not None and reader_of_person(lead.person, today()).has(space.key)
    return lead if sits else None


def lead_of(organisation: Organisation) -> Lead | None:
    """Who directs, else who coordinates, else the address of the organisation; None when nobody can be written to."""
    posts = Post.objects.as_of(today()).filter(organisation=organisation).exclude(person__email="")
    rows = list(posts.select_related("person", "function").order_by("valid_from", "pk"))
    directing = [one for one in rows if one.function is not None and one.function.notation == DIRECTS]
    for one in (*directing, *(row for row in rows if row.coordinator)):
        return Lead(one.person.email, one.person)
    return Lead(organisation.email, None) if organisation.email else None
