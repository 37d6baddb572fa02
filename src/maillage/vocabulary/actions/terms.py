"""Terms: added, corrected, put in order, withdrawn on a day. A term that is used is never removed (row G22)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.db.models import F, Max
from django.utils.translation import gettext as _

from maillage.core.folding import fold
from maillage.core.readers import MEMBERS, Reader
from maillage.journal.actions import in_words, record
from maillage.records.actions import action, require
from maillage.records.versioned import take_version
from maillage.search.actions import forget_objects
from maillage.vocabulary.changes import changes_of
from maillage.vocabulary.found import TERM, index_terms
from maillage.vocabulary.models import Scheme, Term
from maillage.vocabulary.pasted import PastedTerm
from maillage.vocabulary.queries import is_used
from maillage.vocabulary.refusals import BroaderRefused, InUse, NotationTaken, PeriodRefused

DEEPEST = 4
"""Levels of a tree that a person still reads at a glance."""


class TermFields(TypedDict, total=False):
    notation: str
    name: str
    names: dict[str, str]
    definition: str
    broader: Term | None
    exact_match: str
    source: str
    details: dict[str, str]
    valid_from: dt.date | None


@action
def add_term(*, by: Reader, scheme: Scheme, uid: str, fields: TermFields) -> Term:
    """Adds a term at the end of its siblings. A `uid` seen before is a double submission: the first term comes back.

    Raises `NotationTaken`, `BroaderRefused`.
    """
    require(by, "vocabulary.edit_terms", scheme)
    if made := Term.objects.filter(uid=uid).first():
        return made
    _refuse_taken_notation(scheme, fields["notation"])
    _refuse_broader(scheme, fields.get("broader"))
    last = scheme.terms.aggregate(last=Max("rank"))["last"] or 0
    term = Term.objects.create(scheme=scheme, uid=uid, rank=last + 10, **fields)
    record(by=by, verb="ajouté", on=term, audience=MEMBERS)
    index_terms([term])
    return term


@action
def add_pasted_terms(*, by: Reader, scheme: Scheme, lines: Iterable[PastedTerm]) -> list[Term]:
    """Adds the lines without trouble, in their order, in one go; a line already there is passed over."""
    require(by, "vocabulary.edit_terms", scheme)
    known = {fold(one.notation): one for one in scheme.terms.select_related("broader__broader__broader")}
    rank = max((one.rank for one in known.values()), default=0)
    added = []
    for line in lines:
        if line.trouble or fold(line.notation) in known:
            continue
        broader = known.get(fold(line.broader)) if line.broader else None
        _refuse_broader(scheme, broader)
        rank += 10
        term = Term.objects.create(
            scheme=scheme,
            notation=line.notation,
            name=line.name,
            broader=broader,
            definition=line.definition,
            rank=rank,
        )
        known[fold(term.notation)] = term
        added.append(term)
    index_terms(added)
    if added:
        record(by=by, verb="complété", on=scheme, audience=MEMBERS, note=_("Termes collés : %s.") % len(added))
    return added


@action
def edit_term(*, by: Reader, term: Term, seen: int, fields: TermFields) -> Term:
    """Raises `ChangedMeanwhile`, `NotationTaken`, `BroaderRefused`, `PeriodRefused`."""
    require(by, "vocabulary.edit_terms", term.scheme)
    take_version(term, seen=seen)
    if "notation" in fields:
        _refuse_taken_notation(term.scheme, fields["notation"], but=term)
    if "broader" in fields:
        _refuse_broader(term.scheme, fields["broader"], of=term)
    start = fields.get("valid_from")
    if start and term.valid_to and start > term.valid_to:
        message = _("Ce terme est retiré depuis le %s.") % in_words(term.valid_to)
        raise PeriodRefused(message, field="valid_from")
    changes = changes_of(term, fields)
    for name, value in fields.items():
        setattr(term, name, value)
    term.save()
    record(by=by, verb="modifié", on=term, audience=MEMBERS, changes=changes)
    index_terms([term])
    return term


@action
def end_term(*, by: Reader, term: Term, seen: int, last_day: dt.date) -> Term:
    """Withdraws a term, and the more precise ones below it, after `last_day`; what carries them keeps them."""
    require(by, "vocabulary.edit_terms", term.scheme)
    take_version(term, seen=seen)
    ended = [term, *_open_below(term)]
    for one in ended:
        if one.valid_from and last_day < one.valid_from:
            message = _("« %(name)s » ne commence que le %(day)s.") % {
                "name": one.name,
                "day": in_words(one.valid_from),
            }
            raise PeriodRefused(message, field="last_day")
        changes = changes_of(one, {"valid_to": last_day})
        one.valid_to = last_day
        if one != term:
            one.version += 1
        one.save()
        record(by=by, verb="retiré", on=one, audience=MEMBERS, changes=changes)
    index_terms(ended)
    return term


@action
def reopen_term(*, by: Reader, term: Term, seen: int) -> Term:
    """Undoes a withdrawal."""
    require(by, "vocabulary.edit_terms", term.scheme)
    take_version(term, seen=seen)
    changes = changes_of(term, {"valid_to": None})
    term.valid_to = None
    term.save()
    record(by=by, verb="remis dans la liste", on=term, audience=MEMBERS, changes=changes)
    index_terms([term])
    return term


@action
def place_term(*, by: Reader, term: Term, before: Term | None) -> Term:
    """Puts a term before a sibling, or last: saying it twice changes nothing more."""
    require(by, "vocabulary.edit_terms", term.scheme)
    siblings = list(term.scheme.terms.filter(broader=term.broader_id))
    others = [one for one in siblings if one != term]
    if before is not None and before not in others:
        raise BroaderRefused(_("Ces deux termes ne sont pas dans la même partie de la liste."))
    place = others.index(before) if before else len(others)
    ordered = [*others[:place], term, *others[place:]]
    ranks = sorted(one.rank for one in siblings)
    if len(set(ranks)) < len(ranks):
        ranks = [10 * number for number in range(1, len(ranks) + 1)]
    moved = [(one, rank) for one, rank in zip(ordered, ranks, strict=True) if one.rank != rank]
    for one, rank in moved:
        Term.objects.filter(pk=one.pk).update(rank=rank, version=F("version") + 1)
    if moved:
        record(by=by, verb="déplacé", on=term, audience=MEMBERS)
    return term


@action
def remove_term(*, by: Reader, term: Term) -> None:
    """Only for a term made by mistake, that nothing uses. Raises `InUse`."""
    require(by, "vocabulary.edit_terms", term.scheme)
    if term.shipped or is_used(term):
        raise InUse
    record(
        by=by, verb="terme supprimé", on=term.scheme, audience=MEMBERS, note=f"{term.notation} – {term.name}"
    )
    forget_objects(kind=TERM, ids=[term.pk])
    term.delete()


def _open_below(term: Term) -> list[Term]:
    found = []
    for narrower in term.narrower.filter(valid_to=None).select_related("scheme"):
        found += [narrower, *_open_below(narrower)]
    return found


def _refuse_taken_notation(scheme: Scheme, notation: str, but: Term | None = None) -> None:
    """« ili » and « ILI » would be read as one."""
    taken = {fold(one.notation): one for one in scheme.terms.all() if one != but}
    if found := taken.get(fold(notation)):
        raise NotationTaken(notation, found.name)


def _refuse_broader(scheme: Scheme, broader: Term | None, of: Term | None = None) -> None:
    if broader is None:
        return
    if broader.scheme_id != scheme.pk:
        raise BroaderRefused(_("Le terme plus général doit faire partie de la même liste."))
    above = [broader]
    while above[-1].broader is not None and len(above) < DEEPEST:
        above.append(above[-1].broader)
    if of in above:
        raise BroaderRefused(_("Un terme ne peut pas être rangé sous lui-même."))
    if len(above) + (_depth_below(of) if of else 1) > DEEPEST:
        raise BroaderRefused(_("Une liste compte %s niveaux au plus.") % DEEPEST)


def _depth_below(term: Term) -> int:
    """Levels from this term down, itself included; the tree is never deeper than `DEEPEST`."""
    return 1 + max((_depth_below(one) for one in term.narrower.all()), default=0)
