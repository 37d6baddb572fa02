"""What the desk adds to lower rooms: « Mes suivis » under the person's name."""

from __future__ import annotations

from maillage.ui.menu import MenuEntry, personal_menu


def register() -> None:
    personal_menu.add(
        "follow_ups",
        MenuEntry(label="Mes suivis", url_name="desk:my_follow_ups", prefix="/mes-suivis/"),
        rank=0,
    )
