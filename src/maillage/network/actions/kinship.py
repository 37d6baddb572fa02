"""Writes: sister spaces, and spaces that are or become a legal person (A12, B15, B21)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.space_index import index_space
from maillage.network.models import Organisation, Space, SpaceLink
from maillage.records.actions import action, require
from maillage.records.clock import today


@action
def link_sister(
    *, by: Reader, space: Space, other: Space, kind: str, note: str = "", since: dt.date | None = None
) -> SpaceLink:
    """Both pages show the link, to those who may see the other (B15)."""
    require(by, "network.organise_space", space)
    if other.pk == space.pk or other.audience not in by.keys:
        raise ValidationError({"other": "Choisissez un autre espace."})
    found = SpaceLink.objects.filter(space=space, other=other, kind=kind, valid_to__isnull=True).first()
    if found is not None:
        return found
    link = SpaceLink.objects.create(space=space, other=other, kind=kind, note=note, valid_from=since)
    if space.is_public and other.is_public:
        words = f"{link.get_kind_display()} : {other}"
        record(by=by, verb="liée", on=space, audience=space.audience, note=words)
    return link


@action
def unlink_sister(*, by: Reader, link: SpaceLink) -> None:
    """Ends the link as of yesterday; a link made today was an error and goes."""
    require(by, "network.organise_space", link.space)
    if link.valid_from is not None and link.valid_from >= today():
        link.delete()
    else:
        link.valid_to = today() - dt.timedelta(days=1)
        link.save(update_fields=["valid_to"])
    record(by=by, verb="lien retiré", on=link.space, audience=link.space.audience)


@action
def become_legal_person(
    *, by: Reader, space: Space, organisation: Organisation, since: dt.date | None
) -> Space:
    """The space is this organisation from that day: one history shows both (B21), its members are the network's (A12)."""
    require(by, "network.organise_space", space)
    if Space.objects.filter(legal_person=organisation).exclude(pk=space.pk).exists():
        raise ValidationError({"organisation": "Cette organisation a déjà son espace de membres."})
    space.legal_person = organisation
    space.legal_person_since = since
    space.save(update_fields=["legal_person", "legal_person_since"])
    index_space(space)
    record(by=by, verb="constituée en", on=space, audience=space.audience, note=str(organisation))
    return space
