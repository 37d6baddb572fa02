"""News, watch notes and subscriptions for tests: every factory calls the action of the field."""

from __future__ import annotations

from typing import Any

from tests.network.factories import make_organisation
from tests.network.space_factories import organiser

from maillage.chronicle.actions.news import post_news
from maillage.chronicle.actions.watch import write_watch_note
from maillage.chronicle.models import NewsItem, WatchNote
from maillage.core.readers import SYSTEM
from maillage.records.identity import new_uid


def make_news(title: str = "Porte ouverte", **fields: Any) -> NewsItem:
    """`make_news("Porte ouverte", organisation=foyer, themes=[…], territories=[…])`; `space` alone is enough."""
    themes, territories = fields.pop("themes", ()), fields.pop("territories", ())
    space = fields.get("space")
    if space is None and "organisation" not in fields:
        fields["organisation"] = make_organisation()
    by = fields.pop("by", organiser(space) if space else SYSTEM)
    fields = {"text": "Venez nombreux.", **fields}
    return post_news(
        by=by,
        uid=fields.pop("uid", new_uid()),
        fields={"title": title, **fields},  # type: ignore[typeddict-item]
        themes=themes,
        territories=territories,
    )


def make_note(title: str = "Un décret change", **fields: Any) -> WatchNote:
    """`make_note("Un décret change", audience="public", themes=[…])`."""
    themes, territories = fields.pop("themes", ()), fields.pop("territories", ())
    said = {"change": "Le délai passe à 18 mois.", "source": "Moniteur belge", **fields}
    return write_watch_note(
        by=said.pop("by", SYSTEM),
        uid=said.pop("uid", new_uid()),
        fields={"title": title, **said},  # type: ignore[typeddict-item]
        themes=themes,
        territories=territories,
    )
