"""Screens: the synthesis of a cycle, as a page, a PDF and a text to work on (D9)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from maillage.concertation.documents.parts import kept_inside_in_words
from maillage.concertation.documents.writing import synthesis_docx, synthesis_pdf
from maillage.concertation.models import Cycle
from maillage.concertation.queries.judging import positions_to_reread, sees_all_positions
from maillage.concertation.queries.synthesis import synthesis_of
from maillage.concertation.views.doors import crumbs_of, of_cycle
from maillage.records.actions import may
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS = {"pdf": (synthesis_pdf, "application/pdf"), "docx": (synthesis_docx, WORD)}
allowance = Allowance(per_minute=20)


@of_cycle
def synthesis(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """`?pour=espace` with every position, for who sees them; `?format=pdf` or `docx`."""
    reader = reader_of(request)
    sees_all = sees_all_positions(reader, cycle)
    inside = request.GET.get("pour") == "espace"
    if inside and not sees_all:
        raise Http404
    wanted = request.GET.get("format", "")
    if wanted and wanted not in WRITERS:
        raise Http404
    if wanted and (wait := allowance.wait_of(request)):
        return too_many(request, wait_seconds=wait)
    found = synthesis_of(cycle, reader, inside=inside)
    if wanted:
        write, kind = WRITERS[wanted]
        name = f"synthese-{slugify(cycle.title)[:60]}.{wanted}"
        return HttpResponse(
            write(found), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
    organises = may(reader, "concertation.organise_cycle", cycle)
    context = {
        "synthesis": found,
        "cycle": cycle,
        "crumbs": (*crumbs_of(cycle), "Synthèse"),
        "sees_all": sees_all,
        "kept_inside": kept_inside_in_words(found.kept_inside) if found.kept_inside else "",
        "rereading": positions_to_reread(cycle).count() if organises else 0,
        "letter_uid": new_uid(),
        "query": "pour=espace&" if inside else "",
        "here": reverse("concertation:synthesis", args=[cycle.address]),
    }
    return render(request, "concertation/synthesis/synthesis.html", context)
