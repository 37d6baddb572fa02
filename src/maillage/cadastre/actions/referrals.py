"""A sheet is handed over: only that it was is remembered (row E11)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from maillage.cadastre.models import Offer, ReferralCount
from maillage.core.readers import Reader
from maillage.records.actions import action, require
from maillage.records.clock import today


@action
def count_referrals(*, by: Reader, offers: Collection[Offer]) -> None:
    """Adds one to each of these offers for this month. The journal says nothing: who oriented whom is nobody's business."""
    month = today().replace(day=1)
    for offer in offers:
        require(by, "cadastre.hand_over", offer)
        row, _made = ReferralCount.objects.get_or_create(offer=offer, month=month)
        ReferralCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
