"""What spaces hold about a person: chairs, mandates, seats elsewhere, a request that was not answered yet."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from maillage.accounts.models import Person
from maillage.network.models import ExternalSeat, Mandate, Membership, Space


def export_places(person: Person) -> list[Any]:
    """JSON-ready lines, restricted spaces included: it is the person's own data."""
    chairs = Membership.objects.filter(Q(person=person) | Q(deputy=person)).select_related(
        "space", "organisation"
    )
    mandates = Mandate.objects.filter(person=person).select_related("space", "organisation")
    seats = ExternalSeat.objects.filter(person=person).select_related("organisation")
    return [
        *(_line("membre", row.space.name, row.organisation, row) for row in chairs.order_by("pk")),
        *(
            _line(row.get_role_display(), row.space.name, row.organisation, row)
            for row in mandates.order_by("pk")
        ),
        *(_line("mandat extérieur", row.body, row.organisation, row) for row in seats.order_by("pk")),
    ]


def _line(place: str, where: str, organisation: Any, row: Any) -> dict[str, str]:
    return {
        "place": place,
        "espace": where,
        "organisation": str(organisation or ""),
        "depuis": row.valid_from.isoformat() if row.valid_from else "",
        "jusque": row.valid_to.isoformat() if row.valid_to else "",
    }


def erase_places(person: Person) -> None:
    """What the person held alone goes. A chair held for an organisation keeps pointing to the erased person, who has
    no name any more: an empty one would open a restricted space to all colleagues.
    """
    Membership.objects.filter(organisation__isnull=True, person=person).delete()
    Mandate.objects.filter(organisation__isnull=True, person=person).delete()
    ExternalSeat.objects.filter(person=person).update(person=None)
    Space.objects.filter(contact=person).update(contact=None)
    if person.email:
        typed = Membership.objects.filter(applicant_email__iexact=person.email)
        typed.update(applicant_name="", applicant_email="", message="")
