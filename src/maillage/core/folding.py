"""Folding of names: what makes "École" sort beside "ecole" and be found by it. Not the analysis of texts."""

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l"}
)
_NOT_WORD = re.compile(r"[\W_]+")


def unbound(text: str) -> str:
    """Ligatures as two letters: « Amercœur » is typed « Amercoeur »."""
    return text.translate(_LIGATURES)


def fold(text: str) -> str:
    """Lower case, without accents or ligatures; every run of other signs becomes one space.

    >>> fold("L'École  « Œuvre »")
    'l ecole oeuvre'
    """
    if text.isascii():  # as half of the names are: nothing to take off
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", unbound(text))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()
