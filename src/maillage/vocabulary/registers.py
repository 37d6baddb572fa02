"""What this room adds to the rooms below it."""

from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.vocabulary.reference.loader import load_reference


def register() -> None:
    reference_loaders.add("vocabulary", ReferenceLoader("Vocabulaires", load_reference), rank=10)
