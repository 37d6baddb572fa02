"""What letters to groups add to lower rooms: their copies are durable work; the pages stand in the personal menu."""

from __future__ import annotations

from maillage.core.readers import COORDINATORS
from maillage.network.actions.letters import queue_copies_once
from maillage.records.work import DurableWork, durable_work
from maillage.ui.menu import MenuEntry, personal_menu


def register() -> None:
    durable_work.add("group_letters", DurableWork("lettres aux groupes", queue_copies_once), rank=60)
    personal_menu.add(
        "write_to", MenuEntry("Écrire à…", "network:write_to", "/ecrire/", needs=(COORDINATORS,)), rank=30
    )
    personal_menu.add(
        "campaigns",
        MenuEntry("Campagnes", "network:campaigns", "/campagnes/", needs=(COORDINATORS,)),
        rank=20,
    )
