"""« Couverture de la demande »: what is asked, what is offered, what is missing, by commune and level (row E7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.cadastre.models import CoverageSnapshot
from maillage.cadastre.queries.coverage import FRENCH, SCALES, Coverage, coverage_of, levels_in_order, table_for
from maillage.cadastre.queries.grounds import centres_on
from maillage.cadastre.queries.stock import Stock, publics, stock_kept, stock_on
from maillage.cadastre.views.coverage_files import table_file
from maillage.cadastre.views.coverage_map import map_of
from maillage.cadastre.views.coverage_question import (
    Asked,
    asked_of,
    ground_asked,
    snapshot_asked,
    word_of,
)
from maillage.cadastre.views.coverage_words import nearby, sentence, shown_table
from maillage.core.coverage import Figure
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.territory.queries.finder import find_places, sure_place
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Then:
    """A line of the comparison with a snapshot: what was, what is, the difference with its sign."""

    label: str
    before: int
    now: int

    @property
    def difference(self) -> str:
        change = self.now - self.before
        return f"{'+' if change > 0 else '−' if change < 0 else '±'}\N{NO-BREAK SPACE}{abs(change)}"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Public; small counts are masked for readers outside the centre, and who says what is not shown to them."""
    if "ou" in request.GET and (answer := _somewhere(request)):
        return answer
    reader, asked = reader_of(request), asked_of(request)
    stock = stock_on(asked.day)
    ground = ground_asked(asked, stock, reader)
    if ground is None:
        if asked.place or asked.centre:
            raise Http404
        return render(request, "cadastre/coverage/no_territory.html", {})
    found = coverage_of(ground, asked.wish, stock, reader, levels_in_order())
    names = _names()
    if request.GET.get("format") in FORMATS:
        return _file(found, asked, request.GET["format"])
    now = today()
    keeps = may(reader, "cadastre.keep_demand")
    course_name = names.get((Code.COURSE_TYPE, asked.course), asked.course)
    context = {
        "asked": asked,
        "day": asked.day,
        "found": found,
        "table": shown_table(found, asked, _of_scheme(names, found.scale.code), opens_lists=found.open),
        "map": map_of(found, asked),
        "sentence": sentence(found, asked.day, now, course_name),
        "nearby": nearby(found, asked.day, now),
        "choices": _choices(asked, found, stock, names),
        "centres": [
            Choice(one.name, asked.but(centre=one.uid, place="").address(), one.uid == asked.centre)
            for one in centres_on(reader, asked.day)
        ],
        "where": request.GET.get("ou", "")[:120],
        "places": _places_meant(request, asked),
        "urls": _urls(asked),
        "keeps": keeps,
        "takes_snapshots": may(reader, "cadastre.take_snapshot"),
        "compared": _compared(found, asked),
        "is_nothing": found.table.total.is_empty and not stock.demands,
    }
    template = "print" if request.GET.get("format") == "impression" else "coverage"
    return render(request, f"cadastre/coverage/{template}.html", context)


def _somewhere(request: HttpRequest) -> HttpResponse | None:
    """« Où ? »: one place becomes the ground of the table; several are shown to choose from."""
    typed = request.GET["ou"].strip()[:120]
    place = sure_place(typed) if typed else None
    if typed and place is None:
        return None
    asked = asked_of(request).but(centre="", every_line=False)
    return redirect(asked.but(place=place.uid if place else "").address())


def _places_meant(request: HttpRequest, asked: Asked) -> list[tuple[str, str, str]]:
    typed = request.GET.get("ou", "").strip()[:120]
    here = asked.but(centre="", every_line=False)
    return [
        (place.label, place.context, here.but(place=place.uid).address())
        for place in (find_places(typed) if typed else ())
    ]


def _names() -> dict[tuple[str, str], str]:
    """Names of terms by scheme and notation, in the order of their lists."""
    codes = (Code.COURSE_TYPE, Code.AUDIENCE, *{scale.code for scale in SCALES})
    rows = Term.objects.filter(scheme__code__in=codes).order_by("scheme_id", "rank", "pk")
    return {
        (code, notation): name for code, notation, name in rows.values_list("scheme__code", "notation", "name")
    }


def _of_scheme(names: dict[tuple[str, str], str], wanted: str) -> dict[str, str]:
    return {notation: name for (code, notation), name in names.items() if code == wanted}


def _choices(
    asked: Asked, found: Coverage, stock: Stock, names: dict[tuple[str, str], str]
) -> list[tuple[str, list[Choice]]]:
    """Filters as links: only what somebody asks for or offers, and what is chosen."""
    courses = {one.course for one in stock.demands} | {one.course for one in stock.supplies} | {asked.course}
    shown = [Choice("Français (alpha et FLE)", asked.but(course=FRENCH).address(), asked.course == FRENCH)]
    shown += [
        Choice(name, asked.but(course=notation).address(), asked.course == notation)
        for notation, name in _of_scheme(names, Code.COURSE_TYPE).items()
        if notation in courses
    ]
    words = {"cefr": "échelle européenne (CECR)"}
    scales = [
        Choice(
            f"{'à l’oral' if scale.skill == 'oral' else 'à l’écrit'}, {words.get(scale.code, 'Lire et Écrire')}",
            asked.but(scale=word_of(scale)).address(),
            scale == found.scale,
        )
        for scale in SCALES
    ]
    asked_for = {one.audience for one in stock.demands if one.audience} | ({asked.audience} - {""})
    audiences = [
        Choice(name, asked.but(audience=notation).address(), asked.audience == notation)
        for notation, name in _of_scheme(names, Code.AUDIENCE).items()
        if notation in asked_for
    ]
    everyone = Choice("Tout le monde", asked.but(audience="").address(), not asked.audience)
    groups = [("Type de cours", shown), ("Niveaux", scales)]
    return [*groups, ("Public", [everyone, *audiences])] if audiences else groups


def _urls(asked: Asked) -> dict[str, str]:
    return {
        "demands": asked.address("cadastre:counted_demands"),
        "sessions": asked.address("cadastre:counted_sessions"),
        "unsized": asked.but(unsized=True).address("cadastre:counted_sessions"),
        "every_line": asked.but(every_line=True).address(),
        "xlsx": asked.address(format="xlsx"),
        "csv": asked.address(format="csv"),
        "print": asked.address(format="impression"),
        "here": asked.address(),
        "alone": asked.but(year="").address(),
    }


def _compared(found: Coverage, asked: Asked) -> dict[str, Any]:
    """The years that were kept, and the totals of the one that is asked for beside those of the day."""
    years = CoverageSnapshot.objects.values_list("year", flat=True).order_by("-year")
    links = [Choice(str(year), asked.but(year=str(year)).address(), str(year) == asked.year) for year in years]
    snapshot = snapshot_asked(asked)
    if snapshot is None:
        return {"years": links, "snapshot": None, "lines": []}
    kept = stock_kept(snapshot)
    table = table_for(
        found.ground, found.wish, found.scale, kept, levels_in_order(), publics(), is_open=found.open
    )
    return {"years": links, "snapshot": snapshot, "lines": _beside(table.total, found.table.total)}


def _beside(before: Figure, now: Figure) -> Iterable[Then]:
    return [
        Then("personnes qui souhaitent un cours", before.wanted, now.wanted),
        Then("places offertes", before.places, now.places),
        Then("il en manque", before.missing, now.missing),
    ]


def _file(found: Coverage, asked: Asked, kind: str) -> HttpResponse:
    body, content_type = table_file(found, asked, kind)
    name = f"couverture-{slugify(found.ground.name)}-{asked.day.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
