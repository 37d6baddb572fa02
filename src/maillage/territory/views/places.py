"""Finding a territory and reading its page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.territory.fields import PlaceAnswer, choices_for
from maillage.territory.models import Territory
from maillage.territory.queries.figures import Population, population_of, shares_on
from maillage.territory.queries.finder import find_places, sure_place
from maillage.territory.queries.maps import STEPS, map_of, outlined
from maillage.territory.queries.pages import around, drawn_places, former_codes, parts_of, regions, zone_parts
from maillage.territory.registries import COMPETENCE, territory_panels
from maillage.territory.rules import DRAWN
from maillage.ui.days import day_asked

Level = Territory.Level
FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
SERVED = (Level.COMMUNE, Level.QUARTER, Level.ZONE)
"""Levels that have a competent centre; a province has several."""
RESULTS = 50
CHART, BAR_WIDTH = 100, 64
"""How high the chart and how wide each year is, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the chart; `top` is counted downwards, as drawings do."""

    year: Population
    left: int
    top: float
    height: float


@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    """Search first; below, the regions, their provinces, and what coordinators drew."""
    asked = request.GET.get("q", "").strip()
    if asked and (match := sure_place(asked)) and "tous" not in request.GET:
        return redirect("territory:territory", match.address)
    return render(
        request,
        "territory/territories.html",
        {
            "asked": asked[:120],
            "matches": find_places(asked, limit=RESULTS) if asked else [],
            "regions": regions(),
            "drawn": drawn_places(day_asked(request)),
            "may_draw": may(reader_of(request), "territory.draw_place"),
            "may_import": may(reader_of(request), "territory.import_figures"),
        },
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The choices that a `PlaceField` shows while one types: a piece of form, the same as after sending it."""
    name = request.GET.get("champ", "")
    if not FIELD_NAME.fullmatch(name):
        return HttpResponse(status=400)
    levels = [level for level in request.GET.get("niveaux", "").split(",") if level in Level.values]
    choices = choices_for(PlaceAnswer(request.GET.get(name, "")), name=name, levels=levels or None)
    return render(request, "territory/place_choices.html", {"choices": choices, "ask": bool(choices.matches)})


@require_safe
def territory(request: HttpRequest, uid: str) -> HttpResponse:
    """One territory on one day: map, parents, parts, figures, and what the rooms above know of it."""
    row = get_object_or_404(Territory.objects.select_related("parent"), uid=uid)
    if request.path != reverse("territory:territory", args=[row.address]):
        return redirect("territory:territory", row.address, permanent=True)
    day = day_asked(request)
    return render(request, "territory/territory.html", {**_page(row, day), **_rights(request, row, day)})


def _page(row: Territory, day: dt.date) -> dict[str, Any]:
    series = population_of(row)
    parts = parts_of(row, day)
    shown = outlined(row, parts)
    latest = series.shown_on(day)
    shares = shares_on(latest.day, {one.pk: one for one in [*parts, *shown]}.values()) if latest else {}
    lines = [(part, shares.get(part.pk)) for part in parts]
    return {
        "territory": row,
        "day": day,
        "around": around(row, day),
        "parts": lines,
        "part_figures": any(figures for _part, figures in lines),
        "part_kind": _kind_of(parts),
        "zone_parts": zone_parts(row) if row.level == Level.ZONE else [],
        "former_codes": former_codes(row),
        "postal_codes": " ".join(sorted(row.postal_codes.values_list("code", flat=True))),
        "series": series,
        "latest": latest,
        "bars": _bars(series.with_share),
        "chart_width": BAR_WIDTH * len(series.with_share),
        "map": map_of(row, shown, shares),
        "steps": STEPS,
    }


def _rights(request: HttpRequest, row: Territory, day: dt.date) -> dict[str, Any]:
    panels = territory_panels.loaded(row, reader_of(request), day)
    return {
        "panels": panels,
        "competence_unknown": row.level in SERVED and not any(panel.key == COMPETENCE for panel in panels),
        "may_edit": row.level in DRAWN and may(reader_of(request), "territory.edit_place", row),
    }


def _kind_of(parts: list[Territory]) -> str:
    """« communes », « quartiers » when all are of one kind, « lieux » otherwise."""
    levels = {part.level for part in parts}
    return f"{Level(levels.pop()).label}s" if len(levels) == 1 else "lieux"


def _bars(years: list[Population]) -> list[Bar]:
    highest = max((year.share or 0 for year in years), default=0) or 1
    heights = [CHART * (year.share or 0) / highest for year in years]
    return [
        Bar(year, BAR_WIDTH * number, CHART - height, height)
        for number, (year, height) in enumerate(zip(years, heights, strict=True))
    ]
