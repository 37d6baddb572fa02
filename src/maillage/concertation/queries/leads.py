"""Reads: who answers for what an organisation says: who directs it, or who coordinates there (invariant 7)."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.accounts.models import Person
from maillage.network.models import Organisation, Post
from maillage.records.clock import today

DIRECTS = "directeur"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where to write. `person` is None when only the organisation's own address is known."""

    email: str
    person: Person | None


def lead_of(organisation: Organisation) -> Lead | None:
    """Who directs, else who coordinates, else the address of the organisation; None when nobody can be written to."""
    posts = Post.objects.as_of(today()).filter(organisation=organisation).exclude(person__email="")
    rows = list(posts.select_related("person", "function").order_by("valid_from", "pk"))
    directing = [one for one in rows if one.function is not None and one.function.notation == DIRECTS]
    for one in (*directing, *(row for row in rows if row.coordinator)):
        return Lead(one.person.email, one.person)
    return Lead(organisation.email, None) if organisation.email else None
