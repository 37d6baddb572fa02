"""The reference data of the territory: `maillage load-reference` calls `load_reference`."""

from __future__ import annotations

from django.db import transaction

from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.loading.figures import load_figures
from maillage.territory.loading.places import load_places


def load_reference() -> str:
    """Loads places, then figures, then what lies inside what; may be run again at any time."""
    with transaction.atomic():
        places = load_places()
    with transaction.atomic():
        figures = load_figures()
    rebuild_containment()
    if not places and not figures:
        return "à jour"
    return f"{places} lieux et {figures} chiffres chargés"
