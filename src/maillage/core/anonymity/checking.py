"""Checks a free text before it is saved, and proposes it without what identifies someone. Deciding is for who writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from maillage.core.anonymity.addresses import addresses
from maillage.core.anonymity.combination import combinations
from maillage.core.anonymity.dates import birth_dates
from maillage.core.anonymity.kinds import Found, Kind, Span
from maillage.core.anonymity.numbers import accounts, emails, file_numbers, national_numbers, phones, plates
from maillage.core.anonymity.people import people
from maillage.core.anonymity.words import placed_words

_BY_SHAPE: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    (Kind.EMAIL, emails),
    (Kind.IBAN, accounts),
    (Kind.NATIONAL_NUMBER, national_numbers),
    (Kind.PHONE, phones),
    (Kind.BIRTH_DATE, birth_dates),
    (Kind.FILE_NUMBER, file_numbers),
    (Kind.ADDRESS, addresses),
    (Kind.PLATE, plates),
)


def found(text: str) -> list[Found]:
    """What identifies a person, in the order of the text; nothing overlaps. What is found hides what overlaps it: the text
    is looked at again without it, until nothing is left (a second look, hardly ever a third). An address found around a
    name takes its place.

    >>> [(one.kind.value, one.text) for one in found("Monsieur Diallo, 0470 12 34 56")]
    [('person_name', 'Monsieur Diallo'), ('phone', '0470 12 34 56')]
    """
    kept: list[Found] = []
    left = text
    while fresh := [one for one in _seen(left) if not _cuts(one, kept)]:
        kept = [one for one in kept if not any(_holds(other, one) for other in fresh)]
        kept += [Found(one.start, one.end, one.kind, text[one.start : one.end]) for one in fresh]
        left = _hidden(left, fresh)
    return sorted(kept)


def _holds(wide: Found, narrow: Found) -> bool:
    """All of it, and more."""
    return wide.start <= narrow.start and narrow.end <= wide.end and len(wide.text) > len(narrow.text)


def _cuts(one: Found, kept: Iterable[Found]) -> bool:
    """Overlaps something found before without holding the whole of it."""
    return any(one.start < other.end and other.start < one.end and not _holds(one, other) for other in kept)


def anonymised(text: str, found: Iterable[Found]) -> str:
    """The text with a neutral word in the place of each thing found (of this very text), for someone to reread.

    >>> anonymised("Rappeler Monsieur Diallo.", found("Rappeler Monsieur Diallo."))
    'Rappeler [nom].'
    """
    parts, done = [], 0
    for one in sorted(found):
        parts += [text[done : one.start], one.kind.stand_in]
        done = one.end
    return "".join([*parts, text[done:]])


def _seen(text: str) -> list[Found]:
    words = placed_words(text)
    spans = [(kind, span) for kind, look in _BY_SHAPE for span in look(text)]
    spans += [(Kind.PERSON_NAME, span) for span in people(text, words)]
    free = _Free(text)
    seen = [found for kind, span in spans if (found := free.take(kind, span))]
    for whole, nationality in combinations(text, words):
        one = free.take(Kind.COMBINATION, whole) or free.take(Kind.COMBINATION, nationality)
        seen += [one] if one else []
    return seen


class _Free:
    """The places of a text that nothing found holds yet."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))

    def take(self, kind: Kind, span: Span) -> Found | None:
        start, end = span
        if start >= end or any(self._taken[start:end]):
            return None
        self._taken[start:end] = b"\x01" * (end - start)
        return Found(start, end, kind, self._text[start:end])


def _hidden(text: str, found: Iterable[Found]) -> str:
    """The text of the same length, with brackets in the place of what was found, as in the text anonymised."""
    signs = list(text)
    for one in found:
        signs[one.start : one.end] = f"[{'x' * (one.end - one.start - 2)}]"[: one.end - one.start]
    return "".join(signs)
