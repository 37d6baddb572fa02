"""What is told, and to whom: news, watch notes, subscriptions."""

from maillage.chronicle.models.news import NewsItem
from maillage.chronicle.models.subscriptions import Digest, Subscriber, Subscription
from maillage.chronicle.models.watch import WatchNote, WatchNoteCopy, WatchNoteTold

__all__ = [
    "Digest",
    "NewsItem",
    "Subscriber",
    "Subscription",
    "WatchNote",
    "WatchNoteCopy",
    "WatchNoteTold",
]
