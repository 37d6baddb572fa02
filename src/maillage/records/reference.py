"""What `maillage load-reference` loads: each room that ships reference data adds its loader, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class ReferenceLoader:
    """`load` is idempotent, never undoes what a user changed, and returns one line that says what it did."""

    title: str
    load: Callable[[], str]


reference_loaders: Registry[ReferenceLoader] = Registry("reference loaders")


def load_reference() -> list[str]:
    """Runs every loader and returns their lines."""
    return [f"{loader.title} : {loader.load()}" for loader in reference_loaders]
