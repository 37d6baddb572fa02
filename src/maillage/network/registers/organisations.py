"""What organisations add to lower rooms: the entry « Annuaire » of the menu."""

from __future__ import annotations

from maillage.ui.menu import MenuEntry, menu


def register() -> None:
    menu.add("organisations", MenuEntry("Annuaire", "network:organisations", "/annuaire/"), rank=10)
