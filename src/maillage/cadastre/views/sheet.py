"""« Fiche d’orientation »: one to three offers for somebody, in their language. Nothing about that person is kept."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions.referrals import count_referrals
from maillage.cadastre.documents.sheet import FRENCH, as_text, columns, languages, sheet_pdf
from maillage.cadastre.queries.referrals import MOST_ON_A_SHEET, referred
from maillage.cadastre.views.asking import Wanted, sheet_asked
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many

WAYS = ("impression", "pdf", "envoi")
allowance = Allowance(per_minute=30)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """`/fiche-d-orientation/?fiche=uid,uid&langue=ar`; `format=pdf|impression|envoi`."""
    uids, language = _asked(request.GET)
    found = referred(uids, reader_of(request), today())
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
            (one.offer, sheet_address([uid for uid in uids if uid != one.offer.uid], language)) for one in found
        ],
        "gone": len(uids) > len(found),
        "uids": ",".join(uids),
        "language": language,
        "languages": languages(),
        "more": Wanted(sheet=tuple(uids)).address(),
        "room": len(found) < MOST_ON_A_SHEET,
        "day": day,
        "here": here,
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
    return redirect(f"{here}&format={way}")


def sheet_address(uids: list[str] | tuple[str, ...], language: str = FRENCH) -> str:
    """The address holds the offers and the language, nothing else."""
    query = urlencode({"fiche": ",".join(uids), "langue": language}, safe=",")
    return f"{reverse('cadastre:sheet')}?{query}"


def _asked(given: QueryDict) -> tuple[list[str], str]:
    language = str(given.get("langue", ""))
    return list(sheet_asked(given)), language if language in dict(languages()) else FRENCH


def _mail(subject: str, text: str) -> str:
    """Opens the mail program of whoever hands it over: no address passes through here."""
    return f"mailto:?subject={quote(subject)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
