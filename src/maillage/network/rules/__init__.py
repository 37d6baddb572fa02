"""Who may write in the `network` room, a module a noun; importing this package adds every rule."""

from maillage.network.rules import (
    accreditations,
    address_book,
    campaigns,
    letters,
    lifecycle,
    organisations,
    posts,
    profile,
    sites,
    spaces,
)

__all__ = [
    "accreditations",
    "address_book",
    "campaigns",
    "letters",
    "lifecycle",
    "organisations",
    "posts",
    "profile",
    "sites",
    "spaces",
]
