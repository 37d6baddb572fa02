"""Reads: the list of news, its archive, and what a page of an organisation or of a space shows of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from maillage.chronicle.models import NewsItem
from maillage.core.readers import Reader
from maillage.network.queries.spaces import HEAVY_OF_A_TERM
from maillage.records.prepared import prepared
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Term

Row = TypeVar("Row", bound=models.Model)
MOST_ON_A_PANEL = 5


def news_seen(reader: Reader) -> QuerySet[Any]:
    """Everything that this reader may read, the archive included; prefetched for lists."""
    return _whole(NewsItem.objects.visible_to(reader))


def news_item_for(reader: Reader, uid: str) -> NewsItem | None:
    """One item, withdrawn or not: the page shows a withdrawn one to who may put it back."""
    return _whole(NewsItem.objects.kept_for(reader)).filter(uid=uid).first()


def _whole(items: QuerySet[Any]) -> QuerySet[Any]:
    themes = Prefetch("themes", Term.objects.defer(*HEAVY_OF_A_TERM).order_by("sort_name", "pk"))
    grounds = Prefetch("territories", Territory.objects.defer("shape", "names").order_by("sort_name", "pk"))
    related = items.select_related("organisation__part_of", "organisation__kept_by", "space")
    return related.prefetch_related(themes).prefetch_related(grounds)


def with_theme(rows: QuerySet[Row], uids: list[str]) -> QuerySet[Row]:
    """Rows of one of the themes, or of one of those under it (two levels)."""
    wanted = Term.objects.filter(Q(uid__in=uids) | Q(broader__uid__in=uids)).values("pk")
    through: Any = getattr(rows.model, "themes").through  # noqa: B009 rows of either noun have themes
    return rows.filter(Exists(through.objects.filter(**{_own(rows): OuterRef("pk")}, term_id__in=wanted)))


def on_ground(rows: QuerySet[Row], uids: list[str], *, or_nowhere: bool = False) -> QuerySet[Row]:
    """Rows about a place inside one of the territories, or around it: a commune hears what its province does.

    `or_nowhere`: also what names no territory, which concerns everyone.
    """
    inside = Containment.objects.filter(whole__uid__in=uids).values("part")
    around = Containment.objects.filter(part__uid__in=uids).values("whole")
    through: Any = getattr(rows.model, "territories").through  # noqa: B009
    named = through.objects.filter(**{_own(rows): OuterRef("pk")})
    here = Exists(named.filter(Q(territory_id__in=inside) | Q(territory_id__in=around)))
    return rows.filter(here | ~Exists(named)) if or_nowhere else rows.filter(here)


def _own(rows: QuerySet[Any]) -> str:
    return f"{rows.model._meta.model_name}_id"


def themes_in_use(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Themes that a list can be narrowed by, with the general terms above them."""
    used = rows.order_by().values("themes")
    terms = Term.objects.filter(Q(pk__in=used) | Q(narrower__pk__in=used)).distinct()
    return list(terms.order_by("sort_name", "pk").values_list("uid", "name"))


def grounds_in_use(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    used = rows.order_by().values("territories")
    return list(Territory.objects.filter(pk__in=used).order_by("sort_name", "pk").values_list("uid", "name"))


@prepared
def news_of_organisation(organisation: int, reader: Reader, day: dt.date) -> QuerySet[NewsItem]:
    """Of the organisation and of the services inside it, latest first; what a panel shows of them."""
    theirs = Q(organisation=organisation) | Q(organisation__part_of=organisation)
    return _latest(NewsItem.objects.visible_to(reader).current(day).filter(theirs))


@prepared
def news_of_space(space: int, reader: Reader, day: dt.date) -> QuerySet[NewsItem]:
    return _latest(NewsItem.objects.visible_to(reader).current(day).filter(space=space))


def _latest(items: QuerySet[NewsItem]) -> QuerySet[NewsItem]:
    return items.only("uid", "title", "kind", "starts_on").order_by("-posted_at", "-pk")[:MOST_ON_A_PANEL]
