"""What this room holds about a person: what they noted, asked, thought. Words stay without their author."""

from __future__ import annotations

from typing import Any

from maillage.accounts.models import Person
from maillage.concertation.models import (
    Carrier,
    EntryCode,
    Finding,
    Intervention,
    Position,
    Progress,
    Signal,
    Support,
)


def held_about(person: Person) -> dict[str, Any]:
    """What `accounts.personal_data` exports."""
    findings = Finding.objects.filter(author=person).order_by("pk")
    positions = Position.objects.filter(author=person).select_related("item", "organisation").order_by("pk")
    carried = Carrier.objects.filter(person=person).select_related("action", "organisation").order_by("pk")
    return {
        "constats que vous avez notés": [{"constat": one.wording, "noté le": one.noted_at} for one in findings],
        "positions que vous avez prises": [
            {
                "sur": one.item.title,
                "pour": one.organisation.name,
                "position": one.get_stance_display(),
                "pourquoi": one.reason,
                "le": one.taken_at,
            }
            for one in positions
        ],
        "actions dont vous répondez": [
            {"action": one.action.title, "pour": one.organisation.name} for one in carried
        ],
        **_of_the_field(person),
    }


def _of_the_field(person: Person) -> dict[str, Any]:
    signals = Signal.objects.filter(author=person).order_by("pk")
    asked = Intervention.objects.filter(author=person).select_related("organisation").order_by("pk")
    owned = Intervention.objects.filter(owner=person).order_by("pk")
    return {
        "signaux que vous avez notés": [{"signal": one.text, "vu le": one.noted_on} for one in signals],
        "interventions que vous avez demandées": [
            {
                "demande": one.title,
                "en détail": one.request,
                "pour": one.organisation.name,
                "le": one.asked_on,
                "état": one.get_status_display(),
            }
            for one in asked
        ],
        "interventions dont vous répondez": [
            {"demande": one.title, "état": one.get_status_display()} for one in owned
        ],
    }


def erase(person: Person) -> None:
    """What was said for an organisation stays the organisation's; an opinion of one's own goes."""
    Position.objects.filter(author=person, mandated=False).delete()
    Intervention.objects.filter(owner=person).update(owner=None)
    for model in (Finding, Position, Signal, Intervention):
        model._default_manager.filter(author=person).update(author=None)
    EntryCode.objects.filter(opened_by=person).update(opened_by=None)
    Support.objects.filter(by=person).update(by=None)
    Carrier.objects.filter(person=person).update(person=None)
    Progress.objects.filter(author=person).update(author=None)
