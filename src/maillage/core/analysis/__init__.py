"""One analysis of texts for both databases: words, stems, and the understanding of what a person typed.

A text becomes tokens of `[a-z0-9]+` that neither SQLite nor PostgreSQL cuts again. Two families live side by side:

- the *surface* of each word, folded: `plateformes`. What is being typed is matched as the beginning of surfaces, and
  the correction of typing errors proposes surfaces only;
- its *stems*, marked by a zero and the language so that the two never meet: `0fplateform`.

Accents are not restored when indexing. Instead each word is stemmed twice, as spelled and without its accents
(`égalité` gives `0fegal` and `0fegalit`): « egalite » typed in a hurry then meets « égalités » without a lexicon, and
the same text gives the same tokens whatever else has been indexed.
"""

from maillage.core.analysis.irregulars import STOP_WORDS, VERBS
from maillage.core.analysis.queries import NOTHING, Query, Term, holds, understand
from maillage.core.analysis.sounds import sound
from maillage.core.analysis.stems import LANGUAGES, index_tokens, stems, surface
from maillage.core.analysis.words import Word, words_of

__all__ = [
    "LANGUAGES",
    "NOTHING",
    "STOP_WORDS",
    "VERBS",
    "Query",
    "Term",
    "Word",
    "holds",
    "index_tokens",
    "sound",
    "stems",
    "surface",
    "understand",
    "words_of",
]
