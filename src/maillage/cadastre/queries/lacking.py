"""« À compléter » in the database: which offers lack what, and which nobody vouched for lately. Counted, never graded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet

from maillage.cadastre.models import Offer, OfferLevel, OfferSession, WeeklySlot
from maillage.cadastre.queries.offers import WITH_LEVELS, lacks_of
from maillage.core.freshness import STALE_AFTER, TO_CONFIRM_AFTER, latest_start
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Site, Space
from maillage.network.queries.campaigns import Asked, organisations_asked
from maillage.records.dated import holds_on
from maillage.territory.models import Territory

Kind = Offer.Kind


@dataclass(frozen=True, slots=True)
class Lack:
    """`label` is what `lacks_of` says of one offer; `without` ends « 12 offres … »."""

    key: str
    label: str
    without: str
    condition: Q


def lacks_on(day: dt.date) -> tuple[Lack, ...]:
    """The same lacks as `lacks_of`, in the same order, as conditions on offers."""
    to_come = Q(last_day__isnull=True) | Q(last_day__gte=day)
    sessions = Exists(OfferSession.objects.filter(to_come, offer=OuterRef("pk")))
    slots_to_come = Q(session__last_day__isnull=True) | Q(session__last_day__gte=day)
    hours = Exists(WeeklySlot.objects.filter(slots_to_come, session__offer=OuterRef("pk")))
    levels = Exists(OfferLevel.objects.filter(offer=OuterRef("pk")))
    training = Q(kind=Kind.TRAINING)
    unreachable = Q(phone="", email="", organisation__phone="", organisation__email="")
    return (
        Lack("sessions", "aucune session à venir", "sans session à venir", ~Q(sessions)),
        Lack("horaire", "horaire", "sans horaire", Q(sessions) & ~Q(hours)),
        Lack("type-de-cours", "type de cours", "sans type de cours", training & Q(course_type=None)),
        Lack(
            "niveau", "niveau", "sans niveau", training & Q(course_type__notation__in=WITH_LEVELS) & ~Q(levels)
        ),
        Lack("type-de-service", "type de service", "sans type de service", ~training & Q(service_type=None)),
        Lack("contact", "téléphone ou adresse e-mail", "sans téléphone ni adresse e-mail", unreachable),
        Lack(
            "inscription",
            "comment s’inscrire",
            "sans « comment s’inscrire »",
            Q(registration_ways=[]) & ~Q(kind=Kind.SURGERY),
        ),
        Lack("prix", "prix", "sans prix", Q(free=None, price="")),
        Lack("presentation", "présentation", "sans présentation", Q(text="")),
    )


def to_confirm_on(day: dt.date) -> Q:
    """Nobody vouched for it for 12 months, or ever."""
    return Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=latest_start(day, TO_CONFIRM_AFTER))


def hidden_on(day: dt.date) -> Q:
    """Nobody vouched for it for 24 months: out of the public search, kept (invariant 18)."""
    return Q(confirmed_on__lte=latest_start(day, STALE_AFTER))


def running_offers(reader: Reader, day: dt.date) -> QuerySet[Offer]:
    """Offered on that day, by operators that are there on that day."""
    alive = Organisation.objects.as_of(day)
    return Offer.objects.visible_to(reader).as_of(day).filter(organisation__in=alive)


def offers_to_complete(reader: Reader, day: dt.date) -> QuerySet[Offer]:
    """Those that lack something or are to be confirmed, ready for their lines."""
    wanted = to_confirm_on(day)
    for lack in lacks_on(day):
        wanted |= lack.condition
    sessions = Prefetch("sessions", OfferSession.objects.prefetch_related("slots"))
    found = running_offers(reader, day).filter(wanted).select_related("organisation", "course_type")
    return found.prefetch_related("levels", sessions)


def lacks_shown(offer: Offer, day: dt.date) -> str:
    """« horaire, prix », from what `offers_to_complete` prefetched."""
    return ", ".join(lacks_of(offer, [one for one in offer.sessions.all() if not one.is_over(day)]))


def with_lacks(offers: QuerySet[Offer], day: dt.date) -> QuerySet[Offer]:
    """Adds a boolean for each lack, `lacks_<number>` in the order of `lacks_on`."""
    return offers.annotate(
        **{
            f"lacks_{number}": ExpressionWrapper(lack.condition, BooleanField())
            for number, lack in enumerate(lacks_on(day))
        }
    )


def lack_counts(offers: QuerySet[Offer], day: dt.date) -> list[tuple[Lack, int]]:
    """How many of these offers lack what; what none lacks is left out. One query."""
    lacks = lacks_on(day)
    counts = with_lacks(offers.order_by(), day).aggregate(
        **{f"n{number}": Count("pk", filter=Q(**{f"lacks_{number}": True})) for number in range(len(lacks))}
    )
    return [(lack, counts[f"n{number}"]) for number, lack in enumerate(lacks) if counts[f"n{number}"]]


def of_members(offers: QuerySet[Offer], space: Space, reader: Reader, day: dt.date) -> QuerySet[Offer]:
    """Those of the members of a platform."""
    members = organisations_asked(Asked(space=space), reader, day).order_by()
    return offers.filter(organisation__in=members.values("pk"))


def held_in(offers: QuerySet[Offer], territory: Territory, day: dt.date) -> QuerySet[Offer]:
    """With a session in a territory, or of an operator that has a place there when no session says where."""
    inside = Site.objects.filter(holds_on(day), territory__wholes_around__whole=territory)
    there = OfferSession.objects.filter(offer=OuterRef("pk"), site__in=inside.values("pk"))
    elsewhere = OfferSession.objects.filter(offer=OuterRef("pk"), site__isnull=False)
    own = Q(organisation__in=inside.values("organisation")) & ~Q(Exists(elsewhere))
    return offers.filter(Q(Exists(there)) | own)
