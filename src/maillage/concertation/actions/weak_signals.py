"""Writes: weak signals are noted, corrected, taken away (M3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.models import Signal
from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, in_words, record, redact_about
from maillage.network.models import Organisation, Space
from maillage.records.actions import action, may, require
from maillage.records.clock import today
from maillage.records.versioned import take_version
from maillage.territory.models import Territory
from maillage.thread.actions.items import move_item, purge_item, start_item
from maillage.vocabulary.models import Term

KIND = "signal"
"""Of the items of the thread."""


class SignalFields(TypedDict, total=False):
    """What a signal says; only the fields given are written."""

    text: str
    territory: Territory | None
    noted_on: dt.date
    organisation: Organisation | None


@action
def note_signal(
    *, by: Reader, uid: str, space: Space, fields: SignalFields, themes: Iterable[Term] = ()
) -> Signal:
    """By who sits in the space, in the name of nobody but where they work. Sent twice, the first one comes back."""
    require(by, "concertation.note_signal", space)
    done = Signal.objects.select_related("item", "space", "author").filter(item__uid=uid).first()
    if done is not None:
        if not may(by, "concertation.edit_signal", done):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    author = Person.objects.filter(uid=by.uid).first() if by.uid else None
    signal = Signal(space=space, author=author, **fields)
    _settle(by, signal)
    signal.item = start_item(
        kind=KIND,
        uid=uid,
        space=space,
        fields={"title": signal.text, "audience": space.key, "noted_on": signal.noted_on},
    )
    signal.save()
    signal.themes.set(themes)
    record(by=by, verb="noté", on=signal, audience=space.key)
    return signal


def _settle(by: Reader, signal: Signal, *, former: Organisation | None = None) -> None:
    """What both ways of writing check. `former`: the organisation that it already named, which stays."""
    signal.text = " ".join(signal.text.split())
    if signal.organisation is not None and signal.organisation != former:
        require(by, "concertation.speak_for", signal.organisation)
    if signal.noted_on > today():
        raise ValidationError({"noted_on": "Ce jour n’est pas encore venu."})
    signal.clean_fields(exclude={"item", "find_key"})


@action
def correct_signal(
    *, by: Reader, signal: Signal, seen: int, fields: SignalFields, themes: Iterable[Term]
) -> Signal:
    """By who wrote it, or the organisers. Raises `ChangedMeanwhile`."""
    require(by, "concertation.edit_signal", signal)
    take_version(signal, seen=seen)
    changes = changes_between(signal, fields, personal={"text"})
    former = signal.organisation
    for name, value in fields.items():
        setattr(signal, name, value)
    _settle(by, signal, former=former)
    signal.save()
    before, after = list(signal.themes.all()), list(themes)
    if {one.pk for one in before} != {one.pk for one in after}:
        signal.themes.set(after)
        changes.append(Change("themes", "thèmes", in_words(before), in_words(after)))
    move_item(signal.item, {"title": signal.text, "noted_on": signal.noted_on})
    if changes:
        record(by=by, verb="corrigé", on=signal, audience=signal.space.key, changes=changes)
    return signal


@action
def delete_signal(*, by: Reader, signal: Signal) -> None:
    """It goes from everywhere; its step stays as a tombstone without content."""
    require(by, "concertation.edit_signal", signal)
    item = signal.item
    record(by=by, verb="supprimé", on=signal, audience=signal.space.key)
    redact_about(signal, label="signal supprimé")
    signal.delete()
    purge_item(by=by, item=item)
