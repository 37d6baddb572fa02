"""What `maillage doctor` looks at in demands: what no constraint of the database can hold."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.cadastre.actions.offers import SCALES
from maillage.cadastre.models import ExpressedDemand, OfferLevel


def demand_problems() -> Iterator[str]:
    """Levels of another scale than their skill's: such people would stand in no column."""
    for skill in OfferLevel.Skill:
        rows = ExpressedDemand.objects.filter(skill=skill, level__isnull=False)
        for row in rows.exclude(level__scheme__code__in=SCALES[skill]).select_related("level", "territory"):
            yield f"{row} : le niveau {row.level} n’est pas d’une échelle de l’{skill.label}"
