"""The yearly campaign of offers: whom to ask, where each operator stands, what its offers lack."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from maillage.cadastre.models import Offer
from maillage.cadastre.queries.lacking import Lack, lacks_on, running_offers, with_lacks
from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.mailing.queries import addresses_in_error
from maillage.network.models import Campaign, Organisation, Space
from maillage.network.queries.campaigns import Asked, Recipients, organisations_asked
from maillage.records.clock import day_of
from maillage.records.dated import holds_on

OFFERS = "offers"
"""The kind of these campaigns, in `network.registries.campaign_kinds`."""
CHANGED = (
    "modifiée",
    "ajoutée",
    "rouverte",
    "session ajoutée",
    "session modifiée",
    "session retirée",
    "sessions reprises",
)
"""What the journal says of an offer that is no longer what it was."""


@dataclass(slots=True)
class OperatorOffers:
    """The offers of one operator in a campaign: how many run, and of these how many it confirmed since the campaign began
    (changed or not), how many were changed; how many ended since; how many lack what."""

    running: int = 0
    confirmed: int = 0
    changed: int = 0
    ended: int = 0
    lacking: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def waiting(self) -> int:
        return self.running - self.confirmed


@dataclass(frozen=True, slots=True)
class CampaignOffers:
    """By operator, by its id; `lacks` in their order, with how many offers of all of them."""

    by_operator: dict[int, OperatorOffers]
    lacks: list[tuple[Lack, int]]

    def of(self, organisation: int) -> OperatorOffers:
        return self.by_operator.get(organisation, OperatorOffers())

    def total(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.by_operator.values())


def operators_asked(space: Space, reader: Reader, day: dt.date, *, without_offers: bool = False) -> Recipients:
    """The members of a platform that offer something today; all of them with `without_offers`. Two queries."""
    members = organisations_asked(Asked(space=space), reader, day)
    if not without_offers:
        members = members.filter(pk__in=running_offers(reader, day).order_by().values("organisation"))
    everyone = list(members)
    broken = addresses_in_error(one.email for one in everyone if one.email)
    return Recipients(
        reachable=[one for one in everyone if one.email and one.email.lower() not in broken],
        without_address=[one for one in everyone if not one.email],
        in_error=[one for one in everyone if one.email and one.email.lower() in broken],
    )


def offers_in(campaign: Campaign, reader: Reader, day: dt.date) -> CampaignOffers:
    """What the offers of the operators asked have become since the launch; before it, what they lack. Two queries."""
    since = day_of(campaign.launched_at) if campaign.launched_at else None
    asked = campaign.sheets.values("organisation")
    return offers_of_operators(
        Offer.objects.visible_to(reader).filter(organisation__in=asked), campaign, since, day
    )


def offers_of_operators(
    offers: object, campaign: Campaign, since: dt.date | None, day: dt.date
) -> CampaignOffers:
    lacks = lacks_on(day)
    wanted = holds_on(day)
    if since:
        wanted |= Q(valid_to__gte=since)
    names = [f"lacks_{number}" for number in range(len(lacks))]
    rows = list(
        with_lacks(offers.filter(wanted).order_by(), day).values_list(  # type: ignore[attr-defined]
            "pk", "organisation_id", "valid_to", "confirmed_on", "kept_by_centre", *names
        )
    )
    changed = _changed(campaign, [row[0] for row in rows])
    found: dict[int, OperatorOffers] = defaultdict(OperatorOffers)
    totals = [0] * len(lacks)
    for pk, operator, valid_to, confirmed_on, kept_by_centre, *missing in rows:
        one = found[operator]
        if valid_to is not None and valid_to <= day:
            one.ended += 1
            continue
        one.running += 1
        one.confirmed += is_confirmed(confirmed_on, kept_by_centre, since)
        one.changed += pk in changed
        for number, is_missing in enumerate(missing):
            if is_missing:
                one.lacking[lacks[number].without] += 1
                totals[number] += 1
    return CampaignOffers(dict(found), [pair for pair in zip(lacks, totals, strict=True) if pair[1]])


def is_confirmed(confirmed_on: dt.date | None, kept_by_centre: bool, since: dt.date | None) -> bool:
    """By the operator itself, since the launch: what the centre writes is no answer of the operator."""
    return bool(since and confirmed_on and confirmed_on >= since and not kept_by_centre)


def _changed(campaign: Campaign, offers: Collection[int]) -> set[int]:
    if campaign.launched_at is None:
        return set()
    told = Entry.objects.filter(
        object_type=Offer._meta.label_lower,
        verb__in=CHANGED,
        moment__gte=campaign.launched_at,
        object_id__in=Offer.objects.filter(organisation__in=campaign.sheets.values("organisation")).values(
            "pk"
        ),
    )
    return set(told.order_by().values_list("object_id", flat=True)) & set(offers)


def changed_since(organisation: Organisation, moment: dt.datetime) -> bool:
    """Whether anything of its offers was changed, added or ended since."""
    told = Entry.objects.filter(
        object_type=Offer._meta.label_lower,
        verb__in=(*CHANGED, "fermée"),
        moment__gte=moment,
        object_id__in=Offer.objects.filter(organisation=organisation).values("pk"),
    )
    return told.exists()
