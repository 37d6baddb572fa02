"""The links that an operator was sent to keep its offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.accounts.models import SignedLink
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.network.models import Organisation
from maillage.records.clock import now


@dataclass(frozen=True, slots=True)
class LinksSent:
    """`open`: how many still open; `latest` was sent to `to` on `sent_on`; all empty when none was ever sent."""

    open: int = 0
    to: str = ""
    sent_on: dt.datetime | None = None


def links_sent(organisation: Organisation) -> LinksSent:
    """Those that can still be opened. One query."""
    rows = SignedLink.objects.usable(now()).filter(
        purpose=KEEP_OFFERS_LINK,
        subject_type=organisation._meta.label_lower,
        subject_id=organisation.pk,
    )
    links = list(rows.order_by("-pk"))
    return LinksSent(len(links), links[0].email, links[0].created_at) if links else LinksSent()
