"""The reference data of the territory: `maillage load-reference` calls `load_reference`."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from maillage.search.actions import index_objects
from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.loading.figures import load_figures
from maillage.territory.loading.places import load_places
from maillage.territory.models import Territory
from maillage.territory.queries.documents import KIND


def load_reference() -> str:
    """Loads places, then figures, then what lies inside what; may be run again at any time."""
    with transaction.atomic():
        places = load_places()
    with transaction.atomic():
        figures = load_figures()
    rebuild_containment()
    index_objects(kind=KIND, ids=_ids(places))
    if not places and not figures:
        return "à jour"
    return f"{len(places)} lieux et {figures} chiffres chargés"


def _ids(uids: Sequence[str]) -> list[int]:
    known = dict(Territory.objects.values_list("uid", "pk")) if uids else {}
    return [known[uid] for uid in uids]
