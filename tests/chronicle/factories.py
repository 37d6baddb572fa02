"""News, watch notes and subscriptions for tests: every factory calls the action of the field."""

from __future__ import annotations

from typing import Any

from tests.network.factories import make_organisation
from tests.network.space_factories import organiser

from maillage.accounts.models import Person
from maillage.chronicle.actions.alerts import Wish, ask_by_email, confirm_alerts, subscribe
from maillage.chronicle.actions.news import post_news
from maillage.chronicle.actions.watch import write_watch_note
from maillage.chronicle.models import NewsItem, Subscriber, WatchNote
from maillage.chronicle.rules import CONFIRM_LINK
from maillage.chronicle.sources import wish
from maillage.core.readers import PUBLIC, SYSTEM, VISITOR, Reader, link_key, person_key
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


def make_subscriber(
    person: Person | None = None, *, email: str = "", rhythm: str = "week", **criteria: Any
) -> Subscriber:
    """Of a person, or of a confirmed address; `make_subscriber(zoe, themes=[…], sources=("nouvelles",))`."""
    sources = criteria.pop("sources", ("nouvelles", "veille"))
    params = wish(**{"themes": (), "territories": (), **criteria})
    wishes = [Wish(source, params) for source in sources]
    if person is not None:
        by = Reader(keys=frozenset({PUBLIC, person_key(person.uid)}), uid=person.uid, label=person.full_name)
        return subscribe(by=by, person=person, wishes=wishes, rhythm=rhythm)
    (first, *_rest) = ask_by_email(by=VISITOR, uid=new_uid(), email=email, wishes=wishes, rhythm=rhythm)
    return confirm_alerts(by=by_link(CONFIRM_LINK, first.uid), subscription=first)


def by_link(purpose: str, uid: str) -> Reader:
    """Who came by a personal link."""
    return VISITOR.with_keys({link_key(purpose, uid)})
