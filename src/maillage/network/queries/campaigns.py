"""Reads: who a campaign would ask, and where its answers stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from maillage.core.freshness import TO_CONFIRM_AFTER, latest_start
from maillage.core.readers import Reader, works_key
from maillage.mailing.queries import addresses_in_error
from maillage.network.models import Campaign, CampaignSheet, Membership, Organisation, Site, Space
from maillage.network.models.campaigns import PATIENCE, SheetState
from maillage.records.dated import holds_on
from maillage.territory.models import Territory


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a campaign addresses: everyone, the members of a space, a territory; only sheets not checked since a day."""

    space: Space | None = None
    territory: Territory | None = None
    not_checked_since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Recipients:
    """`reachable` get a mail; the others are listed with the reason and can be asked by telephone."""

    reachable: list[Organisation]
    without_address: list[Organisation]
    in_error: list[Organisation]

    @property
    def everyone(self) -> list[Organisation]:
        return [*self.reachable, *self.without_address, *self.in_error]


def organisations_asked(asked: Asked, reader: Reader, day: dt.date) -> QuerySet[Organisation]:
    """Organisations alive on `day` that the reader may see, each once. Services count as organisations."""
    found = Organisation.objects.visible_to(reader).as_of(day)
    if asked.space:
        members = Membership.objects.filter(
            holds_on(day),
            space=asked.space,
            status__in=(Membership.Status.MEMBER, Membership.Status.OCCASIONAL),
        )
        found = found.filter(pk__in=members.values("organisation"))
    if asked.territory:
        sites = Site.objects.filter(holds_on(day), territory__wholes_around__whole=asked.territory)
        found = found.filter(pk__in=sites.values("organisation"))
    if asked.not_checked_since:
        found = found.filter(checked_on__lt=asked.not_checked_since)
    return found.order_by("sort_name", "id")


def recipients(asked: Asked, reader: Reader, day: dt.date) -> Recipients:
    """Whom a campaign would reach, and whom not, with the reason. Three queries."""
    everyone = list(organisations_asked(asked, reader, day))
    broken = addresses_in_error(organisation.email for organisation in everyone if organisation.email)
    return Recipients(
        reachable=[one for one in everyone if one.email and one.email.lower() not in broken],
        without_address=[one for one in everyone if not one.email],
        in_error=[one for one in everyone if one.email and one.email.lower() in broken],
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How many sheets stand where, in the order of the dashboard; `count` is all of them."""

    state: SheetState
    count: int


def standings(campaign: Campaign) -> list[Standing]:
    """Every state with its count, zero included; they add up to the number of sheets. One query."""
    rows = campaign.sheets.with_standing().values("standing").annotate(n=Count("id")).order_by()
    counted = {row["standing"]: row["n"] for row in rows}
    return [Standing(state, counted.get(state, 0)) for state in SheetState]


def to_remind(campaign: Campaign) -> QuerySet[Any]:
    """Who would get a reminder: never someone who answered, nor whom the mail did not reach, nor whose last letter,
    a reminder as well, left less than `PATIENCE` ago."""
    return campaign.sheets.with_standing().filter(standing=SheetState.SILENT, next_letter="")


@dataclass(frozen=True, slots=True)
class Reminding:
    """How many to remind now; when nobody yet, the moment from which the next one may be."""

    count: int = 0
    later: dt.datetime | None = None


def reminding(campaign: Campaign) -> Reminding:
    """Only while the campaign runs. One query."""
    if campaign.state != Campaign.State.RUNNING:
        return Reminding()
    found = (
        campaign.sheets.with_standing()
        .filter(next_letter="")
        .aggregate(
            count=Count("pk", filter=Q(standing=SheetState.SILENT)),
            first=Min("sent_at", filter=Q(standing=SheetState.SENT)),
        )
    )
    later = found["first"] + PATIENCE if found["first"] and not found["count"] else None
    return Reminding(found["count"], later)


def silences(reader: Reader) -> list[tuple[Campaign, int]]:
    """Running campaigns with how many organisations have not answered for a week. Two queries."""
    running = Campaign.objects.visible_to(reader).filter(state=Campaign.State.RUNNING)
    sheets = CampaignSheet.objects.filter(campaign__in=running).with_standing()
    silent = sheets.filter(standing=SheetState.SILENT).values("campaign").annotate(n=Count("id")).order_by()
    counted = {row["campaign"]: row["n"] for row in silent}
    return [(one, counted[one.pk]) for one in running.order_by("-launched_at") if one.pk in counted]


def sheets_to_confirm(reader: Reader, day: dt.date) -> QuerySet[Organisation]:
    """The sheets of those for whom the reader works that nobody has looked at for twelve months."""
    prefix = works_key("")
    worked = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    mine = Organisation.objects.visible_to(reader).as_of(day).filter(uid__in=worked)
    return mine.filter(checked_on__lte=latest_start(day, TO_CONFIRM_AFTER)).order_by("sort_name", "id")


def _sheets_counted(which: Q) -> Coalesce:
    """A subquery rather than a join: the counts beside the filters of the list stay counts of campaigns."""
    sheets = CampaignSheet.objects.filter(which, campaign=OuterRef("pk")).order_by().values("campaign")
    return Coalesce(Subquery(sheets.annotate(n=Count("pk")).values("n")), 0)


def campaigns_seen(reader: Reader) -> QuerySet[Campaign]:
    """The list of campaigns, with how many sheets each has and how many were answered."""
    return (
        Campaign.objects.visible_to(reader)
        .select_related("host")
        .annotate(
            asked=_sheets_counted(Q()),
            answered=_sheets_counted(Q(answer__gt="")),
        )
    )
