"""What higher rooms may add to the cadastre."""

from __future__ import annotations

from maillage.ui.panels import PanelPlace

offer_panels = PanelPlace("offer")
"""On the page of an offer; `load(offer, reader, day)`."""
