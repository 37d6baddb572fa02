"""Brings the shipped vocabularies into the database: adds what is missing, follows what changed, respects people's work.

A row that somebody edited has a version above 1 and is never touched again; a row that people made has no `shipped`
fingerprint and is left alone; an unchanged row costs no write. Nothing is ever removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from maillage.core.readers import PUBLIC, SYSTEM
from maillage.journal.actions import record
from maillage.vocabulary.found import index_scheme
from maillage.vocabulary.models import Extension, Scheme, Term
from maillage.vocabulary.reference.files import (
    ShippedScheme,
    ShippedTerm,
    fingerprint,
    shipped_schemes,
)


@dataclass
class Tally:
    added: int = 0
    followed: int = 0
    kept: int = 0

    @property
    def touched(self) -> int:
        return self.added + self.followed

    def __str__(self) -> str:
        return f"{self.added} ajoutés, {self.followed} mis à jour, {self.kept} inchangés"


def load_reference() -> str:
    """Loads every shipped scheme, each in its own short transaction; says what it did in one line."""
    tally = Tally()
    for shipped in shipped_schemes():
        with transaction.atomic():
            before = tally.touched
            scheme = _load_scheme(shipped, tally)
            if tally.touched > before:
                index_scheme(scheme)
    return str(tally)


def _load_scheme(shipped: ShippedScheme, tally: Tally) -> Scheme:
    scheme, is_new = _scheme_row(shipped, tally)
    if is_new:
        _load_extensions(shipped, scheme)
    known = {term.notation: term for term in scheme.terms.all()}
    for term in shipped.terms:
        known[term.notation] = _load_term(term, scheme, known, tally)
    return scheme


def _scheme_row(shipped: ShippedScheme, tally: Tally) -> tuple[Scheme, bool]:
    mark = fingerprint(shipped)
    values = {
        "kind": shipped.kind,
        "name": shipped.name,
        "names": dict(shipped.names),
        "description": shipped.description,
        "source": shipped.source,
        "source_url": shipped.source_url,
        "columns": dict(shipped.columns),
        "valid_from": shipped.valid_from,
        "valid_to": shipped.valid_to,
        "replaces": Scheme.objects.get(code=shipped.replaces) if shipped.replaces else None,
        "shipped": mark,
    }
    scheme = Scheme.objects.filter(code=shipped.code).first()
    if scheme is None:
        tally.added += 1
        return Scheme.objects.create(code=shipped.code, **values), True
    _follow(scheme, values, tally)
    return scheme, False


def _load_term(shipped: ShippedTerm, scheme: Scheme, known: dict[str, Term], tally: Tally) -> Term:
    values = {
        "name": shipped.name,
        "names": dict(shipped.names),
        "definition": shipped.definition,
        "source": shipped.source,
        "exact_match": shipped.exact_match,
        "details": dict(shipped.details),
        "valid_from": shipped.valid_from,
        "valid_to": shipped.valid_to,
        "rank": shipped.rank,
        "broader": known[shipped.broader] if shipped.broader else None,
        "shipped": fingerprint(shipped),
    }
    term = known.get(shipped.notation)
    if term is None:
        tally.added += 1
        return Term.objects.create(scheme=scheme, notation=shipped.notation, **values)
    _follow(term, values, tally)
    return term


def _follow(row: Scheme | Term, values: Mapping[str, object], tally: Tally) -> None:
    """Takes over a new edition of the shipped data, unless people made or edited the row."""
    untouched = row.version == 1 and row.shipped
    if not untouched or row.shipped == values["shipped"]:
        tally.kept += 1
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    tally.followed += 1


def _load_extensions(shipped: ShippedScheme, scheme: Scheme) -> None:
    for one in shipped.extensions:
        Extension.objects.create(
            scheme=scheme,
            decided_on=one.decided_on,
            valid_to_before=one.valid_to_before,
            valid_to_after=one.valid_to_after,
            reason=one.reason,
            source=one.source,
        )
        note = f"{one.reason} Source : {one.source}."
        record(by=SYSTEM, verb="prolongé", on=scheme, audience=PUBLIC, note=note)
