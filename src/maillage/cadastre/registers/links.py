"""The personal link by which an operator keeps its offers."""

from __future__ import annotations

import datetime as dt

from maillage.accounts.registries import LinkPurpose, link_purposes
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK

LIFETIME = dt.timedelta(days=60)


def register() -> None:
    link_purposes.add(
        KEEP_OFFERS_LINK,
        LinkPurpose(
            title="tenir les offres de votre organisation", landing="cadastre:keep_offers", lifetime=LIFETIME
        ),
    )
