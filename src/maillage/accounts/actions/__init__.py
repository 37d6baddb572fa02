"""Writes of the room, a module a noun."""

from maillage.accounts.actions.links import (
    IssuedLink,
    issue_link,
    renew_link,
    revoke_link,
    revoke_links_of,
    use_link,
)
from maillage.accounts.actions.log_ins import (
    make_administrator,
    move_log_in_address,
    open_account,
    vouch_for_address,
)
from maillage.accounts.actions.people import LastAdministrator, add_person, edit_person, erase_person

__all__ = [
    "IssuedLink",
    "LastAdministrator",
    "add_person",
    "edit_person",
    "erase_person",
    "issue_link",
    "make_administrator",
    "move_log_in_address",
    "open_account",
    "renew_link",
    "revoke_link",
    "revoke_links_of",
    "use_link",
    "vouch_for_address",
]
