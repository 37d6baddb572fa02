"""The network's rows, a module a noun."""

from maillage.network.models.calls import OpenCall
from maillage.network.models.competence import CompetenceTerritory
from maillage.network.models.external import ExternalReport, ExternalSeat
from maillage.network.models.mandates import Mandate, SpaceHost
from maillage.network.models.memberships import Membership
from maillage.network.models.organisations import (
    Accreditation,
    Organisation,
    OrganisationName,
    Site,
    Succession,
)
from maillage.network.models.posts import Post
from maillage.network.models.spaces import (
    Space,
    SpaceAxis,
    SpaceLink,
    SpaceObjective,
    SpaceScope,
    SpaceStatus,
)

__all__ = [
    "Accreditation",
    "CompetenceTerritory",
    "ExternalReport",
    "ExternalSeat",
    "Mandate",
    "Membership",
    "OpenCall",
    "Organisation",
    "OrganisationName",
    "Post",
    "Site",
    "Space",
    "SpaceAxis",
    "SpaceHost",
    "SpaceLink",
    "SpaceObjective",
    "SpaceScope",
    "SpaceStatus",
    "Succession",
]
