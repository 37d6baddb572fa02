"""What this room adds to the rooms below it; called once, from `AppConfig.ready()`."""

from maillage.core.readers import ADMINISTRATORS, COORDINATORS
from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.search.registries import sources
from maillage.ui.menu import MenuEntry, foot_menu, personal_menu
from maillage.vocabulary import found
from maillage.vocabulary.reference.loader import load_reference


def register() -> None:
    reference_loaders.add("vocabulary", ReferenceLoader("Vocabulaires", load_reference), rank=10)
    sources.add(found.TERM, found.TERMS, rank=80)
    sources.add(found.SCHEME, found.SCHEMES, rank=90)
    entry = MenuEntry(
        "Vocabulaires", "vocabulary:schemes", "/vocabulaire/", needs=(COORDINATORS, ADMINISTRATORS)
    )
    personal_menu.add("vocabulary", entry, rank=60)
    foot_menu.add("vocabulary", MenuEntry("Vocabulaires", "vocabulary:schemes", "/vocabulaire/"), rank=20)
