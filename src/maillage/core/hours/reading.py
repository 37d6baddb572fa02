"""Reading hours as people type them in French. Nothing is guessed: what is not understood is shown back."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, field, replace

from maillage.core.hours.slots import Slot, merged
from maillage.core.hours.tokens import Kind, Token, tokens

NOON, EVENING = dt.time(12), dt.time(17)
_PARTS_OF_DAY = {"m": (dt.time(0), NOON), "a": (NOON, dt.time.max), "s": (EVENING, dt.time.max)}
"""By the first letter of « matin », « après-midi », « soir »: between what the hours typed after them must start."""

_OF_HOURS = {Kind.FROM, Kind.TIME, Kind.TO, Kind.DASH}

Days = list[tuple[int, tuple[int, ...]]]


class UnreadHours(ValueError):
    """`piece` is what was not understood, as typed; `line` its line, from 1."""

    def __init__(self, piece: str, line: int) -> None:
        super().__init__(piece, line)
        self.piece = piece
        self.line = line


@dataclass(slots=True)
class _Found:
    """A slot; `settled` once the text has said whether it goes on during school holidays."""

    slot: Slot
    settled: bool = False


def read_hours(text: str) -> tuple[Slot, ...]:
    """The slots of a text of one or several lines, merged; none for an empty text.

    Each part says its days, then their hours: « du lundi au vendredi 9h-12h30 et 13h30-16h, 2e mardi du mois de 14h à
    16h ». « hors vacances scolaires » is said of what stands before it on the line, or alone on a line of all the lines
    above; « toute l’année » keeps a part out of that. A day without hours is refused, « mardi matin » too.

    Raises `UnreadHours`.

    >>> [f"{slot.weekday} {slot.start:%H:%M}-{slot.end:%H:%M}" for slot in read_hours("lu et me de 9 à 12h30")]
    ['0 09:00-12:30', '2 09:00-12:30']
    >>> read_hours("lundi 9h-12h, mardi matin")
    Traceback (most recent call last):
    maillage.core.hours.reading.UnreadHours: ('mardi matin', 1)
    """
    found: list[_Found] = []
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), start=1):
        found += _Line(line, number, list(tokens(line)), above=found).read()
    return merged(one.slot for one in found)


@dataclass(slots=True)
class _Line:
    line: str
    number: int
    tokens: list[Token]
    above: list[_Found]
    place: int = 0
    found: list[_Found] = field(default_factory=list)

    def read(self) -> list[_Found]:
        while True:
            self._skip(Kind.COMMA, Kind.SEMICOLON, Kind.STOP)
            joined = self._take(Kind.AND)
            if self._sees(Kind.END):
                if joined:
                    raise self._unread(joined, joined)
                return self.found
            if not self._qualified():
                days, first = self._days()
                self._hours(days, first)

    def _qualified(self) -> bool:
        """« hors vacances scolaires » or « toute l’année », in brackets or not."""
        qualifiers = (Kind.OUTSIDE_HOLIDAYS, Kind.ALL_YEAR)
        bracket = self._take(Kind.BRACKET) if self._sees(Kind.BRACKET, then=qualifiers) else None
        qualifier = self._take(*qualifiers)
        if qualifier is None:
            return False
        if bracket and not self._take(Kind.BRACKET):
            raise self._unread(bracket, qualifier)
        unsettled = [one for one in self.found or self.above if not one.settled]
        if not unsettled:
            raise self._unread(qualifier, qualifier)
        for one in unsettled:
            one.slot = replace(one.slot, in_holidays=qualifier.kind is Kind.ALL_YEAR)
            one.settled = True
        return True

    def _days(self) -> tuple[Days, Token]:
        """The weekdays with their weeks of the month, and the token they begin with."""
        first = self._next
        days: Days = []
        while True:
            self._skip(Kind.ARTICLE)
            if self._take(Kind.EVERY_DAY):
                spared = {day for day, _ in self._weekdays()} if self._take(Kind.EXCEPT) else set()
                days += [(day, ()) for day in range(7) if day not in spared]
            elif self._sees(Kind.NTH):
                days += self._monthly()
            elif days and days[-1][1]:
                raise self._unread(self._next, self._next)  # « 2e mardi et jeudi »: each week, or the second?
            else:
                days += self._weekdays()
            if not self._more(Kind.ARTICLE, Kind.DAY, Kind.NTH, Kind.EVERY_DAY, after_from=(Kind.DAY,)):
                return days, first

    def _weekdays(self) -> Days:
        """« lundi », « lundi-vendredi », « du lundi au vendredi », and what follows of the same kind."""
        days: Days = []
        while True:
            self._skip(Kind.ARTICLE)
            begin = self._next
            ranged = self._take(Kind.FROM) is not None
            day = self._expect(Kind.DAY, since=begin)
            if self._sees(Kind.TO, Kind.DASH, then=(Kind.DAY, Kind.ARTICLE)):
                self._take(Kind.TO, Kind.DASH)
                self._skip(Kind.ARTICLE)
                end = self._expect(Kind.DAY, since=begin)
                if end.number == day.number:
                    raise self._unread(begin, end)
                days += [((day.number + step) % 7, ()) for step in range((end.number - day.number) % 7 + 1)]
            elif ranged:
                raise self._unread(begin, day)
            else:
                days.append((day.number, ()))
            if not self._more(Kind.DAY, after_from=(Kind.DAY,)):
                return days

    def _monthly(self) -> Days:
        """« 1er et 3e mardi du mois »; « du mois » may be left out."""
        weeks = [self._expect(Kind.NTH).number]
        while not self._sees(Kind.DAY):
            if self._more(Kind.NTH, Kind.ARTICLE):
                self._skip(Kind.ARTICLE)
                weeks.append(self._expect(Kind.NTH).number)
            else:
                raise self._unread(self._next, self._next)
        day = self._expect(Kind.DAY)
        self._take(Kind.OF_MONTH)
        return [(day.number, tuple(weeks))]

    def _hours(self, days: Days, first: Token) -> None:
        part = self._take(Kind.PART_OF_DAY)
        last = self._previous
        self._take(Kind.COLON, Kind.COMMA, Kind.DASH)
        if not self._sees(Kind.TIME, Kind.FROM):
            self._skip(Kind.COMMA, Kind.AND)
            wrong = (self._next, self._next) if self._sees(Kind.UNKNOWN) else (first, last)
            raise self._unread(*wrong)
        while True:
            start, end = self._span(part)
            self.found += [_Found(Slot(day, start, end, weeks)) for day, weeks in days]
            if not self._more(Kind.TIME, after_from=(Kind.TIME,), needed=False):
                return

    def _span(self, part: Token | None) -> tuple[dt.time, dt.time]:
        """« de 9h à 12h », « 9h-12h ». `part`: the part of the day in which it was said to start."""
        begin = self._next
        self._take(Kind.FROM)
        start = self._expect(Kind.TIME, since=begin)
        if not self._take(Kind.TO, Kind.DASH):
            raise self._unread(begin, start)
        end = self._expect(Kind.TIME, since=begin)
        if end.time <= start.time:
            raise self._unread(begin, end)
        if part and not self._starts_in(part, start.time):
            raise self._unread(part, end)
        return start.time, end.time

    def _starts_in(self, part: Token, time: dt.time) -> bool:
        since, until = _PARTS_OF_DAY[self.line[part.start].lower()]
        return since <= time < until

    # The cursor.

    @property
    def _next(self) -> Token:
        return self.tokens[self.place]

    @property
    def _previous(self) -> Token:
        return self.tokens[max(self.place - 1, 0)]

    def _sees(self, *kinds: Kind, then: tuple[Kind, ...] = ()) -> bool:
        if self._next.kind not in kinds:
            return False
        return not then or self.tokens[self.place + 1].kind in then

    def _take(self, *kinds: Kind) -> Token | None:
        if not self._sees(*kinds):
            return None
        self.place += 1
        return self._previous

    def _skip(self, *kinds: Kind) -> None:
        while self._take(*kinds):
            pass

    def _more(self, *kinds: Kind, after_from: tuple[Kind, ...] = (), needed: bool = True) -> bool:
        """Goes past « , », « et » or both when one of the kinds follows; `needed`: some sign must part them."""
        back = self.place
        comma, both = self._take(Kind.COMMA), self._take(Kind.AND)
        parted = bool(comma or both) or not needed
        if parted and (self._sees(*kinds) or self._sees(Kind.FROM, then=after_from or kinds)):
            return True
        self.place = back
        return False

    def _expect(self, kind: Kind, *, since: Token | None = None) -> Token:
        """The next token, of that kind; else what is refused begins at `since`, or is the next token alone."""
        token = self._take(kind)
        if token is None:
            wrong = self._next
            if since is None or since is wrong or wrong.kind is Kind.UNKNOWN:
                raise self._unread(wrong, wrong)
            raise self._unread(since, self._previous)
        return token

    def _unread(self, first: Token, last: Token) -> UnreadHours:
        """What was typed from one token to the other; of unknown words, or hours, all that follow each other."""
        if first.kind is Kind.END:
            first = last = self._previous
        together = next(
            (kinds for kinds in ({Kind.UNKNOWN}, _OF_HOURS) if {first.kind, last.kind} <= kinds), set()
        )
        for after in self.tokens[self.tokens.index(last) + 1 :]:
            if after.kind not in together:
                break
            last = after
        return UnreadHours(self.line[first.start : last.end].strip(), self.number)
