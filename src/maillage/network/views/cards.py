"""« Ajouter à mes contacts »: a person or an organisation as a vCard, with what its page shows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.core.calling_cards import CallingCard, write_card
from maillage.network.queries.cards import card_of_organisation, card_of_person
from maillage.network.queries.organisations import organisation_for
from maillage.network.queries.posts import person_for
from maillage.records.clock import today
from maillage.records.requests import reader_of


@require_safe
def person_card(request: HttpRequest, uid: str) -> HttpResponse:
    """404 where the page is one."""
    reader = reader_of(request)
    found = person_for(reader, uid)
    if found is None:
        raise Http404
    return _file(card_of_person(found, reader, today()))


@require_safe
def organisation_card(request: HttpRequest, uid: str) -> HttpResponse:
    found = organisation_for(reader_of(request), uid)
    if found is None:
        raise Http404
    return _file(card_of_organisation(found, today()))


def _file(card: CallingCard) -> HttpResponse:
    """What a card says depends on who asks: no cache between two readers."""
    name = slugify(card.name)[:60] or "contact"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.vcf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(write_card(card), content_type="text/vcard; charset=utf-8", headers=headers)
