"""The search index after an import, and after it was undone: in the transaction of the batch."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.accounts.models import Person
from maillage.network.models import Post
from maillage.network.queries.documents import ORGANISATION, PERSON
from maillage.search.actions import forget_objects, index_objects
from maillage.search.models import SearchDocument


def make_all_findable(organisations: Sequence[int]) -> None:
    """Sheets and the people who work there; a sheet that is gone is forgotten."""
    index_objects(kind=ORGANISATION, ids=organisations)
    people = Post.objects.filter(organisation__in=organisations).values_list("person", flat=True)
    index_objects(kind=PERSON, ids=people)


def forget_the_gone(organisations: Sequence[int]) -> None:
    """After an undo: sheets as they are again, and no one who was only in the file."""
    make_all_findable(organisations)
    known = SearchDocument.objects.filter(kind=PERSON)
    gone = known.exclude(object_id__in=Person.objects.values("pk")).values_list("object_id", flat=True)
    forget_objects(kind=PERSON, ids=list(gone))
