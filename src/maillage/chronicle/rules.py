"""Who may write in this room.

News: who works for an organisation posts for it, who coordinates the network posts for any, who organises a space posts
for that space. Watch notes: who coordinates the network. Subscriptions: each their own, by log-in or by a personal link.
"""

from __future__ import annotations

import rules

from maillage.chronicle.models import NewsItem, Subscriber, Subscription
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader, link_key, person_key
from maillage.network.models import Organisation
from maillage.network.rules.organisations import holds_the_sheet
from maillage.network.rules.spaces import organises

CONFIRM_LINK = "confirm_alerts"
MANAGE_LINK = "manage_alerts"


def _posts_at_all(reader: Reader, _on: object = None) -> bool:
    return reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS)


def _posts_for_organisation(reader: Reader, organisation: Organisation) -> bool:
    return bool(holds_the_sheet.test(reader, organisation))


def _writes_notes(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS)


def _edits_news(reader: Reader, item: NewsItem) -> bool:
    """Who may read it and speaks for where it comes from; what a space keeps to itself, its organisers only."""
    if item.audience not in reader.keys:
        return False
    if item.space is not None and (item.audience == item.space.key or item.organisation is None):
        return organises(reader, item.space)
    if item.space is not None and organises(reader, item.space):
        return True
    return item.organisation is not None and _posts_for_organisation(reader, item.organisation)


def _holds(reader: Reader, subscriber: Subscriber) -> bool:
    """Their own: nobody else's, whatever they administer."""
    if subscriber.person is not None and reader.has(person_key(subscriber.person.uid)):
        return True
    return reader.has(link_key(MANAGE_LINK, subscriber.uid))


def _confirms(reader: Reader, subscription: Subscription) -> bool:
    return reader.has(link_key(CONFIRM_LINK, subscription.uid))


rules.add_rule("chronicle.post_news", _posts_at_all)
rules.add_rule("chronicle.post_for_organisation", _posts_for_organisation)
rules.add_rule("chronicle.post_in_space", organises)
rules.add_rule("chronicle.edit_news", _edits_news)
rules.add_rule("chronicle.write_watch_note", _writes_notes)
rules.add_rule("chronicle.tell_space", organises)
rules.add_rule("chronicle.hold_alerts", _holds)
rules.add_rule("chronicle.confirm_alerts", _confirms)
