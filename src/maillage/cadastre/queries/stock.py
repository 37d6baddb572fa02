"""Reads: all that people ask for and all places offered on a day, in a constant number of queries (row E7)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q

from maillage.cadastre.indexing.levels import entering, scales_in_order
from maillage.cadastre.models import CoverageSnapshot, ExpressedDemand, Offer, OfferSession
from maillage.cadastre.queries.demand import counting_on
from maillage.core.coverage import Demand, Level, Scale, Supply
from maillage.core.freshness import Freshness, freshness_on
from maillage.core.readers import PUBLIC
from maillage.network.models import Site
from maillage.records.dated import holds_on
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

EVERYONE = "tous"
WOMEN = "femmes"


@dataclass(frozen=True, slots=True)
class Stock:
    """`unsized`: sessions of which nobody said how many places they have, with no places. `overlapping`: keys of
    statements whose people may stand on another list too. `sources`: how many lists, by key of the statement."""

    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...]
    unsized: tuple[Supply, ...] = ()
    overlapping: frozenset[int] = frozenset()
    lists: Mapping[int, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publics:
    """Terms of the list of publics: `near`, each with those wider and narrower; `under`, each with the narrower ones."""

    near: Mapping[str, frozenset[str]]
    under: Mapping[str, frozenset[str]]

    def suiting(self, notation: str) -> frozenset[str]:
        """Publics of an offer that may be for this one; empty when it is everybody."""
        return frozenset() if notation in ("", EVERYONE) else self.near.get(notation, frozenset({notation}))


def publics() -> Publics:
    rows = Term.objects.filter(scheme__code=Code.AUDIENCE).values_list("notation", "broader__notation")
    above = {notation: broader or "" for notation, broader in rows.order_by("pk")}
    near: dict[str, set[str]] = defaultdict(set)
    under: dict[str, set[str]] = defaultdict(set)
    for notation in above:
        one = notation
        for _step in range(9):
            near[notation].add(one)
            near[one].add(notation)
            under[one].add(notation)
            if not (one := above.get(one, "")):
                break
    return Publics(*({key: frozenset(found) for key, found in held.items()} for held in (near, under)))


def stock_on(day: dt.date) -> Stock:
    """What counts on a day: statements of the last twelve months, sessions under way whose offer everyone may see."""
    rows = counting_on(day)
    known = publics()
    sessions = _sessions(day)
    supplies = _supplies(sessions, day)
    return Stock(
        tuple(demand_of(row, known) for row in rows),
        tuple(one for one in supplies if one.places),
        tuple(one for one in supplies if not one.places),
        frozenset(row.pk for row in rows if row.people_may_overlap),
        {row.pk: row.organisation_id or row.source for row in rows},
    )


def demand_of(row: ExpressedDemand, known: Publics) -> Demand:
    level = Level(Scale(row.skill, ""), "") if row.skill else None
    if row.level is not None:
        level = Level(Scale(row.skill, row.level.scheme.code), row.level.notation)
    return Demand(
        key=row.pk,
        territory=row.territory_id,
        people=row.people,
        course=row.course_type.notation if row.course_type else "",
        level=level,
        audiences=known.suiting(row.target.notation if row.target else ""),
        placed=row.got_place,
        audience=row.target.notation if row.target else "",
    )


def _sessions(day: dt.date) -> list[OfferSession]:
    """Under way that day, of courses that everyone may see and that somebody vouched for in the last two years."""
    started = Q(first_day__isnull=True) | Q(first_day__lte=day)
    not_over = Q(last_day__isnull=True) | Q(last_day__gte=day)
    rows = (
        OfferSession.objects.filter(started & not_over, offer__kind=Offer.Kind.TRAINING)
        .filter(offer__audience=PUBLIC, offer__course_type__isnull=False)
        .filter(holds_on(day, prefix="offer__"), holds_on(day, prefix="offer__organisation__"))
        .select_related("offer__course_type", "site")
        .prefetch_related("offer__levels", "offer__audiences")
        .order_by("pk")
    )
    return [row for row in rows if freshness_on(row.offer.confirmed_on, day).grade is not Freshness.STALE]


def _supplies(sessions: Sequence[OfferSession], day: dt.date) -> list[Supply]:
    kinds = kinds_of_places([session.offer for session in sessions])
    seats = _seats({session.offer.organisation_id for session in sessions if _nowhere(session)}, day)
    return [
        replace(
            kinds[session.offer_id],
            key=session.pk,
            territory=(session.site.territory_id if session.site else None)
            or seats.get(session.offer.organisation_id, 0),
            places=session.capacity or 0,
        )
        for session in sessions
    ]


def kinds_of_places(offers: Iterable[Offer]) -> dict[int, Supply]:
    """By offer, what a place there is: its course, the levels that enter, its public; nowhere and without a number. `offers`
    with course type, levels and publics in hand."""
    levels = {offer: list(offer.levels.all()) for offer in offers}
    ladders = scales_in_order({level.scale for found in levels.values() for level in found})
    notations = dict(Term.objects.filter(scheme__code__in=ladders).values_list("pk", "notation"))
    return {
        offer.pk: Supply(
            key=offer.pk,
            territory=0,
            places=0,
            course=offer.course_type.notation if offer.course_type else "",
            entering=frozenset(
                (Scale(level.skill, level.scale), frozenset(notations[term] for term in enter))
                for level in found
                if (enter := entering(level, ladders))
            ),
            audiences=_publics_of(offer),
        )
        for offer, found in levels.items()
    }


def _publics_of(offer: Offer) -> frozenset[str]:
    """Empty when it is for everybody, or when nobody said."""
    if offer.women_only:
        return frozenset({WOMEN})
    found = frozenset(term.notation for term in offer.audiences.all())
    return frozenset() if EVERYONE in found else found


def _nowhere(session: OfferSession) -> bool:
    return session.site is None or session.site.territory_id is None


def _seats(organisations: Iterable[int], day: dt.date) -> dict[int, int]:
    """Where an operator is at home: what it offers « à distance », or nobody knows where, counts there."""
    rows = Site.objects.as_of(day).filter(organisation__in=set(organisations), territory__isnull=False)
    found: dict[int, int] = {}
    for organisation, territory in rows.order_by("-is_main", "pk").values_list("organisation", "territory"):
        found.setdefault(organisation, territory)
    return found


def stock_kept(snapshot: CoverageSnapshot) -> Stock:
    """What a snapshot kept, on the territories of today; a territory that is gone has no line any more."""
    uids = {line[0] for line in (*snapshot.demands, *snapshot.supplies)}
    here = dict(Territory.objects.filter(uid__in=uids).values_list("uid", "pk"))
    known = publics()
    demands = [
        Demand(
            number,
            here.get(uid, 0),
            people,
            course,
            _level(skill, scale, level),
            known.suiting(public),
            placed,
            public,
        )
        for number, (uid, people, course, skill, scale, level, public, placed) in enumerate(snapshot.demands)
    ]
    supplies = [
        Supply(
            number,
            here.get(uid, 0),
            places,
            course,
            frozenset((Scale(skill, scale), frozenset(levels)) for skill, scale, levels in enter),
            frozenset(suited),
        )
        for number, (uid, places, course, enter, suited) in enumerate(snapshot.supplies)
    ]
    return Stock(tuple(demands), tuple(supplies))


def _level(skill: str, scale: str, notation: str) -> Level | None:
    return Level(Scale(skill, scale), notation) if skill else None


def lines_to_keep(day: dt.date) -> tuple[list[list], list[list]]:
    """The demands and supplies of a day, as `CoverageSnapshot` holds them."""
    rows = counting_on(day)
    supplies = _supplies(_sessions(day), day)
    ids = {one.territory for one in supplies}
    uids = dict(Territory.objects.filter(pk__in=ids).values_list("pk", "uid"))
    demands: list[list] = [
        [
            row.territory.uid,
            row.people,
            row.course_type.notation if row.course_type else "",
            row.skill,
            row.level.scheme.code if row.level else "",
            row.level.notation if row.level else "",
            row.target.notation if row.target else "",
            row.got_place,
        ]
        for row in rows
    ]
    kept: list[list] = [
        [
            uids.get(one.territory, ""),
            one.places,
            one.course,
            sorted([scale.skill, scale.code, sorted(levels)] for scale, levels in one.entering),
            sorted(one.audiences),
        ]
        for one in supplies
        if one.places
    ]
    return demands, kept
