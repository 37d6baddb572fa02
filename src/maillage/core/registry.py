"""How a lower room is filled by a higher one that it does not know: an ordered, named list of entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by key, read in the order of their rank, then of their key.

    Filled in `registers.py` of the higher rooms, called from `AppConfig.ready()`.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, key: str, entry: Entry, *, rank: int = 100) -> None:
        """Raises `ValueError` when the key is taken: two rooms would fight for one place."""
        if key in self._entries:
            msg = f"{self.name}: {key} is registered twice"
            raise ValueError(msg)
        self._entries[key] = (rank, entry)

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key][1]

    def get(self, key: str) -> Entry | None:
        found = self._entries.get(key)
        return found[1] if found else None

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Entry]:
        for _rank, _key, entry in self._ordered():
            yield entry

    def items(self) -> Iterator[tuple[str, Entry]]:
        for _rank, key, entry in self._ordered():
            yield key, entry

    def __len__(self) -> int:
        return len(self._entries)

    def _ordered(self) -> list[tuple[int, str, Entry]]:
        ordered = [(rank, key, entry) for key, (rank, entry) in self._entries.items()]
        return sorted(ordered, key=lambda row: row[:2])
