"""What this room adds to lower ones, and to its own registries: spaces."""

from maillage.accounts.registries import key_sources
from maillage.network.actions.space_followers import (
    charges_of,
    close_charges,
    follow_succession,
    hand_over_charge,
    undo_succession,
)
from maillage.network.queries.space_keys import keys_of_spaces
from maillage.network.registries import DepartureFollower, MergeFollower, departure_followers, merge_followers


def register() -> None:
    key_sources.add("spaces", keys_of_spaces)
    departure_followers.add("spaces", DepartureFollower(charges_of, close_charges, hand_over_charge))
    merge_followers.add("spaces", MergeFollower(follow_succession, undo_succession))
