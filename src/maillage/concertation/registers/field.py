"""What signals and requests for intervention add to lower rooms: lines of « Mes suivis », why personal data are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse

from maillage.concertation.models import Intervention
from maillage.core.readers import Reader, organises_key
from maillage.network.models import Space
from maillage.network.registries import DeskLine, desk_lines
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

FIELD = PrivacyPurpose(
    title="Signaux faibles et demandes d’intervention d’un groupe",
    data="ce qui se remarque, relu pour que personne ne s’y reconnaisse ; qui l’a noté ou demandé, qui répond d’une demande",
    basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
    kept="avec l’espace ; un signal se supprime, les noms s’effacent avec le compte",
    seen_by="membres et organisateurs de l’espace ; dehors, rien d’autre que des nombres sans petite valeur",
)
_TAKEN_UP = (Intervention.Status.ACCEPTED, Intervention.Status.UNDER_WAY)


def _desk(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """What waits to be read by who organises; what somebody answers for."""
    del day
    return [*_to_read(reader), *_answered_for(reader)]


def _to_read(reader: Reader) -> list[DeskLine]:
    prefix = organises_key("")
    organised = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    if not organised:
        return []
    asked = Intervention.objects.visible_to(reader).filter(status=Intervention.Status.ASKED)
    waiting = asked.filter(space__uid__in=organised).order_by().values("space").annotate(n=Count("pk"))
    counts = dict(waiting.values_list("space", "n"))
    spaces = Space.objects.filter(pk__in=counts).order_by("sort_name", "pk") if counts else ()
    return [
        DeskLine(
            label="1 demande d’intervention à lire"
            if counts[one.pk] == 1
            else f"{counts[one.pk]} demandes d’intervention à lire",
            url=f"{reverse('concertation:interventions', args=[one.address])}?etat=asked",
            detail=one.name,
        )
        for one in spaces
    ]


def _answered_for(reader: Reader) -> list[DeskLine]:
    if not reader.uid:
        return []
    mine = Intervention.objects.visible_to(reader).filter(owner__uid=reader.uid, status__in=_TAKEN_UP)
    return [
        DeskLine(
            label=f"Vous répondez d’une demande {one.get_status_display()}",
            url=reverse("concertation:intervention", args=[one.address]),
            detail=one.title,
        )
        for one in mine.select_related("item").order_by("asked_on", "pk")
    ]


def register() -> None:
    desk_lines.add("interventions", _desk, rank=36)
    privacy_purposes.add("concertation.field", FIELD, rank=46)
