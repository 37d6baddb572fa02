"""« Annuaire »: the list of organisations, with everything that narrows it as links that can be shared."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from maillage.core.freshness import Freshness, freshness_on
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.journal.remembered import Memory
from maillage.network.models import Organisation
from maillage.network.queries.around import say_around
from maillage.network.queries.directory import (
    accredited,
    called,
    directory,
    in_sector,
    in_territory,
    named_then,
    of_kind,
    on_line,
    once_accredited,
    silent,
    sitting,
    to_confirm,
)
from maillage.network.queries.in_use import terms_in_use
from maillage.network.queries.profile import of_known_income, subsidised, unsubsidised
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.prepared import prepared
from maillage.records.requests import reader_of
from maillage.territory.models import Territory
from maillage.territory.queries.finder import find_places, sure_place
from maillage.ui.days import day_asked
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

INSIDE = (MEMBERS, COORDINATORS, ADMINISTRATORS)
"""Keys of readers inside the network: they see the sheets that nobody confirmed for two years."""
FEW = 500
"""Organisations that are found by name and then asked for by number."""
SHOWN = (
    *("uid", "name", "sort_name", "short_name", "ownership", "line", "phone", "email", "website"),
    *("bce_number", "checked_on", "part_of__name", "part_of__bce_number"),
)


def organisations(request: HttpRequest) -> HttpResponse:
    """`/annuaire/`: public; « au » shows the organisations and the names of another day."""
    if "ou" in request.GET and (answer := _somewhere(request)):
        return answer
    reader = reader_of(request)
    day = day_asked(request)
    found = directory(reader, day, today=today())
    listing = listing_of(request, reader, day)
    return listing_response(
        request,
        listing,
        _with_all_that_is_shown(found, day),
        template="network/organisations/organisations.html",
        context={
            "day": day,
            "may_add": may(reader, "network.register_organisation"),
            "inside": reader.has(*INSIDE),
            "coordinates": reader.has(COORDINATORS, ADMINISTRATORS),
            "where": request.GET.get("ou", "")[:120],
            "places": _places_meant(request),
        },
    )


def _somewhere(request: HttpRequest) -> HttpResponse | None:
    """« Où ? »: one place becomes a filter; several are shown to choose from."""
    query = request.GET.copy()
    typed = query.pop("ou")[-1].strip()[:120]
    place = sure_place(typed) if typed else None
    if typed and place is None:
        return None
    query.pop("territoire", None)
    if place:
        query["territoire"] = place.uid
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def _places_meant(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Label, context and address of the places that « Où ? » may mean, when it was not one alone."""
    typed = request.GET.get("ou", "").strip()[:120]
    found = []
    for place in find_places(typed) if typed else ():
        query = request.GET.copy()
        del query["ou"]
        query["territoire"] = place.uid
        found.append((place.label, place.context, f"{request.path}?{query.urlencode()}"))
    return found


def listing_of(request: HttpRequest, reader: Reader, day: dt.date) -> Listing:
    """The directory as one reader sees it on one day."""
    memory = Memory(reader, day)
    return Listing(
        title="Annuaire",
        lead="Les organisations du réseau : ce qu’elles font, où, avec qui.",
        nothing="Aucune organisation",
        one="organisation",
        many="organisations",
        columns=_columns(day),
        filters=_filters(request, reader, day, memory),
        search=_called,
        search_label="Nom, sigle ou ancien nom",
        keeps=("au",),
        empty_hint=_hint(reader),
        remember=memory.keep,
        complete=partial(say_around, day=day),
    )


def _called(rows: Any, text: str) -> Any:
    """Names are gone through once, for the counts and for the page alike, as long as few answer."""
    found = list(called(rows.order_by(), text).values_list("pk", flat=True)[: FEW + 1])
    return rows.filter(pk__in=found) if len(found) <= FEW else called(rows, text)


def _with_all_that_is_shown(found: Any, day: dt.date) -> QuerySet[Any]:
    """Only the columns that the list and its files show: a territory's shape or a presentation weighs a lot."""
    shown = found if day == today() else named_then(found, day)
    return shown.select_related("part_of").only(*SHOWN)


def _columns(day: dt.date) -> tuple[ListColumn, ...]:
    now = today()
    then = "" if day == now else f"?au={day.isoformat()}"
    return (
        ListColumn("nom", "Nom", _name, sort="sort_name", link=lambda row: f"{_page(row)}{then}"),
        ListColumn("sigle", "Sigle", "short_name", on_screen=False),
        ListColumn("genre", "Genre", lambda row: ", ".join(row.around.kinds)),
        ListColumn("secteurs", "Secteurs", lambda row: ", ".join(row.around.sectors)),
        ListColumn("ou", "Où", lambda row: ", ".join(row.around.places)),
        ListColumn("statut", "Statut", "get_ownership_display", on_screen=False),
        ListColumn("ligne", "Ligne", "get_line_display", on_screen=False),
        ListColumn(
            "telephone", "Téléphone", "phone", show=lambda row: row.phone.replace(" ", "\N{NO-BREAK SPACE}")
        ),
        ListColumn("courriel", "Adresse e-mail", "email", on_screen=False),
        ListColumn("site", "Site web", "website", on_screen=False),
        ListColumn("bce", "Numéro BCE", "number", on_screen=False),
        ListColumn(
            "verifiee",
            "Vérifiée le",
            "checked_on",
            sort="checked_on",
            kind=ColumnKind.DAY,
            show=lambda row: _freshness(row.checked_on, now),
        ),
    )


