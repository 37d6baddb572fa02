"""What higher rooms may add here: panels of the pages, what follows a departure, a merger of organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.core.readers import PUBLIC, Reader
from maillage.core.registry import Registry
from maillage.ui.panels import PanelPlace

if TYPE_CHECKING:
    from maillage.accounts.models import Person
    from maillage.network.models import CampaignSheet, Organisation, Post, Space, Succession

organisation_panels = PanelPlace("organisation")
"""On the page of an organisation; `load(organisation, reader, day)` (J9)."""
space_panels = PanelPlace("space")
"""On the page of a space; `load(space, reader, day)`."""
person_panels = PanelPlace("person")
"""On the page of a person; `load(person, reader, day)`."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Something a person leaves behind that a colleague may take over; `key` comes back to `DepartureFollower.hand_over`.

    `audience`: who may read the label (invariant 17). It is offered to them alone; it ends with the departure whoever
    notes it.
    """

    key: str
    label: str
    audience: str = PUBLIC


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

sheet_followers: Registry[Callable[[Collection[int]], object]] = Registry("sheet followers")
"""Called with the ids of organisations in the transaction that writes their sheet or their sites: what shows their name,
their telephone or their address is written again."""

AudienceFollower = Callable[["Space", str, str], None]

audience_followers: Registry[AudienceFollower] = Registry("audience followers")
"""Called with (space, old audience, new audience) in the transaction that changes it: rewrite what hangs on the space."""


@dataclass(frozen=True, slots=True)
class LastSign:
    """When a member was last heard of, and how it showed ("réunion du 3 mars")."""

    day: dt.date
    label: str


LastSigns = Callable[["Space", Collection[int], dt.date], Mapping[int, LastSign]]

last_signs: Registry[LastSigns] = Registry("last signs")
"""Called with (space, ids of member organisations, day), in bulk; the latest sign of all sources is shown (B3)."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of « Qui fait quoi »."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class GridPart:
    """A family of columns with, per organisation id, the keys of the columns that it fills."""

    columns: Sequence[GridColumn]
    filled: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class WhoDoesWhat:
    """`load` gets (ids of member organisations, day) and returns the part, in bulk; everyone sees the grid."""

    title: str
    load: Callable[[Collection[int], dt.date], GridPart]


who_does_what_columns: Registry[WhoDoesWhat] = Registry("who does what")


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line of « Mes suivis »: what waits for this reader, and where to do it."""

    label: str
    url: str
    detail: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class CampaignKind:
    """What a campaign asks: the sheet of the directory, the offers of an operator.

    `page`: name of the URL of its dashboard; `letter`: the template of its mails, which get `campaign`, `organisation`,
    `reminder` and `url`; `link`: the purpose of the personal link. `confirm` writes what was said on the telephone, as
    (by, sheet, who), once the rules of campaigns let it; `correct`: where one goes to write a correction that was told;
    `asks`: what the telephone asks. `by_organisers`: organisers of a space may also ask its members.
    """

    label: str
    page: str
    letter: str
    link: str
    confirm: Callable[[Reader, CampaignSheet, str], object]
    correct: Callable[[Organisation], str]
    asks: str
    by_organisers: bool = False


campaign_kinds: Registry[CampaignKind] = Registry("kinds of campaigns")

desk_lines: Registry[Callable[[Reader, dt.date], Sequence[DeskLine]]] = Registry("lines of Mes suivis")
"""Called with (reader, day); the desk shows them in order."""
