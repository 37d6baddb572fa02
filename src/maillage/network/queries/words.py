"""Finding by the words of a name: every word typed is somewhere in the folded field, accents and capitals aside."""

from django.db.models import Q

from maillage.core.folding import fold

LONGEST = 100


def all_words_in(field: str, text: str) -> Q:
    """`field` is a `SortKeyField`; a text without any word finds everything."""
    return Q(*((f"{field}__contains", word) for word in fold(text)[:LONGEST].split()))
