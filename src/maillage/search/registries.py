"""What higher rooms tell this one: the kinds of things that can be found, and what results can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in another language than French, so that its own inflections are found: nl, de or en."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    `names`: other names, sigles, numbers, other languages; `body`: everything else that people would search by.
    Nothing may stand in these texts that a reader with the `audience` key may not see. `path`: the address of the
    page. `standing`: orders equally good answers, lowest first, below 32,000. `facets`: facet key → values (uids, or
    other small letters and digits), each with those that contain it (a commune and its province), so that narrowing
    needs no other table.
    """

    object_id: int
    audience: str
    title: str
    path: str
    uid: str = ""
    subtitle: str = ""
    names: Sequence[str | Wording] = ()
    body: Sequence[str | Wording] = ()
    standing: int = 100
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One kind of thing. The key in the registry is the kind, a word of small letters for addresses: `organisation`.

    Labels are in small letters, as in a sentence. `documents_for` fetches in bulk and leaves out what can no longer be
    found (it is then forgotten); `all_ids` is what `reindex` goes through. `list_url_name`: the list of everything of
    this kind, if there is one. `icon`: a heroicon.
    """

    label: str
    label_plural: str
    documents_for: Callable[[Sequence[int]], Iterable[Document]]
    all_ids: Callable[[], Iterable[int]]
    list_url_name: str = ""
    icon: str = "document-text"


sources: Registry[SearchSource] = Registry("search sources")


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed by. The key in the registry is the parameter of the address, small letters only:
    `territoire`.

    `names` gives the label of values in bulk; a value it leaves out is not offered.
    """

    label: str
    names: Callable[[Sequence[str]], Mapping[str, str]]


facets: Registry[Facet] = Registry("search facets")
