"""Before a page of the cadastre is drawn: which offer, whose, and may this reader write there?"""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from maillage.cadastre.models import Offer
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.cadastre.queries.offers import offer_for
from maillage.core.readers import link_key
from maillage.network.models import Organisation
from maillage.network.queries.organisations import organisation_for
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage


def offer_or_404(request: HttpRequest, uid: str) -> Offer:
    found = offer_for(reader_of(request), uid)
    if found is None:
        raise Http404
    return found


def writable_offer(request: HttpRequest, uid: str) -> Offer:
    """The offer, for a reader who may write it; 404 otherwise: what may not be done is not there."""
    found = offer_or_404(request, uid)
    let_in(request, "cadastre.edit_offer", found)
    return found


def keeping_of(request: HttpRequest, uid: str) -> Organisation:
    """The operator whose offers this reader may keep; its own link opens it even when its sheet is not public."""
    reader = reader_of(request)
    found = organisation_for(reader, uid)
    if found is None and reader.has(link_key(KEEP_OFFERS_LINK, uid)):
        found = Organisation.objects.select_related("part_of", "kept_by").filter(uid=uid).first()
    if found is None:
        raise Http404
    let_in(request, "cadastre.add_offer", found)
    return found


def page_of(offer: Offer) -> str:
    return reverse("cadastre:offer", args=[offer.address])


def keep_page_of(organisation: Organisation) -> str:
    return reverse("cadastre:keep_offers", args=[organisation.address])


def form_page(
    offer: Offer,
    title: str,
    done: str,
    *,
    back: str = "",
    lead: str = "",
    submit: str = "",
    template: str = "ui/form/screen.html",
) -> FormPage:
    """A form that hangs on an offer."""
    crumbs = ("Cours et services", reverse("cadastre:offers"), offer.title, page_of(offer))
    return FormPage(
        title,
        done,
        back or page_of(offer),
        about=offer.title,
        crumbs=crumbs,
        lead=lead,
        submit=submit,
        template=template,
    )
