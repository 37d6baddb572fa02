"""Reads: avenues and actions of a cycle, one of them with what surrounds it, what an organisation committed to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from maillage.concertation.models import Action, Avenue, Carrier, Cycle, Means, Support
from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.thread.models import Item, Link

LIVING = (
    Action.Status.PROPOSED,
    Action.Status.DECIDED,
    Action.Status.UNDER_WAY,
    Action.Status.SUSPENDED,
)

_CARRIED = Prefetch(
    "carriers",
    Carrier.objects.filter(valid_to__isnull=True)
    .select_related("organisation", "person")
    .order_by("organisation__sort_name", "pk"),
)

_MEANS = Prefetch("means", Means.objects.select_related("brought_by").order_by("kind", "pk"))
_SUPPORTED = Prefetch(
    "supports",
    Support.objects.filter(valid_to__isnull=True)
    .select_related("organisation")
    .order_by("organisation__sort_name", "pk"),
)


@dataclass(frozen=True, slots=True)
class AvenueCard:
    avenue: Avenue
    supports: int
    answers: int


def avenues_of(cycle: Cycle, reader: Reader) -> list[AvenueCard]:
    """Standing ones, the most supported first."""
    rows = (
        Avenue.objects.visible_to(reader)
        .filter(cycle=cycle, dropped_because="")
        .select_related("item")
        .annotate(
            supported=Count("supports", filter=Q(supports__valid_to__isnull=True), distinct=True),
            answered=Count(
                "item__comes_from", filter=Q(item__comes_from__valid_to__isnull=True), distinct=True
            ),
        )
        .order_by("-supported", "pk")
    )
    return [AvenueCard(one, one.supported, one.answered) for one in rows]


def avenue_for(reader: Reader, uid: str) -> Avenue | None:
    found = Avenue.objects.visible_to(reader).select_related("item__space", "cycle__space__kind")
    return found.prefetch_related(_SUPPORTED).filter(item__uid=uid).first()


def actions_of(cycle: Cycle, reader: Reader) -> QuerySet[Action]:
    """With who carries them and what is missing; what was dropped is left out."""
    found = Action.objects.visible_to(reader).filter(cycle=cycle).exclude(status=Action.Status.DROPPED)
    missing = Count("means", filter=~Q(means__missing=""), distinct=True)
    return found.select_related("item").prefetch_related(_CARRIED).annotate(lacking=missing).order_by("pk")


def action_rows(cycle: Cycle, reader: Reader) -> QuerySet[Action]:
    """All of them with everything that a document tells."""
    found = Action.objects.visible_to(reader).filter(cycle=cycle).select_related("item")
    return found.prefetch_related(_CARRIED, _MEANS, "outcomes__item").order_by("pk")


def avenue_rows(cycle: Cycle, reader: Reader) -> QuerySet[Avenue]:
    """All of them with who supports them, the dropped ones last."""
    found = Avenue.objects.visible_to(reader).filter(cycle=cycle).select_related("item")
    return found.prefetch_related(_SUPPORTED).order_by("dropped_because", "pk")


def action_for(reader: Reader, uid: str) -> Action | None:
    """For its page: with its carriers, its means and its outcomes."""
    return _one_action(reader, uid).prefetch_related(_CARRIED, _MEANS, "outcomes__item").first()


def action_to_write(reader: Reader, uid: str) -> Action | None:
    """Alone: a rule that counts means and carriers must read them when it counts, not from what was fetched before."""
    return _one_action(reader, uid).first()


def _one_action(reader: Reader, uid: str) -> QuerySet[Action]:
    found = Action.objects.visible_to(reader).filter(item__uid=uid)
    return found.select_related("item__space", "cycle__space__kind")


def action_of(item: Item, reader: Reader) -> Action | None:
    """What an avenue or a recommendation became."""
    became = Link.objects.filter(source=item, relation=Link.Relation.BECAME, valid_to__isnull=True)
    rows = Action.objects.visible_to(reader).filter(item__in=became.values("target"))
    return rows.select_related("item").order_by("pk").first()


def carried_by(organisation: Organisation, reader: Reader) -> QuerySet[Action]:
    """« Ce à quoi nous nous sommes engagés » (D15): what it carries, the nearest deadline first."""
    mine = Carrier.objects.filter(organisation=organisation, valid_to__isnull=True)
    found = Action.objects.visible_to(reader).filter(pk__in=mine.values("action"))
    return found.select_related("item", "cycle__space").prefetch_related(_CARRIED).order_by("due_on", "pk")


def is_late(act: Action, day: dt.date) -> bool:
    """Its deadline is over and it is still expected."""
    return act.due_on is not None and act.due_on < day and act.status in LIVING


def kinds_missing(means: Collection[Means]) -> Sequence[str]:
    """Kinds of means of which nothing is said yet."""
    said = Counter(one.kind for one in means)
    return [str(kind.label) for kind in Means.Kind if kind not in said]
