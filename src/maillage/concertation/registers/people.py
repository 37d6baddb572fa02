"""What the room adds about people: their data, the link of « Où en est-on ? », organisations that end, « Mes suivis »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse

from maillage.accounts.registries import LinkPurpose, PersonalData, link_purposes, personal_data
from maillage.concertation import departures, merging, own_data
from maillage.concertation.models import Action, Carrier, Cycle, Finding
from maillage.concertation.queries.acting import LIVING
from maillage.concertation.rules import NEWS_LINK, POSITION_LINK
from maillage.core.readers import Reader, organises_key, works_key
from maillage.network.registries import (
    DepartureFollower,
    DeskLine,
    MergeFollower,
    departure_followers,
    desk_lines,
    merge_followers,
)
from maillage.records.identity import address

LIFETIME = dt.timedelta(days=60)


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """What waits to be read again by who organises; what is late, for who carries it."""
    return [*_to_read(reader), *_late(reader, day)]


def _to_read(reader: Reader) -> list[DeskLine]:
    organised = _uids(reader, organises_key(""))
    if not organised:
        return []
    waiting = Finding.objects.filter(state=Finding.State.NEW, cycle__space__uid__in=organised)
    rows = Cycle.objects.visible_to(reader).filter(pk__in=waiting.values("cycle"))
    counts = dict(waiting.order_by().values("cycle").annotate(n=Count("pk")).values_list("cycle", "n"))
    return [
        DeskLine(
            label="1 constat à relire" if counts[one.pk] == 1 else f"{counts[one.pk]} constats à relire",
            url=reverse("concertation:sorting", args=[one.address]),
            detail=one.title,
        )
        for one in rows.order_by("opened_on", "pk")
    ]


def _late(reader: Reader, day: dt.date) -> list[DeskLine]:
    worked = _uids(reader, works_key(""))
    if not worked:
        return []
    mine = Carrier.objects.filter(organisation__uid__in=worked, valid_to__isnull=True)
    rows = Action.objects.visible_to(reader).filter(
        pk__in=mine.values("action"), status__in=LIVING, due_on__lt=day
    )
    return [
        DeskLine(
            label="Où en est-on ?",
            url=reverse("concertation:tell_news", args=[address(one.title, one.item.uid)]),
            detail=one.title,
            late=True,
        )
        for one in rows.select_related("item").order_by("due_on", "pk")
    ]


def _uids(reader: Reader, prefix: str) -> list[str]:
    return [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]


def register() -> None:
    personal_data.add(
        "concertation", PersonalData("Constats et positions", own_data.held_about, own_data.erase), rank=46
    )
    link_purposes.add(
        NEWS_LINK,
        LinkPurpose(title="dire où en est une action", landing="concertation:tell_news", lifetime=LIFETIME),
    )
    link_purposes.add(
        POSITION_LINK,
        LinkPurpose(
            title="relire la position de votre organisation",
            landing="concertation:position",
            lifetime=LIFETIME,
        ),
    )
    merge_followers.add("concertation", MergeFollower(merging.follow, merging.undo), rank=75)
    departure_followers.add(
        "concertation", DepartureFollower(departures.charges, departures.close, departures.hand_over), rank=75
    )
    desk_lines.add("concertation", _desk_lines, rank=35)
