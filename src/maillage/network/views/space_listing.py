"""The list of spaces: its columns, and its filters as links that can be shared (B2)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.remembered import Memory
from maillage.network.models import Space
from maillage.network.queries import spaces as reads
from maillage.network.queries.space_around import say_around_spaces
from maillage.network.queries.spaces import LIVING
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing

STATES = (
    ("en-cours", "en cours", LIVING),
    ("en-projet", "en projet", (Space.Status.PLANNED,)),
    ("active", "active", (Space.Status.ACTIVE,)),
    ("en-veille", "en veille", (Space.Status.DORMANT,)),
    ("cloturee", "clôturée", (Space.Status.CLOSED,)),
)


def spaces_listing(reader: Reader, day: dt.date, *, ground: str = "") -> Listing:
    """« Plateformes et groupes » on a day."""
    memory = Memory(reader, day)
    return Listing(
        title="Plateformes et groupes",
        lead="Où les acteurs se rencontrent : par thème, par territoire, ou les deux.",
        nothing="Aucune plateforme, aucun groupe",
        one="plateforme ou groupe",
        many="plateformes et groupes",
        columns=_columns(),
        filters=_filters(_in_use(reader, day, ground, memory), day),
        search=("sort_name",),
        search_label="Chercher une plateforme ou un groupe",
        keeps=("au",),
        empty_hint="Une plateforme se crée en trois minutes : un nom, un thème, un territoire, quelques membres.",
        rows_template="network/spaces/rows.html",
        remember=memory.keep,
        complete=partial(say_around_spaces, day=day, reader=reader),
    )


def _columns() -> tuple[ListColumn, ...]:
    return (
        ListColumn("nom", "Nom", "name", sort="sort_name", link=_url),
        ListColumn("genre", "Genre", "kind.name", sort="kind__sort_name"),
        ListColumn("themes", "Thèmes", "around.themes"),
        ListColumn("territoire", "Territoire", "around.ground"),
        ListColumn("porteurs", "Porté par", "around.hosts"),
        ListColumn("membres", "Membres", "member_count", sort="member_count", kind=ColumnKind.NUMBER),
        ListColumn("etat", "État", "around.state", show=_state_tag),
        ListColumn(
            "depuis", "Depuis le", "valid_from", sort="valid_from", kind=ColumnKind.DAY, on_screen=False
        ),
        ListColumn("courriel", "Adresse e-mail", "contact_email", on_screen=False, needs=(COORDINATORS,)),
        ListColumn("adresse", "Page", "uid", on_screen=False, export=_url),
    )


def _url(space: Space) -> str:
    return _page_at(space.address)


@lru_cache(maxsize=2_048)
def _page_at(address: str) -> str:
    return reverse("network:space", args=[address])


def _state_tag(space: Any) -> SafeString:
    return format_html('<span class="tag">{}</span>', space.around.state)


Choices = list[tuple[str, str]]


def _in_use(reader: Reader, day: dt.date, ground: str, memory: Memory) -> dict[str, Choices]:
    """What the list can be narrowed by; the territory that a link brought along is added to those of the spaces."""
    known = memory.keep(
        "choices of spaces",
        lambda: {
            "kinds": reads.kinds_in_use(reader),
            "themes": reads.themes_in_use(reader),
            "grounds": reads.grounds_in_use(reader, day),
            "hosts": reads.hosts_in_use(reader, day),
            "axes": reads.axes_in_use(reader, day),
        },
    )
    if ground and ground not in dict(known["grounds"]):
        return known | {"grounds": reads.grounds_in_use(reader, day, asked=ground)}
    return known


def _filters(used: dict[str, Choices], day: dt.date) -> tuple[Filter, ...]:
    return (
        Filter(
            "etat",
            "État",
            choices=[(key, label) for key, label, _ in STATES],
            apply=partial(_in_state, day=day),
            default="en-cours",
            any_label="tous",
        ),
        Filter("genre", "Genre", field="kind__notation", choices=used["kinds"]),
        Filter("theme", "Thème", choices=used["themes"], apply=_with_theme),
        Filter(
            "territoire",
            "Territoire",
            choices=used["grounds"],
            apply=partial(reads.on_ground, day=day),
        ),
        Filter(
            "porteur",
            "Porté par",
            choices=used["hosts"],
            apply=partial(reads.hosted_by, day=day),
        ),
        Filter(
            "axe",
            "Axe",
            choices=used["axes"],
            apply=partial(reads.within_axis, day=day),
        ),
    )


def _in_state(spaces: QuerySet[Any], value: str, *, day: dt.date) -> QuerySet[Any]:
    states = next((states for key, _, states in STATES if key == value), LIVING)
    return reads.in_state(spaces, states, day)  # type: ignore[arg-type]


def _with_theme(spaces: QuerySet[Any], value: str) -> QuerySet[Any]:
    return reads.with_theme(spaces, value)  # type: ignore[arg-type]
