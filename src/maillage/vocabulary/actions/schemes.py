"""Lists and policy frameworks: made on a screen, corrected, extended, replaced by the next one (row G22)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.core.folding import fold
from maillage.core.readers import MEMBERS, Reader
from maillage.journal.actions import in_words, record
from maillage.records.actions import action, require
from maillage.records.versioned import take_version
from maillage.vocabulary.changes import changes_of
from maillage.vocabulary.found import index_scheme
from maillage.vocabulary.models import Extension, Scheme, Term
from maillage.vocabulary.refusals import NameTaken, PeriodRefused, Refused


class SchemeFields(TypedDict, total=False):
    kind: str
    name: str
    names: dict[str, str]
    description: str
    source: str
    source_url: str
    columns: dict[str, str]
    valid_from: dt.date | None
    valid_to: dt.date | None


@action
def make_scheme(*, by: Reader, uid: str, fields: SchemeFields) -> Scheme:
    """The same `uid` twice is a double submission: the first result comes back. Raises `NameTaken`."""
    require(by, "vocabulary.make_scheme")
    if made := Scheme.objects.filter(uid=uid).first():
        return made
    scheme = Scheme.objects.create(uid=uid, code=_free_code(fields["name"]), **fields)
    record(by=by, verb="créé", on=scheme, audience=MEMBERS)
    index_scheme(scheme)
    return scheme


@action
def edit_scheme(*, by: Reader, scheme: Scheme, seen: int, fields: SchemeFields) -> Scheme:
    """Corrects the sheet. Raises `ChangedMeanwhile`, `Refused` for a column that terms still fill."""
    require(by, "vocabulary.edit_scheme", scheme)
    take_version(scheme, seen=seen)
    if "name" in fields:
        _refuse_taken_name(fields["name"], but=scheme)
    if "columns" in fields:
        _refuse_lost_details(scheme, fields["columns"])
    changes = changes_of(scheme, fields)
    for name, value in fields.items():
        setattr(scheme, name, value)
    scheme.save()
    record(by=by, verb="modifié", on=scheme, audience=MEMBERS, changes=changes)
    index_scheme(scheme)
    return scheme


@action
def extend_scheme(
    *, by: Reader, scheme: Scheme, seen: int, valid_to: dt.date, decided_on: dt.date, reason: str, source: str
) -> Scheme:
    """The period lasts longer than foreseen: an event, with who decided it and when. Raises `PeriodRefused`."""
    require(by, "vocabulary.edit_scheme", scheme)
    take_version(scheme, seen=seen)
    before = scheme.valid_to
    if before is None:
        raise PeriodRefused(_("Ce cadre n’a pas de fin : il n’y a rien à prolonger."))
    if valid_to <= before:
        raise PeriodRefused(
            _("La nouvelle fin doit suivre l’actuelle, le %s.") % in_words(before), field="valid_to"
        )
    changes = changes_of(scheme, {"valid_to": valid_to})
    scheme.valid_to = valid_to
    scheme.save()
    Extension.objects.create(
        scheme=scheme,
        decided_on=decided_on,
        valid_to_before=before,
        valid_to_after=valid_to,
        reason=reason,
        source=source,
    )
    note = _("%(reason)s (décidé le %(day)s). Source : %(source)s.") % {
        "reason": reason,
        "day": in_words(decided_on),
        "source": source,
    }
    record(by=by, verb="prolongé", on=scheme, audience=MEMBERS, changes=changes, note=note)
    return scheme


@action
def replace_scheme(
    *, by: Reader, old: Scheme, seen: int, uid: str, fields: SchemeFields, carry_over: Iterable[Term] = ()
) -> Scheme:
    """The next framework takes over from `fields["valid_from"]`; the old one ends the day before, its terms stay.

    `carry_over`: terms that the new one starts from. Raises `PeriodRefused`, `NameTaken`, `ChangedMeanwhile`.
    """
    require(by, "vocabulary.edit_scheme", old)
    if made := Scheme.objects.filter(uid=uid).first():
        return made
    take_version(old, seen=seen)
    start = fields.get("valid_from")
    if start is None or (old.valid_from and start <= old.valid_from):
        raise PeriodRefused(
            _("Le nouveau cadre doit commencer après le début de l’ancien."), field="valid_from"
        )
    last_day = start - dt.timedelta(days=1)
    if old.valid_to is None or old.valid_to > last_day:
        changes = changes_of(old, {"valid_to": last_day})
        old.valid_to = last_day
        old.save()
        record(by=by, verb="remplacé", on=old, audience=MEMBERS, changes=changes, note=fields["name"])
    new = Scheme.objects.create(
        uid=uid, code=_free_code(fields["name"]), replaces=old, columns=old.columns, **fields
    )
    _copy_terms(carry_over, new)
    record(by=by, verb="créé", on=new, audience=MEMBERS, note=_("Remplace %s.") % old.name)
    index_scheme(new)
    return new


def _copy_terms(terms: Iterable[Term], new: Scheme) -> None:
    """A term whose general term is not carried over becomes a general one."""
    copies: dict[int | None, Term] = {}
    for term in sorted(terms, key=lambda one: (one.broader_id is not None, one.rank)):
        copies[term.pk] = Term.objects.create(
            scheme=new,
            notation=term.notation,
            name=term.name,
            names=term.names,
            definition=term.definition,
            details=term.details,
            broader=copies.get(term.broader_id),
            rank=term.rank,
        )


def _free_code(name: str) -> str:
    """The code comes from the name."""
    _refuse_taken_name(name)
    code = slugify(name)[:60].strip("-")
    if not code:
        raise Refused(_("Donnez un nom qui contient des lettres ou des chiffres."), field="name")
    if Scheme.objects.filter(code=code).exists():
        raise NameTaken(name)
    return code


def _refuse_taken_name(name: str, but: Scheme | None = None) -> None:
    """Two lists of one name would be confused everywhere; accents and capitals do not tell them apart."""
    others = Scheme.objects.exclude(pk=but.pk) if but else Scheme.objects.all()
    if fold(name) and others.filter(sort_name=fold(name)).exists():
        raise NameTaken(name)


def _refuse_lost_details(scheme: Scheme, columns: dict[str, str]) -> None:
    gone = set(scheme.columns) - set(columns)
    if not gone:
        return
    for details in scheme.terms.values_list("details", flat=True):
        for key in gone:
            if details.get(key):
                label = scheme.columns[key]
                message = _("Des termes remplissent encore « %s » : videz-les d’abord.") % label
                raise Refused(message, field="columns")
