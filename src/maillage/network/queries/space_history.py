"""Reads: what happened to a space, and to the organisation that it became, in one history (B21)."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.network.models import Organisation, Space
from maillage.records.prepared import prepared

PER_PAGE = 25


def history_of(space: Space, reader: Reader, page: str | int = 1) -> Page[Entry]:
    """Latest first, as far as the reader may see it."""
    return _both(space, legal_person_of(space, reader), reader, page)


def history_of_organisation(organisation: Organisation, reader: Reader, page: str | int = 1) -> Page[Entry]:
    """The same history, from the organisation's side."""
    return _both(born_of(organisation, reader), organisation, reader, page)


def _both(
    space: Space | None, organisation: Organisation | None, reader: Reader, page: str | int
) -> Page[Entry]:
    entries = Entry.objects.none()
    for row in (space, organisation):
        if row is not None:
            entries = entries | Entry.objects.about(row)
    ordered = entries.visible_to(reader).order_by("-moment", "-pk")
    return Paginator(ordered, PER_PAGE).get_page(page)


def legal_person_of(space: Space, reader: Reader) -> Organisation | None:
    """The organisation that the space is or became, when the reader may see it."""
    organisation = space.legal_person
    return organisation if organisation is not None and organisation.audience in reader.keys else None


def born_of(organisation: Organisation, reader: Reader) -> Space | None:
    """The space that this organisation was born of, when the reader may see it."""
    return next(iter(_born_of(organisation.pk, reader)), None)


@prepared
def _born_of(organisation: int, reader: Reader) -> QuerySet[Space]:
    return Space.objects.visible_to(reader).filter(legal_person=organisation)


def legal_form_in_words(organisation: Organisation) -> str:
    """As it follows « constituée en »: « ASBL », « société coopérative (SC) »; « personne juridique » when not known."""
    form = organisation.legal_form.name if organisation.legal_form is not None else ""
    if not form:
        return "personne juridique"
    is_acronym = form[:2].isupper()
    return form if is_acronym else f"{form[0].lower()}{form[1:]}"
