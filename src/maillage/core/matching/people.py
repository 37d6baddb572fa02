"""The same person? By e-mail address, or by name inside one organisation; never by name alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from maillage.core.folding import fold


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """`organisation` is the key of where the person works, None when unknown."""

    key: Hashable
    given: str
    family: str
    email: str = ""
    organisation: Hashable = None


def same_person(
    newcomer: PersonIdentity, colleagues: Iterable[PersonIdentity]
) -> tuple[PersonIdentity, str] | None:
    """The known person that this one is, and why; None when in doubt (two people may share a name).

    An address shared by two names (an `info@` kept by two colleagues) says nothing.
    """
    listed = list(colleagues)
    if newcomer.email:
        with_address = [one for one in listed if one.email and one.email.lower() == newcomer.email.lower()]
        named = [one for one in with_address if _same_name(newcomer, one)]
        if len(named) == 1:
            return named[0], "même adresse e-mail"
    if newcomer.organisation is None:
        return None
    named = [one for one in listed if one.organisation == newcomer.organisation and _same_name(newcomer, one)]
    return (named[0], "même nom, même organisation") if len(named) == 1 else None


def _same_name(one: PersonIdentity, other: PersonIdentity) -> bool:
    """« A. Dupont » and « Anne Dupont » agree; « Anne » and « Jean » do not; a lone family name agrees with any."""
    if fuzz.ratio(fold(one.family), fold(other.family)) < 80:
        return False
    mine, theirs = fold(one.given), fold(other.given)
    if not mine or not theirs:
        return True
    if len(mine) == 1 or len(theirs) == 1:
        return mine[0] == theirs[0]
    return fuzz.ratio(mine, theirs) >= 80
