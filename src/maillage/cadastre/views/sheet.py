"""« Fiche d’orientation »: one to three offers for somebody, in their language. Nothing about that person is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions.referrals import count_referrals
from maillage.cadastre.documents.sheet import FRENCH, as_text, columns, languages, sheet_pdf
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.referrals import MOST_ON_A_SHEET, referred, titles_on_sheet
from maillage.cadastre.views.asking import Wanted, sheet_asked, wanted_of
from maillage.core.readers import Reader
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many

LONGEST_BACK = 1_000
WAYS = ("impression", "pdf", "envoi")
allowance = Allowance(per_minute=30)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The sheet under way, seen from the page of an offer: what is on it, and the addresses that change it. Everything is
    in the address; no `add`: it is full, or the offer is on it."""

    titles: Sequence[str]
    on_it: bool
    full: bool
    page: str
    add: str
    without: str


def under_way(given: QueryDict, offer: Offer, reader: Reader) -> UnderWay:
    """From `?fiche=uid,uid` of the page; offers that are no longer there leave their room. One query when there is one."""
    asked = sheet_asked(given)
    there = titles_on_sheet(asked, reader) if asked else []
    uids = [uid for uid, _title in there]
    on_it, full = offer.uid in uids, len(uids) >= MOST_ON_A_SHEET
    rest = ",".join(uid for uid in uids if uid != offer.uid)
    own = reverse("cadastre:offer", args=[offer.address])
    return UnderWay(
        titles=[title for _uid, title in there],
        on_it=on_it,
        full=full,
        page=sheet_address(uids) if uids else "",
        add="" if on_it or full else sheet_address([*uids, offer.uid]),
        without=f"{own}?fiche={rest}" if rest else own,
    )


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """`/fiche-d-orientation/?fiche=uid,uid&langue=ar`; `format=pdf|impression|envoi`."""
    uids, language = _asked(request.GET)
    found = referred(uids, reader_of(request), today())
    left = _search_left(request.GET)
    back = urlencode(left.pairs())
    shown = columns(found, language)
    day = date_format(today(), "SHORT_DATE_FORMAT")
    here = sheet_address(uids, language)
    way = request.GET.get("format", "")
    if way == "pdf" and found:
        wait = allowance.wait_of(request)
        if wait:
            return too_many(request, wait_seconds=wait)
        headers = {"Content-Disposition": 'inline; filename="fiche-d-orientation.pdf"'}
        return HttpResponse(
            sheet_pdf(shown, day, settings.SITE_URL), content_type="application/pdf", headers=headers
        )
    address = f"{settings.SITE_URL}{here}"
    texts = [(column, as_text(column, address)) for column in shown]
    context = {
        "columns": shown,
        "chosen": [
            (one.offer, sheet_address([uid for uid in uids if uid != one.offer.uid], language, back))
            for one in found
        ],
        "gone": len(uids) > len(found),
        "uids": ",".join(uids),
        "language": language,
        "languages": languages(),
        "more": replace(left, sheet=tuple(uids)).address(),
        "back": back,
        "room": len(found) < MOST_ON_A_SHEET,
        "day": day,
        "here": sheet_address(uids, language, back),
        "address": address,
        "texts": texts,
        "mail": _mail(shown[0].words["title"], "\n\n".join(text for _column, text in texts)),
        "sending": way == "envoi",
    }
    if way == "impression" and found:
        return render(request, "cadastre/sheet/print.html", context)
    return render(request, "cadastre/sheet/sheet.html", context)


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Counts the offers, then leads to the paper, the PDF or the text to send."""
    uids, language = _asked(request.POST)
    found = referred(uids, reader_of(request), today())
    way = request.POST.get("comment", "")
    here = sheet_address(uids, language)
    if not found or way not in WAYS:
        return redirect(here)
    if allowance.wait_of(request) == 0:
        count_referrals(by=reader_of(request), offers=[one.offer for one in found])
    back = urlencode(_search_left(request.POST).pairs())
    return redirect(f"{sheet_address(uids, language, back)}&format={way}")


def sheet_address(uids: Sequence[str], language: str = FRENCH, back: str = "") -> str:
    """The address holds the offers and the language, nothing else; `back`, the search that one came from, is for whoever
    makes the sheet and never goes on what is sent."""
    held = {"fiche": ",".join(uids), "langue": language} | ({"retour": back} if back else {})
    return f"{reverse('cadastre:sheet')}?{urlencode(held, safe=',')}"


def _search_left(given: QueryDict) -> Wanted:
    """The search that one came from, as its address held it."""
    return replace(wanted_of(QueryDict(str(given.get("retour", ""))[:LONGEST_BACK])), sheet=())


def _asked(given: QueryDict) -> tuple[list[str], str]:
    language = str(given.get("langue", ""))
    return list(sheet_asked(given)), language if language in dict(languages()) else FRENCH


def _mail(subject: str, text: str) -> str:
    """Opens the mail program of whoever hands it over: no address passes through here."""
    return f"mailto:?subject={quote(subject)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
