"""What this room adds to lower ones: the worker's share of imports, the clearing of old ones, a line of privacy,
a person's own imports.
"""

from __future__ import annotations

from maillage.accounts.registries import PersonalData, personal_data
from maillage.core.readers import ADMINISTRATORS, COORDINATORS
from maillage.exchange.actions.retention import clear_old_imports
from maillage.exchange.own_imports import files_of, forget_imports_of, imports_of
from maillage.exchange.work import work_once
from maillage.records.work import DurableWork, Timer, durable_work, timers
from maillage.ui.menu import MenuEntry, personal_menu
from maillage.ui.registries import PrivacyPurpose, privacy_purposes


def register() -> None:
    durable_work.add("imports", DurableWork("Imports de fichiers", work_once))
    entry = MenuEntry("Importer une liste", "exchange:imports", "/imports/", (COORDINATORS, ADMINISTRATORS))
    personal_menu.add("imports", entry, rank=50)
    privacy_purposes.add("exchange.imports", _PURPOSE, rank=500)
    personal_data.add(
        "imports", PersonalData("Listes importées", imports_of, forget_imports_of, files_of), rank=60
    )
    timers.add("imports", Timer("Effacement des anciens imports", clear_old_imports))


_PURPOSE = PrivacyPurpose(
    title="Importer des listes de contacts professionnels",
    data="Le contenu du fichier déposé : organisations, noms, fonctions et coordonnées professionnelles.",
    basis="Intérêt légitime : tenir à jour l’annuaire du réseau.",
    kept="Le fichier jusqu’à la fin de l’import ; le détail des lignes 90 jours, pour pouvoir l’annuler.",
    seen_by="La personne qui importe et l’administration.",
)
