"""Reading vocabularies. They are public: nothing here looks at who is asking."""

from __future__ import annotations

import datetime as dt

from maillage.vocabulary.models import Term, TermQuerySet


def terms_of(code: str, *, on: dt.date | None = None) -> TermQuerySet:
    """The terms of a scheme that may be chosen on that day (today when None), in the order of the list."""
    return Term.objects.filter(scheme__code=code).choosable(on).select_related("scheme", "broader")


def terms_ever_of(code: str) -> TermQuerySet:
    """Every term of a scheme, ended ones included: what items tagged in the past still carry (G22)."""
    return Term.objects.filter(scheme__code=code).select_related("scheme", "broader")


def term(code: str, notation: str) -> Term:
    """One term by its notation, whatever the day: `term("accreditation", "ILI")`. Raises `Term.DoesNotExist`."""
    return Term.objects.select_related("scheme").get(scheme__code=code, notation=notation)
