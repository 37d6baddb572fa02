"""Reading vocabularies. They are public: nothing here looks at who is asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import Count, ManyToOneRel, Q, QuerySet
from django.utils.translation import gettext_lazy

from maillage.records.dated import DatedQuerySet, holds_on
from maillage.records.prepared import prepared
from maillage.vocabulary.models import Mapping, Scheme, Term, TermQuerySet


def terms_of(code: str, *, on: dt.date | None = None) -> TermQuerySet:
    """The terms of a scheme that may be chosen on that day (today when None), in the order of the list."""
    return Term.objects.filter(scheme__code=code).choosable(on).select_related("scheme", "broader")


def terms_ever_of(code: str) -> TermQuerySet:
    """Every term of a scheme, ended ones included: what items tagged in the past still carry (G22)."""
    return Term.objects.filter(scheme__code=code).select_related("scheme", "broader")


IN_FRAMEWORKS = ("scheme__valid_from", "scheme__sort_name", "scheme_id", "rank", "sort_name", "pk")
"""The order of terms of several frameworks."""


def framework_terms_ever() -> TermQuerySet:
    """Axes, rights and missions of every policy framework, past ones included, in the order of each."""
    found = Term.objects.filter(scheme__kind=Scheme.Kind.FRAMEWORK).select_related("scheme", "broader")
    return found.order_by(*IN_FRAMEWORKS)


def term(code: str, notation: str) -> Term:
    """One term by its notation, whatever the day: `term("accreditation", "ILI")`. Raises `Term.DoesNotExist`."""
    for found in _terms_noted(str(code), notation):
        return found
    raise Term.DoesNotExist


def names_of_terms(uids: Sequence[str]) -> dict[str, str]:
    """Those that exist, by uid."""
    return dict(_named(uids))


@prepared
def _named(uids: Sequence[str]) -> QuerySet[Term, tuple[str, str]]:
    return Term.objects.order_by().filter(uid__in=uids).values_list("uid", "name")


@prepared
def _terms_noted(code: str, notation: str) -> QuerySet[Term]:
    return Term.objects.select_related("scheme").filter(scheme__code=code, notation=notation)


@dataclass(slots=True)
class Branch:
    """A term with what is under it, as a page draws it. `up`, `down`: the sibling it would go before (uid), for moves."""

    term: Term
    branches: list[Branch] = field(default_factory=list)
    up: str = ""
    down: str = ""
    is_last: bool = False


def tree_of(terms: Iterable[Term]) -> list[Branch]:
    """Terms in their order, each under its broader term; one whose broader term is not among them stands alone."""
    branches = {one.pk: Branch(one) for one in terms}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.term.broader_id or 0)
        (above.branches if above else roots).append(branch)
    for siblings in (roots, *(branch.branches for branch in branches.values())):
        _say_moves(siblings)
    return roots


def _say_moves(siblings: list[Branch]) -> None:
    uids = ["", *(branch.term.uid for branch in siblings), "", ""]
    for place, branch in enumerate(siblings):
        branch.up, branch.down = uids[place], uids[place + 3]
        branch.is_last = branch is siblings[-1]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The schemes of one kind, each with the number of its terms on the day."""

    title: str
    schemes: list[tuple[Scheme, int]]

    @property
    def has_periods(self) -> bool:
        return any(scheme.valid_from or scheme.valid_to for scheme, _count in self.schemes)


SHELVES = {
    Scheme.Kind.FRAMEWORK: gettext_lazy("Cadres de politique publique et missions"),
    Scheme.Kind.LIST: gettext_lazy("Listes de choix"),
    Scheme.Kind.REFERENCE: gettext_lazy("Listes de référence légale"),
    Scheme.Kind.SCALE: gettext_lazy("Échelles de niveaux"),
}


def shelves_on(day: dt.date) -> list[Shelf]:
    """Every scheme by kind, those whose period is over included (G22): what was tagged with them still is."""
    held = Count("terms", filter=holds_on(day, prefix="terms__"))
    counted = Scheme.objects.annotate(held=held).order_by("valid_from", "sort_name", "pk")
    rows = [(scheme, scheme.held) for scheme in counted]
    return [
        Shelf(str(title), [row for row in rows if row[0].kind == kind])
        for kind, title in SHELVES.items()
        if any(row[0].kind == kind for row in rows)
    ]


def mappings_of(term: Term) -> DatedQuerySet[Mapping]:
    """Correspondences of a term in both directions, past ones included."""
    found = Mapping.objects.filter(Q(from_term=term) | Q(to_term=term))
    return found.select_related("from_term__scheme", "to_term__scheme").order_by(
        "valid_from", "from_term__sort_name", "to_term__sort_name", "pk"
    )


def is_used(term: Term) -> bool:
    """Whether any row of any room points to the term; works for rooms that this one does not know."""
    for relation in Term._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        pointing = cast(ManyToOneRel, relation)
        rows = pointing.related_model._base_manager.filter(**{pointing.field.name: term})
        if rows.exists():
            return True
    return False
