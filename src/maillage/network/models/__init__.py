"""The network's rows, a module a noun."""

from maillage.network.models.organisations import (
    Accreditation,
    Organisation,
    OrganisationName,
    Site,
    Succession,
)
from maillage.network.models.posts import Post
from maillage.network.models.spaces import Mandate, Membership, Space, SpaceHost

__all__ = [
    "Accreditation",
    "Mandate",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Post",
    "Site",
    "Space",
    "SpaceHost",
    "Succession",
]
