"""What the territory knows of postal codes and localities, loaded once for a whole file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from maillage.core.cleaning.places import KnownPlace
from maillage.core.folding import fold
from maillage.records.clock import today
from maillage.territory.models import PostalCode, Territory

Level = Territory.Level


class TerritoryLookup:
    """Answers `core.cleaning.places.PostalLookup` from memory: communes by code, communes and former communes by name."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[KnownPlace]] = defaultdict(list)
        self._by_name: dict[str, list[KnownPlace]] = defaultdict(list)
        self._codes: dict[int, list[str]] = defaultdict(list)
        self._commune_of: dict[int, int] = {}
        self._load_places()

    def _load_places(self) -> None:
        rows = list(
            Territory.objects.as_of(today())
            .filter(level__in=[Level.COMMUNE, Level.QUARTER])
            .order_by("level", "pk")
            .values_list("pk", "level", "name", "names", "parent_id")
        )
        communes = {pk: KnownPlace(pk, name, name) for pk, level, name, _, _ in rows if level == Level.COMMUNE}
        for pk, level, name, names, parent in rows:
            commune = communes.get(pk if level == Level.COMMUNE else parent)
            if commune is None:
                continue
            place = commune if level == Level.COMMUNE else KnownPlace(pk, name, commune.name)
            self._commune_of[pk] = commune.key
            for one in {fold(name), *(fold(other) for other in (names or {}).values())}:
                if one and not (place is not commune and one == fold(commune.name)):
                    self._by_name[one].append(place)
        for code, pk in PostalCode.objects.order_by("code", "pk").values_list("code", "territory_id"):
            if pk in communes:
                self._by_code[code].append(communes[pk])
                self._codes[pk].append(code)

    def by_code(self, code: str) -> Sequence[KnownPlace]:
        return self._by_code.get(code, [])

    def by_name(self, name: str) -> Sequence[KnownPlace]:
        """Communes first: « Liège » is the commune, not the former commune of the same name."""
        found = self._by_name.get(fold(name), [])
        communes = [place for place in found if self._commune_of[place.key] == place.key]
        return communes if len(communes) == 1 else found

    def codes_of(self, place: KnownPlace) -> Sequence[str]:
        return self._codes.get(self._commune_of.get(place.key, 0), [])

    def successor_of(self, code: str) -> str:
        """No table of abolished postal codes is known to us: such a code is simply unknown."""
        del code
        return ""

    def commune_of(self, key: int | None) -> int | None:
        """The commune around a place."""
        return self._commune_of.get(key) if key is not None else None
