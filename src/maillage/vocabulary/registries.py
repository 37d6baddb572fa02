"""What higher rooms may add to the pages of this one: where a term is used, what a framework is used for."""

from maillage.ui.panels import PanelPlace

term_panels = PanelPlace("term")
"""Panels get (term, reader, day): « 12 organisations », « 3 plateformes »; what the reader may not see is not counted."""

scheme_panels = PanelPlace("scheme")
"""Panels get (scheme, reader, day)."""
