"""Who may write in the territory room: coordinators draw quarters and zones, administrators import figures."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader
from maillage.territory.models import Territory

DRAWN = (Territory.Level.QUARTER, Territory.Level.ZONE)
"""The levels that people draw themselves; the others are reference data."""


def _coordinates(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS)


def _is_drawn(_reader: Reader, territory: Territory) -> bool:
    return territory.level in DRAWN


def _administers(reader: Reader, _on: object = None) -> bool:
    return reader.has(ADMINISTRATORS)


coordinates = rules.predicate(_coordinates)
is_drawn = rules.predicate(_is_drawn)
administers = rules.predicate(_administers)

rules.add_rule("territory.draw_place", coordinates)
rules.add_rule("territory.edit_place", coordinates & is_drawn)
rules.add_rule("territory.import_figures", administers)
