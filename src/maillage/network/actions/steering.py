"""Writes: organisations join and leave the steering of a space, with equal rights (B18, B19)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.successions import end_on, refuse_overlap
from maillage.network.models import Organisation, Space, SpaceHost
from maillage.records.actions import action, require


@action
def join_steering(
    *, by: Reader, space: Space, organisation: Organisation, role: str, since: dt.date | None, note: str = ""
) -> SpaceHost:
    """`organisation` hosts, leads or co-leads the space from that day; whoever coordinates for it may edit it."""
    require(by, "network.organise_space", space)
    refuse_overlap(
        space.hosts.filter(organisation=organisation),
        since,
        field="organisation",
        message="Cette organisation porte déjà l’espace à cette date.",
    )
    host = SpaceHost.objects.create(
        space=space, organisation=organisation, role=role, valid_from=since, note=note
    )
    words = f"{organisation} {host.get_role_display()}"
    record(by=by, verb="a rejoint le pilotage", on=space, audience=space.audience, note=words)
    return host


@action
def leave_steering(*, by: Reader, host: SpaceHost, last_day: dt.date, note: str = "") -> SpaceHost:
    """The organisation stays readable at earlier dates. Somebody must remain: the last one cannot leave."""
    space = host.space
    require(by, "network.organise_space", space)
    others = space.hosts.filter(valid_to__isnull=True).exclude(pk=host.pk)
    if not others.exists():
        raise ValidationError(
            "Il reste à dire qui reprend : ajoutez d’abord une autre organisation au pilotage, ou clôturez l’espace."
        )
    end_on(host, last_day)
    if note:
        host.note = note
        host.save(update_fields=["note"])
    words = f"{host.organisation}, dernier jour le {last_day:%d/%m/%Y}"
    record(by=by, verb="a quitté le pilotage", on=space, audience=space.audience, note=words)
    return host