def _filters(request: HttpRequest, reader: Reader, day: dt.date, memory: Memory) -> tuple[Filter, ...]:
    used = memory.keep("terms in use", lambda: terms_in_use(day))
    lines = (("first", "première ligne"), ("second", "soutient la première ligne"))
    filters = [
        Filter("secteur", "Secteur", choices=used.sectors, apply=_narrow(in_sector, Code.SECTOR)),
        Filter(
            "genre",
            "Genre",
            choices=used.kinds,
            apply=_narrow(of_kind, Code.ORGANISATION_KIND),
            as_select=True,
        ),
        Filter(
            "agrement",
            "Agrément",
            choices=used.accreditations,
            apply=lambda rows, value: accredited(rows, term(Code.ACCREDITATION, value), day),
            as_select=True,
        ),
        Filter(
            "territoire", "Territoire", choices=_places(request, memory), apply=_inside(day), as_select=True
        ),
        Filter("statut", "Statut", field="ownership", choices=Organisation.Ownership.choices),
        Filter("ligne", "Ligne", choices=lines, apply=on_line),
        Filter(
            "participe",
            "Plateformes et groupes",
            choices=(("oui", "y participe aujourd’hui"),),
            apply=lambda rows, _value: sitting(rows, reader, day),
        ),
        Filter(
            "issue",
            "Association issue de l’immigration",
            options=(Option("oui", "se déclare comme telle", Q(migrant_led=True)),),
        ),
        Filter(
            "agrement-expire",
            "Agrément expiré",
            choices=used.expired,
            apply=lambda rows, value: once_accredited(rows, term(Code.ACCREDITATION, value), day),
        ),
    ]
    if reader.has(*INSIDE):
        filters += [_freshness_filter(), _subsidy_filter()]
    return tuple(filters)


def _freshness_filter() -> Filter:
    ages = {"a-confirmer": to_confirm, "sans-nouvelles": silent}
    choices = (
        ("a-confirmer", "à confirmer (12 mois)"),
        ("sans-nouvelles", "hors de la liste publique (24 mois)"),
    )
    return Filter("fiche", "Fiche", choices=choices, apply=lambda rows, value: ages[value](rows, today()))


def _subsidy_filter() -> Filter:
    """Whose income is known stays inside the network; the public sees the share (« en chiffres »)."""
    narrow = {"avec": subsidised, "sans": unsubsidised, "connus": of_known_income}
    choices = (("avec", "avec"), ("sans", "sans"), ("connus", "revenus connus"))
    return Filter(
        "subsides", "Subsides publics", choices=choices, apply=lambda rows, value: narrow[value](rows)
    )


def _narrow(function: Any, scheme: str) -> Any:
    return lambda rows, notation: function(rows, term(scheme, notation))


def _inside(day: dt.date) -> Any:
    def narrowed(rows: Any, uid: str) -> Any:
        return in_territory(rows, Territory.objects.defer("shape").get(uid=uid), day)

    return narrowed


def _places(request: HttpRequest, memory: Memory) -> list[tuple[str, str]]:
    """Regions and provinces to choose from, and the territory that a link brought along."""
    asked = request.GET.get("territoire", "")[:20].replace("\x00", "")
    day = today()
    known = memory.keep(f"broad places {day}", lambda: _broad_places(day, ""))
    return known if not asked or asked in dict(known) else _broad_places(day, asked)


@prepared
def _broad_places(day: dt.date, asked: str) -> QuerySet[Territory, tuple[str, str]]:
    broad = Q(level__in=(Territory.Level.REGION, Territory.Level.PROVINCE))
    found = Territory.objects.as_of(day).filter(broad | Q(uid=asked)).order_by("sort_name", "pk")
    return found.values_list("uid", "name")


def _page(row: Organisation) -> str:
    return _page_at(row.address)


@lru_cache(maxsize=8_192)
def _page_at(address: str) -> str:
    return reverse("network:organisation", args=[address])


def _name(row: Any) -> str:
    then: str = getattr(row, "name_then", row.name)
    return f"{then} ({row.part_of.name})" if row.part_of else then


@lru_cache(maxsize=4_096)
def _freshness(checked_on: dt.date, now: dt.date) -> Any:
    """A day while it is fresh, a warning afterwards: words, never colour alone."""
    state = freshness_on(checked_on, now)
    written = date_format(checked_on, "SHORT_DATE_FORMAT")
    if state.grade is Freshness.FRESH:
        return written
    return format_html('<span class="tag warn">à confirmer</span> {}', written)


def _hint(reader: Reader) -> Any:
    if may(reader, "network.register_organisation"):
        return format_html(
            'Ajoutez <a href="{}">une première organisation</a>, ou importez votre fichier.',
            reverse("network:register_organisation"),
        )
    return "L’annuaire est encore vide : la coordination y ajoutera les organisations du réseau."
