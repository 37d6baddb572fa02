"""The room opens: its addresses and registries load together."""

from django.urls import get_resolver


def test_the_addresses_of_organisations_and_spaces_hang_in_one_room() -> None:
    assert "network" in get_resolver().app_dict
