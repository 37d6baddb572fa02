"""What higher rooms may add to the cadastre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maillage.core.registry import Registry
from maillage.ui.panels import PanelPlace

offer_panels = PanelPlace("offer")
"""On the page of an offer; `load(offer, reader, day)`."""


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A link beside the answers of a search; `address(query)` gets the parameters of the search, ready for an address."""

    label: str
    icon: str
    address: Callable[[str], str]


search_links: Registry[SearchLink] = Registry("links of the search of offers")
"""What else one may do with a search (« M’avertir »)."""
