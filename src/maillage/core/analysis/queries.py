"""What a person typed, understood: terms that a document must all hold, each in one of several ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maillage.core.analysis.irregulars import STOP_WORDS
from maillage.core.analysis.stems import LANGUAGES, stems, surface
from maillage.core.analysis.words import Word, words_of

MAX_TERMS = 12
"""Words beyond are left out: nobody types them, and each costs a walk through the index."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word typed. Held by a document that has one of `tokens`, or a surface that starts with `prefix`,
    or all of `parts` (a compound: plate-forme is found as plateforme, and as plate and forme)."""

    spelled: str
    tokens: tuple[str, ...]
    prefix: str = ""
    parts: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


NOTHING = Query()


def understand(text: str, *, partial: bool = False) -> Query:
    """The terms of `text`. With `partial` the last word may still be in the making: it is a beginning too, and waits
    for its second letter where other words are there to answer.

    Words such as « de » and « la » are left out as soon as another word remains.
    """
    words = [word for word in words_of(text) if surface(word.spelled)]
    open_ended = partial and bool(words) and not text[-1:].isspace()
    last = words.pop() if open_ended else None
    kept = [word for word in words if surface(word.spelled) not in STOP_WORDS]
    if not kept and last is None:
        kept = words
    terms = [_term(word) for word in kept[:MAX_TERMS]]
    if last is not None and (not terms or len(surface(last.spelled)) > 1):
        terms.append(_term(last, open_ended=True))
    return Query(tuple(dict.fromkeys(terms)))


def holds(query: Query, tokens: Collection[str]) -> bool:
    """Whether a document with these tokens answers: the meaning that both databases must give to a query."""
    return bool(query) and all(_holds(term, tokens) for term in query.terms)


def _term(word: Word, *, open_ended: bool = False) -> Term:
    plain = surface(word.spelled)
    found = {stem for language in LANGUAGES for stem in stems(word.spelled, language)}
    parts = tuple(_term(Word(part)) for part in word.parts if surface(part) not in STOP_WORDS)
    return Term(
        spelled=word.spelled,
        tokens=(plain, *sorted(found)),
        prefix=plain if open_ended and len(plain) > 1 else "",
        parts=parts,
    )


def _holds(term: Term, tokens: Collection[str]) -> bool:
    if any(token in tokens for token in term.tokens):
        return True
    if term.prefix and any(token.startswith(term.prefix) for token in tokens):
        return True
    return bool(term.parts) and all(_holds(part, tokens) for part in term.parts)
