"""What this room adds to lower ones: the lists it can import."""

from maillage.exchange.registries import importers
from maillage.network.imports.importer import OrganisationImporter


def register() -> None:
    importers.add(OrganisationImporter.kind, OrganisationImporter(), rank=10)
