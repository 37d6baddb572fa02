"""What a sheet handed to somebody needs of one to three offers, and how often an offer was handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from maillage.cadastre.models import Offer, OfferEntry, ReferralCount
from maillage.cadastre.queries.outgoing import Outgoing, Outgoings
from maillage.core.readers import Reader

MOST_ON_A_SHEET = 3
A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Referred:
    """An offer with each place where it is held."""

    offer: Offer
    places: Sequence[Outgoing]


def referred(uids: Sequence[str], reader: Reader, day: dt.date) -> list[Referred]:
    """In the order asked; offers that this reader may not see, or that nobody can find any more, are left out."""
    seen = Offer.objects.visible_to(reader).filter(uid__in=uids[:MOST_ON_A_SHEET])
    numbers = list(
        OfferEntry.objects.filter(offer__in=seen).order_by("number").values_list("number", flat=True)
    )
    found: dict[str, list[Outgoing]] = {}
    for one in Outgoings(len(numbers), numbers, day).whole():
        found.setdefault(one.offer.uid, []).append(one)
    return [Referred(found[uid][0].offer, found[uid]) for uid in dict.fromkeys(uids) if uid in found]


def titles_on_sheet(uids: Sequence[str], reader: Reader) -> list[tuple[str, str]]:
    """Uid and title of the offers chosen, in order: what the search shows of the sheet under way."""
    seen = Offer.objects.visible_to(reader).filter(uid__in=uids[:MOST_ON_A_SHEET])
    titles = dict(seen.values_list("uid", "title"))
    return [(uid, titles[uid]) for uid in uids if uid in titles]


def referrals_of(offer: Offer, day: dt.date) -> int:
    """How often it was handed over in the last twelve months."""
    rows = ReferralCount.objects.filter(offer=offer, month__gt=day - A_YEAR)
    return rows.aggregate(total=Sum("count"))["total"] or 0
