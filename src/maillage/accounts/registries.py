"""What higher rooms tell this one: the keys that a person's posts and mandates give, and the personal data they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.core.registry import Registry

if TYPE_CHECKING:
    from maillage.accounts.models import Person

KeySource = Callable[["Person", dt.date], Iterable[str]]

key_sources: Registry[KeySource] = Registry("keys of a person")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`export` returns what one room holds about a person, as JSON-ready values; `erase` removes or redacts it."""

    title: str
    export: Callable[[Person], Mapping[str, Any] | list[Any]]
    erase: Callable[[Person], None]


personal_data: Registry[PersonalData] = Registry("personal data")
