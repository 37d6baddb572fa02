"""The lists of offers that can be imported."""

from maillage.cadastre.imports.importer import OfferImporter
from maillage.exchange.registries import importers


def register() -> None:
    importers.add(OfferImporter.kind, OfferImporter(), rank=20)
