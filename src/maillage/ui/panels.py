"""Panels: what a higher room shows on the page of a lower one, fetched in bulk, asserted in query counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.core.readers import Reader
from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Panel:
    """`load` gets (subject, reader, day) and returns the context of `template`, or None when there is nothing to show."""

    template: str
    load: Callable[..., Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class LoadedPanel:
    key: str
    template: str
    context: Mapping[str, Any]


class PanelPlace:
    """One page that panels may be added to; made by the room that owns the page."""

    def __init__(self, name: str) -> None:
        self.registry: Registry[Panel] = Registry(f"panels of {name}")

    def add(self, key: str, panel: Panel, *, rank: int = 100) -> None:
        self.registry.add(key, panel, rank=rank)

    def loaded(self, subject: object, reader: Reader, day: object) -> list[LoadedPanel]:
        """The panels that have something to show, in order."""
        found = []
        for key, panel in self.registry.items():
            context = panel.load(subject, reader, day)
            if context is not None:
                found.append(LoadedPanel(key, panel.template, context))
        return found
