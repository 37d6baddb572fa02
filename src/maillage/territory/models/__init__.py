"""The tables of the `territory` room."""

from maillage.territory.models.figures import Figure, FigureSource, Indicator
from maillage.territory.models.places import Containment, FormerCode, PostalCode, Territory, ZonePart

__all__ = [
    "Containment",
    "Figure",
    "FigureSource",
    "FormerCode",
    "Indicator",
    "PostalCode",
    "Territory",
    "ZonePart",
]
