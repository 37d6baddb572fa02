"""What the room shows on the pages of lower rooms."""

from __future__ import annotations

from maillage.concertation.panels import commitments_panel, consultations_panel, cycles_panel, field_panel
from maillage.network.registries import organisation_panels, space_panels


def register() -> None:
    space_panels.add("cycles", cycles_panel, rank=5)
    space_panels.add("consultations", consultations_panel, rank=6)
    space_panels.add("field", field_panel, rank=7)
    organisation_panels.add("commitments", commitments_panel, rank=12)
