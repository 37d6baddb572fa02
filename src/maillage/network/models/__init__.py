"""The network's rows, a module a noun."""

from maillage.network.models.accreditations import Accreditation
from maillage.network.models.address_book import AddressBookEntry, AddressBookFile
from maillage.network.models.calls import OpenCall
from maillage.network.models.campaigns import Campaign, CampaignSheet
from maillage.network.models.competence import CompetenceTerritory
from maillage.network.models.external import ExternalReport, ExternalSeat
from maillage.network.models.letters import GroupLetter, GroupLetterCopy
from maillage.network.models.mandates import Mandate, SpaceHost
from maillage.network.models.memberships import Membership
from maillage.network.models.organisations import Organisation, OrganisationName, Succession
from maillage.network.models.posts import Post
from maillage.network.models.profile import Partnership, Profile
from maillage.network.models.sites import Site
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
    "AddressBookEntry",
    "AddressBookFile",
    "Campaign",
    "CampaignSheet",
    "CompetenceTerritory",
    "ExternalReport",
    "ExternalSeat",
    "GroupLetter",
    "GroupLetterCopy",
    "Mandate",
    "Membership",
    "OpenCall",
    "Organisation",
    "OrganisationName",
    "Partnership",
    "Post",
    "Profile",
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
