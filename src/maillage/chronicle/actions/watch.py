"""Writes: a watch note is written, corrected, withdrawn, put back; spaces are told of it (row H11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.chronicle.actions.following import narrow_journal
from maillage.chronicle.models import WatchNote, WatchNoteCopy, WatchNoteTold
from maillage.chronicle.queries.documents import WATCH
from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.models import Space
from maillage.network.queries.addressees import Chosen, addressees
from maillage.records.actions import action, require
from maillage.records.clock import now, today
from maillage.records.versioned import take_version
from maillage.search.actions import index_objects
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term


class WatchFields(TypedDict, total=False):
    """What a note says; only the fields given are written."""

    title: str
    nature: str
    dated_on: dt.date
    change: str
    practice: str
    source: str
    link: str
    effective_on: dt.date | None
    audience: str


@action
def write_watch_note(
    *,
    by: Reader,
    uid: str,
    fields: WatchFields,
    themes: Iterable[Term] = (),
    territories: Iterable[Territory] = (),
) -> WatchNote:
    """Sent twice, the first one comes back."""
    require(by, "chronicle.write_watch_note")
    done = WatchNote.objects.filter(uid=uid).first()
    if done is not None:
        return done
    note = WatchNote(uid=uid, **fields)
    note.clean_fields(exclude={"uid", "sort_title", "find_key"})
    note.posted_by = _person(by)
    note.save()
    note.themes.set(themes)
    note.territories.set(territories)
    _index(note)
    record(by=by, verb="publiée", on=note, audience=note.audience)
    return note


def _person(by: Reader) -> Person | None:
    return Person.objects.filter(uid=by.uid).first() if by.uid else None


@action
def correct_watch_note(
    *,
    by: Reader,
    note: WatchNote,
    seen: int,
    fields: WatchFields,
    themes: Iterable[Term] | None = None,
    territories: Iterable[Territory] | None = None,
) -> WatchNote:
    """Says it right; nobody is told again. Raises `ChangedMeanwhile`."""
    require(by, "chronicle.write_watch_note")
    take_version(note, seen=seen)
    changes = changes_between(note, fields)
    for name, value in fields.items():
        setattr(note, name, value)
    note.clean_fields(exclude={"uid", "sort_title", "find_key"})
    changes += _set(note, "themes", themes) + _set(note, "territories", territories)
    if changes:
        note.corrected_at = now()
    note.save()
    _index(note)
    narrow_journal(WatchNote, [note.pk], note.audience)
    if changes:
        record(by=by, verb="corrigée", on=note, audience=note.audience, changes=changes)
    return note


def _set(note: WatchNote, name: str, wanted: Iterable[Any] | None) -> list[Change]:
    if wanted is None:
        return []
    rows, after = getattr(note, name), list(wanted)
    before = list(rows.all())
    if {one.pk for one in before} == {one.pk for one in after}:
        return []
    rows.set(after)
    label = str(getattr(note._meta.get_field(name), "verbose_name", name))
    return [Change(name, label, in_words(before), in_words(after))]


@action
def withdraw_watch_note(*, by: Reader, note: WatchNote) -> WatchNote:
    """Out of the list, the search and what has not left yet."""
    require(by, "chronicle.write_watch_note")
    return _move(by, note, withdrawn=True)


@action
def put_watch_note_back(*, by: Reader, note: WatchNote) -> WatchNote:
    require(by, "chronicle.write_watch_note")
    return _move(by, note, withdrawn=False)


def _move(by: Reader, note: WatchNote, *, withdrawn: bool) -> WatchNote:
    if note.is_withdrawn == withdrawn:
        return note
    note.withdrawn_at = now() if withdrawn else None
    note.save(update_fields=["withdrawn_at"])
    _index(note)
    record(by=by, verb="retirée" if withdrawn else "remise", on=note, audience=note.audience)
    return note


@action
def tell_spaces(
    *, by: Reader, note: WatchNote, spaces: Sequence[Space], word: str = "", reply_to: str = ""
) -> int:
    """« Dire à… »: one letter for each member of these spaces, whatever the number of spaces; how many people.

    A space is told once of a note; who was told in another space is not told again.
    """
    require(by, "chronicle.write_watch_note")
    for space in spaces:
        require(by, "chronicle.tell_space", space)
    if not spaces:
        raise ValidationError({"spaces": "Choisissez au moins un espace."})
    if note.is_withdrawn:
        raise ValidationError("Cette note est retirée : remettez-la d’abord.")
    return sum(_tell(by, note, space, word=word, reply_to=reply_to) for space in spaces)


def _tell(by: Reader, note: WatchNote, space: Space, *, word: str, reply_to: str) -> int:
    told, is_new = WatchNoteTold.objects.get_or_create(
        note=note,
        space=space,
        defaults={
            "by": by.label[:200],
            "by_person": _person(by),
            "word": word.strip(),
            "reply_to": reply_to,
        },
    )
    if not is_new:
        return 0
    found = addressees(Chosen(space=space), by.with_keys({space.key}), today()).reached
    known = set(WatchNoteCopy.objects.filter(note=note).values_list("person_id", flat=True))
    people = [one.post.person for one in found if one.post.person_id not in known]
    WatchNoteCopy.objects.bulk_create(
        (WatchNoteCopy(note=note, told=told, person=person) for person in people), ignore_conflicts=True
    )
    audience = note.audience if space.is_public else space.key  # unnamed: the space may close one day
    record(by=by, verb="dite à un espace", on=note, audience=audience)
    return len(people)


def _index(note: WatchNote) -> None:
    index_objects(kind=WATCH, ids=[note.pk])
