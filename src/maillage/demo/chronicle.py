"""News, watch notes and subscriptions of the demonstration; days are relative to the one on which it is loaded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.accounts.models import Person
from maillage.chronicle.actions.alerts import Wish, ask_by_email, confirm_alerts, subscribe
from maillage.chronicle.actions.news import NewsFields, post_news
from maillage.chronicle.actions.watch import WatchFields, tell_spaces, write_watch_note
from maillage.chronicle.alert_letters import send_confirmation
from maillage.chronicle.digests import open_due_digests, write_digests_once
from maillage.chronicle.models import NewsItem, Subscriber, WatchNote, WatchNoteTold
from maillage.chronicle.rules import CONFIRM_LINK
from maillage.chronicle.sources import wish
from maillage.chronicle.watch_letters import queue_watch_copies_once
from maillage.core.readers import PUBLIC, VISITOR, link_key, person_key
from maillage.demo.content import chronicle
from maillage.demo.grounds import by_code, commune
from maillage.demo.hand import HAND, hand_in
from maillage.demo.trois_rives import Network
from maillage.network.models import Organisation, Space
from maillage.records.clock import now
from maillage.records.identity import new_uid
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import term

Row = dict[str, Any]
HEARD = dt.timedelta(days=12)
"""Since when the demonstration's subscribers have been told nothing: the last Monday has a digest for them."""


def load_chronicle(network: Network, spaces: dict[str, Space], today: dt.date) -> None:
    for row in chronicle()["news"]:
        _news(row, network, spaces, today)
    for row in chronicle()["watch"]:
        _note(row, spaces, today)
    while queue_watch_copies_once():
        pass
    _subscribers()


def _news(row: Row, network: Network, spaces: dict[str, Space], today: dt.date) -> None:
    space = spaces[row["space"]] if "space" in row else None
    audience = (
        space.key if space is not None and row.get("audience") == "space" else row.get("audience", PUBLIC)
    )
    starts, ends = _day(row, "starts", today), _day(row, "ends", today)
    fields: NewsFields = {
        "title": row["title"],
        "kind": row["kind"],
        "text": row["text"].strip(),
        "starts_on": starts,
        "ends_on": ends,
        "place": row.get("place", ""),
        "organisation": _organisation(row["of"], network),
        "space": space,
        "contact": row.get("contact", ""),
        "audience": audience,
        "shown_until": ends or starts,
    }
    item = post_news(
        by=hand_in(space) if space else HAND,
        uid=new_uid(),
        fields=fields,
        themes=_themes(row),
        territories=[commune(row["ground"])] if "ground" in row else [],
    )
    NewsItem.objects.filter(pk=item.pk).update(posted_at=_moment(row))


def _organisation(name: str, network: Network) -> Organisation:
    return network.centre if name == "Centre" else network.of(name)


def _day(row: Row, name: str, today: dt.date) -> dt.date | None:
    return today + dt.timedelta(days=row[name]) if name in row else None


def _moment(row: Row) -> dt.datetime:
    return now() + dt.timedelta(days=row["posted"])


def _themes(row: Row) -> list[Term]:
    return [term(Code.THEME, notation) for notation in row.get("themes", ())]


def _note(row: Row, spaces: dict[str, Space], today: dt.date) -> None:
    written = ("title", "nature", "dated_on", "effective_on", "source", "link", "audience")
    fields: WatchFields = {name: row[name] for name in written if name in row}  # type: ignore[assignment]
    fields["change"], fields["practice"] = row["change"].strip(), row["practice"].strip()
    note = write_watch_note(
        by=HAND, uid=new_uid(), fields=fields, themes=_themes(row), territories=[by_code(row["region"])]
    )
    WatchNote.objects.filter(pk=note.pk).update(posted_at=_moment(row))
    for key in row.get("told", ()):
        tell_spaces(by=hand_in(spaces[key]), note=note, spaces=[spaces[key]])
    WatchNoteTold.objects.filter(note=note).update(on=today + dt.timedelta(days=row["posted"]))


def _subscribers() -> None:
    """People of the roles by their log-in, addresses by their confirmation; then last Monday's digests."""
    for row in chronicle()["subscriptions"]:
        person = Person.objects.get(email=row["email"])
        by = HAND.with_keys({person_key(person.uid)})
        subscribe(by=by, person=person, wishes=_wishes(row), rhythm=row["rhythm"])
    for row in chronicle()["addresses"]:
        waiting = ask_by_email(
            by=VISITOR, uid=new_uid(), email=row["email"], wishes=_wishes(row), rhythm=row["rhythm"]
        )
        send_confirmation(waiting)
        if row["confirmed"]:
            opened = VISITOR.with_keys({link_key(CONFIRM_LINK, waiting[0].uid)})
            confirm_alerts(by=opened, subscription=waiting[0])
    since = now() - HEARD
    Subscriber.objects.awake().update(awake_since=since, heard_until=since, created_at=since)
    open_due_digests()
    while write_digests_once():
        pass


def _wishes(row: Row) -> list[Wish]:
    params = wish(themes=_themes(row), territories=[], kinds=row.get("kinds", ()))
    return [Wish(source, params) for source in row["sources"]]
