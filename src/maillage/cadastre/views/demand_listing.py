"""The list of statements, as two screens show it: all that a reader may see, and those behind a figure."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from maillage.cadastre.models import ExpressedDemand
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option


def demand_listing(
    *,
    title: str,
    lead: str,
    audience: str,
    keeps: tuple[str, ...] = (),
    filters: tuple[Filter, ...] = (),
    empty_hint: Any = "",
) -> Listing:
    """Newest first."""
    return Listing(
        title=title,
        lead=lead,
        audience=audience,
        nothing="Aucune demande notée",
        one="demande",
        many="demandes",
        columns=(
            ListColumn("ou", "Où", "territory.name", sort="territory__sort_name", link=_url),
            ListColumn("personnes", "Personnes", "people", sort="people", kind=ColumnKind.NUMBER),
            ListColumn(
                "quoi", "Cours et niveau", lambda row: f"{course_of(row)}, {level_of(row)}", in_files=False
            ),
            ListColumn("cours", "Cours", course_of, on_screen=False),
            ListColumn("niveau", "Niveau", level_of, on_screen=False),
            ListColumn("public", "Public", "target.name"),
            ListColumn("placees", "Ont eu une place", "got_place", kind=ColumnKind.NUMBER, on_screen=False),
            ListColumn("depuis", "Comptées depuis", "counted_from", kind=ColumnKind.DAY, on_screen=False),
            ListColumn("le", "Comptées le", "counted_on", sort="counted_on", kind=ColumnKind.DAY),
            ListColumn("selon", "Selon", "organisation.name", show=_said_by),
            ListColumn("source", "Source", "source", on_screen=False),
            ListColumn("genre", "Genre de source", "get_source_kind_display", on_screen=False),
            ListColumn("remarque", "Remarque", "note", kind=ColumnKind.LONG_TEXT, on_screen=False),
            ListColumn("retiree", "Retirée", "withdrawn_on", kind=ColumnKind.DAY, on_screen=False),
        ),
        filters=filters,
        search=("territory__sort_name", "organisation__sort_name"),
        search_label="Commune, quartier ou organisation",
        default_sort="-le",
        keeps=keeps,
        empty_hint=empty_hint,
    )


def demand_filters() -> tuple[Filter, ...]:
    kinds = ExpressedDemand.SourceKind.choices
    return (
        Filter("source-genre", "Source", field="source_kind", choices=kinds),
        Filter("cours", "Type de cours", field="course_type__notation", label_field="course_type__name"),
        Filter("retirees", "Retirées", options=(Option("oui", "retirées", Q(withdrawn_on__isnull=False)),)),
    )


def course_of(row: ExpressedDemand) -> str:
    return row.course_type.name if row.course_type else "Français, sans préciser"


def level_of(row: ExpressedDemand) -> str:
    """« O1 à l’oral »."""
    skill = {"oral": "à l’oral", "written": "à l’écrit"}.get(row.skill, "")
    return " ".join(part for part in (row.level.notation if row.level else "", skill) if part) or "non précisé"


def _said_by(row: ExpressedDemand) -> str:
    """The organisation, or the source when there is none; and that it no longer counts."""
    said = row.organisation.name if row.organisation else row.source
    return f"{said} (retirée)" if row.withdrawn_on else said


def _url(row: ExpressedDemand) -> str:
    return reverse("cadastre:demand", args=[row.uid])
