"""What higher rooms tell this one: the keys that a person's posts and mandates give, and the personal data they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.core.registry import Registry
from maillage.ui.panels import PanelPlace

if TYPE_CHECKING:
    from maillage.accounts.models import Person

KeySource = Callable[["Person", dt.date], Iterable[str]]

key_sources: Registry[KeySource] = Registry("keys of a person")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`export` returns what one room holds about a person, as JSON-ready values; `erase` removes or redacts it.

    `files` gives the person's own files, as (name in the archive, content).
    """

    title: str
    export: Callable[[Person], Mapping[str, Any] | list[Any]]
    erase: Callable[[Person], None]
    files: Callable[[Person], Iterable[tuple[str, bytes]]] | None = None


personal_data: Registry[PersonalData] = Registry("personal data")


@dataclass(frozen=True, slots=True)
class LinkPurpose:
    """What a kind of personal link is for.

    `landing` is the name of the URL it leads to, reversed with the subject's uid alone; `title` ends the sentence
    « Ce lien servait à … » ("confirmer la fiche de votre organisation"). A `single_use` link is spent by `use_link`.
    `renewable`: who holds a link that ran out may have a new one sent to the address that received it.
    """

    title: str
    landing: str
    lifetime: dt.timedelta
    single_use: bool = False
    renewable: bool = True


link_purposes: Registry[LinkPurpose] = Registry("purposes of signed links")


@dataclass(frozen=True, slots=True)
class Retention:
    """Something that is not kept longer than needed: `purge` deletes what is older at that moment, and counts it."""

    title: str
    why: str
    after: str
    purge: Callable[[dt.datetime], int]


retention: Registry[Retention] = Registry("retention")


@dataclass(frozen=True, slots=True)
class DemoRole:
    """Someone whose place a newcomer may take in the demonstration, in one click. `door`: the sentence on the home page."""

    label: str
    person: str
    email: str
    door: str = ""


demo_roles: Registry[DemoRole] = Registry("roles of the demonstration")

profile_panels = PanelPlace("profile")
"""What other rooms add to « Mon profil » (the photo, the posts, the subscriptions)."""

after_profile: Registry[Callable[[Person], None]] = Registry("after a profile was saved")
"""What follows the toggles of a profile (the audience of the photo), in the same transaction."""
