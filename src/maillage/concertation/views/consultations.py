"""Screens: what came out of a consultation; its statements as a list; its votes for other tools."""

from __future__ import annotations

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from maillage.concertation.consultation_words import group_in_words, how_stable, read_aloud, why_no_groups
from maillage.concertation.models import Consultation, Statement
from maillage.concertation.queries.consultation_results import results_of
from maillage.concertation.queries.polis_export import comments_of, votes_of
from maillage.concertation.views.consultation_doors import (
    crumbs_of_consultation,
    of_consultation,
    of_organised_consultation,
)
from maillage.concertation.views.consultation_list import statement_list
from maillage.core.positions.polis_files import COMMENTS, VOTES, write_comments, write_votes
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.listing import listing_response

MOST_OF_A_GROUP = 5


@of_consultation
def consultation(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The map, or why there is none; groups in words; what all hold, what divides; statement by statement."""
    reader = reader_of(request)
    organises = may(reader, "concertation.organise_consultation", consultation)
    results = results_of(consultation, inside=organises, reader=reader)
    context = {
        "consultation": consultation,
        "results": results,
        "organises": organises,
        "votes_here": may(reader, "concertation.vote", consultation),
        "waiting": consultation.statements.filter(state=Statement.State.PROPOSED).count() if organises else 0,
        "why": why_no_groups(results),
        "stable": how_stable(results),
        "aloud": read_aloud(consultation, results),
        "groups": [(one, group_in_words(one, most=MOST_OF_A_GROUP)) for one in results.groups],
        "crumbs": (*crumbs_of_consultation(consultation)[:2], consultation.title),
    }
    return render(request, "concertation/consultations/consultation.html", context)


@of_consultation
def statements(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """All statements, to be sorted, searched, exported, printed."""
    organises = may(reader_of(request), "concertation.organise_consultation", consultation)
    listing, rows = statement_list(consultation, organises=organises)
    context = {
        "consultation": consultation,
        "crumbs": (*crumbs_of_consultation(consultation), "Toutes les phrases"),
    }
    return listing_response(
        request, listing, rows, template="concertation/consultations/statements.html", context=context
    )


@of_organised_consultation
def polis_files(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """`votes.csv` and `comments.csv` in one archive; participants are numbers, nothing else."""
    del request
    votes, comments, packed = io.StringIO(), io.StringIO(), io.BytesIO()
    write_votes(votes, votes_of(consultation))
    write_comments(comments, comments_of(consultation))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(VOTES, votes.getvalue())
        archive.writestr(COMMENTS, comments.getvalue())
    name = f"polis-{slugify(consultation.title)[:50]}-{consultation.uid}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)
