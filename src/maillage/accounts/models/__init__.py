"""People, their log-ins, and the personal links that let them act without one."""

from maillage.accounts.models.links import SignedLink
from maillage.accounts.models.people import ERASED, Person, User

__all__ = ["ERASED", "Person", "SignedLink", "User"]
