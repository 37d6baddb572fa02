"""The weak signals of a space as a list (`ui.listing`): each cell of the table of frequencies is one of its addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from maillage.concertation.models import Signal
from maillage.concertation.queries.weak_signals import (
    NOWHERE,
    last_months,
    places_signalled,
    themes_signalled,
)
from maillage.core.readers import Reader
from maillage.core.tables import ColumnKind
from maillage.network.models import Space
from maillage.ui.listing import Filter, ListColumn, Listing, Option


def signal_listing(space: Space, reader: Reader, day: dt.date) -> Listing:
    """Two queries, for the places and the themes that signals name."""
    return Listing(
        title="Signaux faibles",
        nothing="Aucun signal pour le moment",
        one="signal",
        many="signaux",
        columns=(
            ListColumn("signal", "Signal", "text", link=_url),
            ListColumn("ou", "Où", "territory.name", sort="territory__sort_name"),
            ListColumn("vu", "Vu le", "noted_on", sort=("noted_on", "pk"), kind=ColumnKind.DAY),
            ListColumn("themes", "Thèmes", _themes),
            ListColumn("depuis", "Signalé depuis", "organisation.name", sort="organisation__sort_name"),
        ),
        filters=tuple(_filters(space, reader, day)),
        search=("find_key",),
        default_sort="-vu",
        audience=space.key,
        lead="Ce que chacun remarque sur le terrain, sans nommer personne. Le groupe seul le lit.",
        empty_hint="Notez ci-dessus ce que vous remarquez : une tension, une rumeur, une file qui s’allonge.",
    )


def _filters(space: Space, reader: Reader, day: dt.date) -> Iterator[Filter]:
    """Themes are filtered by once a signal names one."""
    yield Filter("ou", "Où", options=_places(space, reader), as_select=True)
    yield Filter("mois", "Mois", options=_months(day), as_select=True)
    if subjects := _subjects(space, reader):
        yield Filter("theme", "Thème", options=subjects, as_select=True)


def _url(row: Signal) -> str:
    return reverse("concertation:signal", args=[row.address])


def _themes(row: Signal) -> str:
    return ", ".join(one.name for one in row.themes.all())


def _places(space: Space, reader: Reader) -> tuple[Option, ...]:
    named = [Option(one.uid, one.name, Q(territory=one.pk)) for one in places_signalled(space, reader)]
    return (*named, Option(NOWHERE, "sans lieu", Q(territory__isnull=True)))


def _months(day: dt.date) -> tuple[Option, ...]:
    """The latest first, then all that came before."""
    months = last_months(day)
    of_each = [
        Option(month.strftime("%Y-%m"), date_format(month, "F Y"), _within(month)) for month in reversed(months)
    ]
    return (*of_each, Option("avant", "avant", Q(noted_on__lt=months[0])))


def _within(month: dt.date) -> Q:
    following = (month + dt.timedelta(days=31)).replace(day=1)
    return Q(noted_on__gte=month, noted_on__lt=following)


def _subjects(space: Space, reader: Reader) -> tuple[Option, ...]:
    through = Signal.themes.through.objects
    return tuple(
        Option(one.uid, one.name, Q(pk__in=through.filter(term=one.pk).values("signal")))
        for one in themes_signalled(space, reader)
    )
