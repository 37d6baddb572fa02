"""The offer, its sessions, the places that are left, and what is needed to find it."""

from maillage.cadastre.models.closures import Closure
from maillage.cadastre.models.demand import CoverageSnapshot, ExpressedDemand
from maillage.cadastre.models.index import IndexState, OfferEntry, OfferPosting
from maillage.cadastre.models.offers import Offer, OfferLevel, OfferText
from maillage.cadastre.models.places import Places
from maillage.cadastre.models.referrals import ReferralCount
from maillage.cadastre.models.school_calendar import SchoolHolidays
from maillage.cadastre.models.sessions import OfferSession, WeeklySlot
from maillage.cadastre.models.suggestions import SuggestedChange, Suggestion

__all__ = [
    "Closure",
    "CoverageSnapshot",
    "ExpressedDemand",
    "IndexState",
    "Offer",
    "OfferEntry",
    "OfferLevel",
    "OfferPosting",
    "OfferSession",
    "OfferText",
    "Places",
    "ReferralCount",
    "SchoolHolidays",
    "SuggestedChange",
    "Suggestion",
    "WeeklySlot",
]
