"""Territories that entries stand in: everything around them, and the words that people know them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from maillage.territory.models import Containment, PostalCode, Territory

NAMED = (Territory.Level.COMMUNE, Territory.Level.QUARTER, Territory.Level.ZONE)
"""Levels whose names are words of an entry: nobody looks for a course by typing « Région wallonne »."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`wholes`: ids of the territories that contain it, itself included; `names`: words by language (`fr` first)."""

    label: str = ""
    wholes: tuple[int, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    postal_codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Grounds:
    """The territories of a batch of offers, read at once: three queries."""

    ids: Collection[int]
    _found: dict[int, Ground] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        wholes: dict[int, list[int]] = defaultdict(list)
        for whole, part in Containment.objects.filter(part__in=self.ids).values_list("whole_id", "part_id"):
            wholes[part].append(whole)
        around = {pk for pks in wholes.values() for pk in pks}
        rows = {
            row[0]: row
            for row in Territory.objects.filter(pk__in=around).values_list(
                "pk", "level", "name", "names", "parent_id"
            )
        }
        codes: dict[int, list[str]] = defaultdict(list)
        for pk, code in PostalCode.objects.filter(territory__in=around).values_list("territory_id", "code"):
            codes[pk].append(code)
        for pk, containing in wholes.items():
            named = [rows[one] for one in sorted(containing) if rows[one][1] in NAMED]
            names = [("fr", row[2]) for row in named]
            names += [(language, name) for row in named for language, name in row[3].items()]
            self._found[pk] = Ground(
                label=_label(rows[pk], rows),
                wholes=tuple(sorted(containing)),
                names=tuple(names),
                postal_codes=tuple(sorted({code for row in named for code in codes[row[0]]})),
            )

    def __getitem__(self, pk: int | None) -> Ground:
        return self._found.get(pk or 0, Ground())


def _label(row: tuple, rows: dict[int, tuple]) -> str:
    """« Jemeppe (Seraing) » for a quarter, the name alone otherwise."""
    above = rows.get(row[4])
    if row[1] == Territory.Level.QUARTER and above is not None and above[2] != row[2]:
        return f"{row[2]} ({above[2]})"
    name: str = row[2]
    return name
