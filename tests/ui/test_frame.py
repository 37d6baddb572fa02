"""What surrounds every page: the menu, the search, who is logged in."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import an_account

from maillage.core.readers import COORDINATORS, MEMBERS, VISITOR, Reader
from maillage.ui.menu import MenuEntry, shown

ENTRIES = [
    MenuEntry("Accessibilité", "ui:accessibility", "/accessibilite/", also=("/autres/",)),
    MenuEntry("Bientôt", "nowhere:soon", "/bientot/"),
    MenuEntry("Coordination", "ui:privacy", "/vie-privee/", needs=(COORDINATORS,)),
]


def test_a_room_that_is_not_built_has_no_entry() -> None:
    assert [entry.label for entry in shown(ENTRIES, "/", VISITOR)] == ["Accessibilité"]


def test_an_entry_kept_for_some_is_shown_to_them() -> None:
    reader = Reader(keys=frozenset({MEMBERS, COORDINATORS}))
    assert [entry.label for entry in shown(ENTRIES, "/", reader)] == ["Accessibilité", "Coordination"]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/accessibilite/", "page"), ("/accessibilite/suite/", "true"), ("/autres/", "true"), ("/style/", "")],
)
def test_the_entry_where_one_is_lights_up(path: str, current: str) -> None:
    assert shown(ENTRIES, path, VISITOR)[0].current == current


@pytest.mark.django_db
def test_opening_one_menu_of_the_top_closes_the_other_without_a_script(client: Client) -> None:
    """`<details>` of one name are exclusive; only who is inside has two of them."""
    assert client.get("/accessibilite/").content.decode().count('<details class="menu') == 1
    client.force_login(an_account())
    inside = client.get("/accessibilite/").content.decode()
    assert inside.count('<details class="menu') == inside.count('name="menus"') == 2
    assert '<a class="mark" href="/">' in inside
    assert "<span>maillage</span>" in inside
