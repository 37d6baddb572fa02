"""What higher rooms may add here: panels of the pages, what follows a departure, a merger of organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.core.readers import Reader
from maillage.core.registry import Registry
from maillage.ui.panels import PanelPlace

if TYPE_CHECKING:
    from maillage.accounts.models import Person
    from maillage.network.models import Organisation, Post, Succession

organisation_panels = PanelPlace("organisation")
"""On the page of an organisation; `load(organisation, reader, day)` (J9)."""
space_panels = PanelPlace("space")
"""On the page of a space; `load(space, reader, day)`."""
person_panels = PanelPlace("person")
"""On the page of a person; `load(person, reader, day)`."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Something a person leaves behind that a colleague may take over; `key` comes back to `DepartureFollower.hand_over`."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class DepartureFollower:
    """What a higher noun or room does when a person leaves an organisation: in the same transaction as the departure.

    `charges` lists what the person holds on behalf of the organisation on that day; `close` ends it all with
    `day` as last day; `hand_over` gives one charge, by its key, to a colleague from the day after.
    """

    charges: Callable[[Person, Organisation, dt.date], list[Charge]]
    close: Callable[[Reader, Person, Organisation, dt.date], None]
    hand_over: Callable[[Reader, str, Post, dt.date], None]


departure_followers: Registry[DepartureFollower] = Registry("departure followers")


@dataclass(frozen=True, slots=True)
class MergeFollower:
    """What follows when an organisation ends or another takes its place, in the same transaction.

    `follow` looks at `succession.kind`, `.former`, `.successor` (None: ceased, nobody follows) and `.day` (the first
    day of the new situation): what is current ends the day before and, when there is a successor, goes on there from
    the day; for `DUPLICATE` everything simply becomes the successor's. It returns a JSON-ready note of what it
    moved; `undo` gets the note back and restores it. After a split it is called once, for the main successor.
    """

    follow: Callable[[Reader, Succession], object]
    undo: Callable[[Reader, Succession, object], None]


merge_followers: Registry[MergeFollower] = Registry("merge followers")
