"""The words known for correcting typing errors: learnt when something is indexed, dropped when all is reindexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from maillage.core.analysis import surface, words_of
from maillage.core.analysis.irregulars import STOP_WORDS
from maillage.core.spelling import allowed_distance, correctable, grams, telling_grams
from maillage.records.bulk import DO_NOTHING, insert_rows
from maillage.records.prepared import prepared
from maillage.search.matching import BearsWord
from maillage.search.models import KnownGram, KnownWord, SearchDocument

CHUNK = 400


@dataclass(frozen=True, slots=True)
class NewWords:
    """By folded word, the way to show it: the words not known yet, and those known without their accents so far."""

    unknown: dict[str, str]
    accented: dict[str, str]

    def learn(self) -> None:
        """Somebody may have learnt them meanwhile: those that are there stay."""
        _add(KnownWord, self.unknown.items())
        _add(KnownGram, ((gram, len(word), word) for word in self.unknown for gram in sorted(grams(word))))
        for word, spelling in self.accented.items():
            KnownWord.objects.filter(word=word).update(spelling=spelling)


def words_to_learn(texts: Iterable[str]) -> NewWords:
    """What these texts would teach; writes nothing."""
    seen = _correctable_words(texts)
    words = sorted(seen)
    known: dict[str, str] = {}
    for chunk in _chunks(words):
        known |= KnownWord.objects.filter(word__in=chunk).values_list("word", "spelling")
    return NewWords(
        unknown={word: seen[word] for word in words if word not in known},
        accented={word: seen[word] for word in words if known.get(word) == word != seen[word]},
    )


def likely_words(typed: str) -> set[str]:
    """Known words among which are all those within the allowed distance of a mistyped one, in no order.

    Whether the reader may see any document that bears them is the caller's to check.
    """
    allowed = allowed_distance(typed)
    lengths = range(len(typed) - allowed, len(typed) + allowed + 1)
    return set(_sharing(sorted(telling_grams(typed)), list(lengths)))


@prepared
def _sharing(pieces: Sequence[str], lengths: Sequence[int]) -> QuerySet[KnownGram, str]:
    return KnownGram.objects.filter(gram__in=pieces, length__in=lengths).values_list("word", flat=True)


def forget_unused_words() -> None:
    """Drops the words that no document bears any more."""
    unused = KnownWord.objects.filter(~Exists(SearchDocument.objects.filter(BearsWord(OuterRef("word")))))
    for chunk in _chunks(list(unused.values_list("word", flat=True))):
        KnownGram.objects.filter(word__in=chunk).delete()
        KnownWord.objects.filter(word__in=chunk).delete()


def _correctable_words(texts: Iterable[str]) -> dict[str, str]:
    """Folded word → the way to show it; a spelling with accents wins over one without."""
    seen: dict[str, str] = {}
    for text in texts:
        for word in words_of(text):
            for spelled in (word.spelled, *word.parts):
                plain = surface(spelled)
                if correctable(plain) and plain not in STOP_WORDS and seen.get(plain, plain) == plain:
                    seen[plain] = spelled
    return seen


def _add(model: type[Model], rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows that are there already stay: a sheet brings a few words, an import a million pieces."""
    insert_rows(model, model._meta.concrete_fields, rows, conflict=DO_NOTHING)


def _chunks(words: list[str]) -> Iterable[list[str]]:
    return (words[at : at + CHUNK] for at in range(0, len(words), CHUNK))
