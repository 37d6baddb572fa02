"""Writes: sister spaces, and spaces that are or become a legal person (A12, B15, B21)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.space_index import index_space
from maillage.network.models import Organisation, Space, SpaceLink
from maillage.network.queries.space_history import legal_form_in_words
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
    *, by: Reader, space: Space, organisation: Organisation, since: dt.date | None, source: str = ""
) -> Space:
    """The space is this organisation from that day: one history shows both (B21), its members are the network's (A12)."""
    require(by, "network.organise_space", space)
    if Space.objects.filter(legal_person=organisation).exclude(pk=space.pk).exists():
        raise ValidationError({"organisation": "Cette organisation a déjà son espace de membres."})
    space.legal_person = organisation
    space.legal_person_since = since
    space.legal_person_source = source.strip()
    space.save(update_fields=["legal_person", "legal_person_since", "legal_person_source"])
    index_space(space)
    verb = f"constituée en {legal_form_in_words(organisation)}"
    day = f"le {since:%d/%m/%Y}" if since else ""
    told = f"source : {space.legal_person_source}" if space.legal_person_source else ""
    note = ", ".join(part for part in (str(organisation), day, told) if part)
    record(by=by, verb=verb[:60], on=space, audience=space.audience, note=note)
    return space
