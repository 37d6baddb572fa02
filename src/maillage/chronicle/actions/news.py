"""Writes: a news item is posted, corrected, withdrawn, put back (row C9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.chronicle.actions.following import narrow_journal
from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries.documents import NEWS
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.models import Organisation, Space
from maillage.records.actions import NotAllowed, action, may, require
from maillage.records.clock import now, today
from maillage.records.versioned import take_version
from maillage.search.actions import index_objects
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

SHOWN_FOR = dt.timedelta(days=30)
"""A news item that is no event and names no last day."""
LONGEST_SHOWN = dt.timedelta(days=400)


class NewsFields(TypedDict, total=False):
    """What a news item says; only the fields given are written."""

    title: str
    kind: str
    text: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    place: str
    organisation: Organisation | None
    space: Space | None
    link: str
    contact: str
    audience: str
    shown_until: dt.date | None


@action
def post_news(
    *,
    by: Reader,
    uid: str,
    fields: NewsFields,
    themes: Iterable[Term] = (),
    territories: Iterable[Territory] = (),
) -> NewsItem:
    """Posted once, for the list, the pages, the feed and the digests. Sent twice, the first one comes back.

    Without a last day, it is shown until the event is over, or for thirty days.
    """
    require(by, "chronicle.post_news")
    done = NewsItem.objects.filter(uid=uid).first()
    if done is not None:
        return _already(by, done)
    item = NewsItem(uid=uid, **{"shown_until": None, **fields})
    _require_sources(by, item)
    _settle(item)
    item.posted_by = Person.objects.filter(uid=by.uid).first() if by.uid else None
    item.save()
    item.themes.set(themes)
    item.territories.set(territories)
    _index(item)
    record(by=by, verb="publiée", on=item, audience=item.audience)
    return item


def _already(by: Reader, done: NewsItem) -> NewsItem:
    if not may(by, "chronicle.edit_news", done):
        raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
    return done


def _require_sources(by: Reader, item: NewsItem) -> None:
    """Each of the two it comes from is one that the writer speaks for."""
    if item.organisation is None and item.space is None:
        raise ValidationError({"organisation": "Dites de la part de qui : une organisation ou un espace."})
    if item.organisation is not None and not may(by, "chronicle.post_for_organisation", item.organisation):
        raise NotAllowed("Vous ne publiez pas de nouvelles pour cette organisation.")
    if item.space is not None and not may(by, "chronicle.post_in_space", item.space):
        raise NotAllowed("Seuls ceux qui organisent un espace y publient des nouvelles.")


def _settle(item: NewsItem) -> None:
    """Who sees it and until when, and that both can be."""
    if item.audience not in (PUBLIC, MEMBERS):
        if item.space is None or item.audience != item.space.key:
            raise ValidationError({"audience": "Choisissez l’espace dont les membres verront la nouvelle."})
    elif item.space is not None and not item.space.is_public:
        raise ValidationError(
            {"audience": "Cet espace est réservé : ses nouvelles ne sont que pour ses membres."}
        )
    if item.ends_on and (item.starts_on is None or item.ends_on < item.starts_on):
        raise ValidationError({"ends_on": "La fin ne peut pas précéder le début."})
    item.shown_until = item.shown_until or max(item.last_day or today() + SHOWN_FOR, today())
    if item.shown_until > today() + LONGEST_SHOWN:
        raise ValidationError({"shown_until": "Une nouvelle reste affichée un an au plus."})
    item.clean_fields(exclude={"uid", "sort_title", "find_key"})


@action
def correct_news(
    *,
    by: Reader,
    item: NewsItem,
    seen: int,
    fields: NewsFields,
    themes: Iterable[Term] | None = None,
    territories: Iterable[Territory] | None = None,
) -> NewsItem:
    """Says it right; digests do not tell it again. Raises `ChangedMeanwhile`."""
    require(by, "chronicle.edit_news", item)
    take_version(item, seen=seen)
    changes = changes_between(item, fields, personal={"contact"})
    moved = any(change.field in ("organisation", "space", "audience") for change in changes)
    for name, value in fields.items():
        setattr(item, name, value)
    if moved:
        _require_sources(by, item)
    _settle(item)
    changes += _set(item, "themes", themes) + _set(item, "territories", territories)
    if changes:
        item.corrected_at = now()
    item.save()
    _index(item)
    narrow_journal(NewsItem, [item.pk], item.audience)
    if changes:
        record(by=by, verb="corrigée", on=item, audience=item.audience, changes=changes)
    return item


def _set(item: NewsItem, name: str, wanted: Iterable[Any] | None) -> list[Change]:
    if wanted is None:
        return []
    rows, after = getattr(item, name), list(wanted)
    before = list(rows.all())
    if {one.pk for one in before} == {one.pk for one in after}:
        return []
    rows.set(after)
    label = str(getattr(item._meta.get_field(name), "verbose_name", name))
    return [Change(name, label, in_words(before), in_words(after))]


@action
def withdraw_news(*, by: Reader, item: NewsItem) -> NewsItem:
    """Out of the list, the feed, the search and the digests to come; who may correct it can put it back."""
    require(by, "chronicle.edit_news", item)
    return _move(by, item, withdrawn=True)


@action
def put_news_back(*, by: Reader, item: NewsItem) -> NewsItem:
    """Withdrawn by mistake."""
    require(by, "chronicle.edit_news", item)
    return _move(by, item, withdrawn=False)


def _move(by: Reader, item: NewsItem, *, withdrawn: bool) -> NewsItem:
    if item.is_withdrawn == withdrawn:
        return item
    item.withdrawn_at = now() if withdrawn else None
    item.save(update_fields=["withdrawn_at"])
    _index(item)
    record(by=by, verb="retirée" if withdrawn else "remise", on=item, audience=item.audience)
    return item


def _index(item: NewsItem) -> None:
    index_objects(kind=NEWS, ids=[item.pk])
