"""A news item in a few words: when, where, from whom. The same in lists, feeds and digests."""

from __future__ import annotations

from django.utils.formats import date_format

from maillage.chronicle.models import NewsItem
from maillage.core.readers import Reader
from maillage.ui.days import in_words


def when(item: NewsItem) -> str:
    """« 3/12/2026 », « du 3/12/2026 au 5/12/2026 »."""
    if item.starts_on is None:
        return ""
    first = date_format(item.starts_on, "SHORT_DATE_FORMAT")
    if item.ends_on is None or item.ends_on == item.starts_on:
        return first
    return f"du {first} au {date_format(item.ends_on, 'SHORT_DATE_FORMAT')}"


def when_in_words(item: NewsItem) -> str:
    """« le 3 décembre 2026 », « du 3 au 5 décembre 2026 », « du 30 novembre 2026 au 2 décembre 2026 »."""
    first, last = item.starts_on, item.ends_on
    if first is None:
        return ""
    if last is None or last == first:
        return f"le {in_words(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {'1er' if first.day == 1 else first.day} au {in_words(last)}"
    return f"du {in_words(first)} au {in_words(last)}"


def where(item: NewsItem) -> str:
    return item.place or ", ".join(one.name for one in item.territories.all())


def from_whom(item: NewsItem, reader: Reader) -> str:
    """The organisation and the space it comes from, as far as this reader may know of them."""
    known = [one for one in (item.organisation, item.space) if one is not None and one.audience in reader.keys]
    return ", ".join(one.name for one in known)
