"""What the search page draws: prepared values only, so that the templates decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.ranking import MAX_CANDIDATES
from maillage.search.models import SearchDocument
from maillage.search.queries.results import PER_PAGE, Asked, Results
from maillage.search.registries import Facet as NamedFacet
from maillage.search.registries import SearchSource, facets, sources
from maillage.ui.listing.shown import Chip, Facet, FacetChoice
from maillage.ui.templatetags.components import Figure, Tab

MOST_VALUES = 12
"""Values of one facet beyond are not offered: one more word narrows better than a long list."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `kind` in words; `restricted` when not everyone may see it."""

    document: SearchDocument
    kind: str
    icon: str

    @property
    def restricted(self) -> bool:
        return self.document.audience != "public"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A link that an empty page offers instead."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What `templates/search/search.html` draws; also what the chips, facets and pager of `ui/listing/` expect."""

    results: Results
    page: Page
    hits: list[Hit]
    kinds: list[Tab]
    chips: list[Chip]
    link_facets: list[Facet]
    ways: list[WayOut]

    @property
    def asked(self) -> Asked:
        return self.results.asked

    @property
    def sentence(self) -> str:
        count = self.results.count
        words = ngettext("%(count)s résultat pour « %(text)s »", "%(count)s résultats pour « %(text)s »", count)
        return words % {"count": number_format(count, force_grouping=True), "text": self.results.text}

    @property
    def crowded(self) -> str:
        """How many of a crowd can be walked through; empty when all can."""
        return number_format(MAX_CANDIDATES, force_grouping=True) if self.results.count > MAX_CANDIDATES else ""

    @property
    def verbatim_url(self) -> str:
        return address(self.asked, telquel="oui")

    @property
    def clear_url(self) -> str:
        return address(self.asked, genre="", **dict.fromkeys(self.asked.narrowed, ""))

    def pages(self) -> Iterator[tuple[str, str, bool]]:
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            if isinstance(number, int):
                yield str(number), self._on(number), number == self.page.number
            else:
                yield "…", "", False

    @property
    def previous_url(self) -> str:
        return self._on(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self._on(self.page.number + 1) if self.page.has_next() else ""

    def _on(self, number: int) -> str:
        return address(self.asked, page=str(number) if number > 1 else "")


def address(asked: Asked, **changes: str) -> str:
    """The address of the same search with some parameters changed; an empty value takes one away."""
    now = {"q": asked.text, "genre": asked.kind, **asked.narrowed, "telquel": "oui" if asked.verbatim else ""}
    given = {key: value for key, value in {**now, **changes}.items() if value}
    return f"{_search()}?{urlencode(given)}"


@cache
def _search() -> str:
    """Looked up once: a page of results holds dozens of addresses."""
    return reverse("search:search")


def shown(results: Results, chosen: Mapping[str, str]) -> SearchPage:
    """`chosen`: the labels of the facet values that narrow the search, by facet key."""
    reachable = Paginator(range(min(results.count, MAX_CANDIDATES)), PER_PAGE)
    return SearchPage(
        results=results,
        page=reachable.page(results.page),
        hits=hits_of(results.documents),
        kinds=_kinds(results),
        chips=_chips(results.asked, chosen),
        link_facets=_facets(results),
        ways=_ways(results),
    )


def hits_of(documents: tuple[SearchDocument, ...] | list[SearchDocument]) -> list[Hit]:
    found = []
    for document in documents:
        source = sources.get(document.kind)
        if source:
            found.append(Hit(document, source.label, source.icon))
    return found


def figures_of(census: Mapping[str, int]) -> list[Figure]:
    """How much of each kind there is to find, each with its list."""
    return [
        Figure(
            number_format(census[kind], force_grouping=True), _plural(source, census[kind]), _list_of(source)
        )
        for kind, source in sources.items()
        if census.get(kind)
    ]


def _plural(source: SearchSource, count: int) -> str:
    return source.label if count == 1 else source.label_plural


def _list_of(source: SearchSource) -> str:
    return reverse(source.list_url_name) if source.list_url_name else ""


def _kinds(results: Results) -> list[Tab]:
    asked, counts = results.asked, results.by_kind
    if len(counts) < 2 and not asked.kind:
        return []
    tabs = [Tab(_("Tout"), address(asked, genre=""), not asked.kind, sum(counts.values()))]
    for kind, source in sources.items():
        if counts.get(kind) or kind == asked.kind:
            label = source.label_plural[:1].upper() + source.label_plural[1:]
            tabs.append(Tab(label, address(asked, genre=kind), kind == asked.kind, counts.get(kind, 0)))
    return tabs


def _chips(asked: Asked, chosen: Mapping[str, str]) -> list[Chip]:
    return [
        Chip(f"{facets[key].label}\u00a0: {chosen[key]}", address(asked, **{key: ""})) for key in asked.narrowed
    ]


def _facets(results: Results) -> list[Facet]:
    """The values that would narrow the results further; those that every result bears would not."""
    found = []
    for key, facet in facets.items():
        counts = {value: n for value, n in results.by_facet.get(key, {}).items() if n < results.count}
        names = _names_of_fullest(facet, counts) if counts else {}
        offered = sorted(names, key=lambda value: (-counts[value], names[value], value))[:MOST_VALUES]
        choices = [
            FacetChoice(
                value, names[value], address(results.asked, **{key: value}), counts[value], current=False
            )
            for value in offered
        ]
        if choices:
            found.append(Facet(key, facet.label, choices, as_select=False, any_label="", any_value=""))
    return found


def _names_of_fullest(facet: NamedFacet, counts: Mapping[str, int]) -> Mapping[str, str]:
    """Names of the values among which those to offer are; a common word stands in hundreds of communes. Equal counts
    come together, since the names decide between them; values without a name may leave too few, and all are then named."""
    asked = 4 * MOST_VALUES
    if len(counts) > asked:
        least = sorted(counts.values(), reverse=True)[asked - 1]
        names = facet.names([value for value, count in counts.items() if count >= least])
        if len(names) >= MOST_VALUES:
            return names
    return facet.names(list(counts))


def _ways(results: Results) -> list[WayOut]:
    asked = results.asked
    plain = Asked(text=asked.text)
    ways = []
    if results.count_unnarrowed:
        count = results.count_unnarrowed
        label = ngettext("Chercher partout : %(n)s résultat", "Chercher partout : %(n)s résultats", count)
        ways.append(WayOut(label % {"n": number_format(count, force_grouping=True)}, address(plain)))
    for way in results.ways:
        label = ngettext("Sans « %(word)s » : %(n)s résultat", "Sans « %(word)s » : %(n)s résultats", way.count)
        words = {"word": way.without, "n": number_format(way.count, force_grouping=True)}
        ways.append(WayOut(label % words, address(Asked(text=way.text))))
    return ways
