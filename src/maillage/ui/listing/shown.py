"""What a list shows: rows, count, active filters, filters to choose from, sort links, pager. Prepared values only."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from maillage.core.readers import Reader
from maillage.core.tables import ColumnKind
from maillage.ui.listing.asked import EVERYTHING, Asked
from maillage.ui.listing.declaration import Filter, ListColumn, Listing
from maillage.ui.listing.narrowing import MOST_LINKS, Active, Choice, Narrowing, tally


def _escaped(text: Any) -> str:
    """As `conditional_escape`, without what it spends on texts that may be lazy: a page holds hundreds of plain ones."""
    return html.escape(text) if type(text) is str else conditional_escape(text)


@dataclass(frozen=True, slots=True)
class Cell:
    label: str
    text: Any
    url: str
    right: bool

    def html(self, *, first: bool) -> SafeString:
        """The cell as the table draws it. In Python rather than in a template: a page holds hundreds of them."""
        text = _escaped(self.text)
        inside = f'<a href="{_escaped(self.url)}">{text}</a>' if self.url else text
        if first:
            return SafeString(f'<th scope="row">{inside}</th>')
        side = ' class="right"' if self.right else ""
        return SafeString(f'<td data-label="{_escaped(self.label)}"{side}>{inside}</td>')


@dataclass(frozen=True, slots=True)
class Row:
    object: Any
    cells: list[Cell]

    @property
    def html(self) -> SafeString:
        return SafeString("".join(cell.html(first=not rank) for rank, cell in enumerate(self.cells)))


@dataclass(frozen=True, slots=True)
class Header:
    """`sorted`: the value of `aria-sort`, empty when the list is not sorted by this column."""

    label: str
    url: str
    sorted: str
    right: bool


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """`url` is empty where the filter is a box to choose from: its form makes the address."""

    value: str
    label: str
    url: str
    count: int | None
    current: bool

    @property
    def option(self) -> SafeString:
        words = self.label if self.count is None else f"{self.label} ({self.count})"
        chosen = " selected" if self.current else ""
        return SafeString(f'<option value="{_escaped(self.value)}"{chosen}>{_escaped(words)}</option>')


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str
    choices: list[FacetChoice]
    as_select: bool
    any_label: str
    any_value: str

    @property
    def options(self) -> SafeString:
        """The choices of the box; drawn here, since there may be hundreds."""
        return SafeString("".join(one.option for one in self.choices))


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What `templates/ui/listing/` draws."""

    listing: Listing
    asked: Asked
    count: int
    sentence: str
    headers: list[Header]
    rows: list[Row]
    chips: list[Chip]
    facets: list[Facet]
    page: Page
    has_search: bool

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the search form sends along: filters that are links, order, kept parameters."""
        boxes = {facet.key for facet in self.facets if facet.as_select} | {"q", "page", "format"}
        return [(key, value) for key, value in self.asked.pairs() if key not in boxes]

    @property
    def selects(self) -> list[Facet]:
        return [facet for facet in self.facets if facet.as_select]

    @property
    def link_facets(self) -> list[Facet]:
        return [facet for facet in self.facets if not facet.as_select and facet.choices]

    @property
    def clear_url(self) -> str:
        return self.asked.cleared().address()

    @property
    def xlsx_url(self) -> str:
        return self.asked.as_format("xlsx").address()

    @property
    def csv_url(self) -> str:
        return self.asked.as_format("csv").address()

    @property
    def print_url(self) -> str:
        return self.asked.as_format("impression").address()

    def pages(self) -> Iterator[tuple[str, str, bool]]:
        """Number, address, current; an ellipsis has no address."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            if isinstance(number, int):
                yield str(number), self.asked.on_page(number).address(), number == self.page.number
            else:
                yield "…", "", False

    @property
    def previous_url(self) -> str:
        return self.asked.on_page(self.page.number - 1).address() if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.asked.on_page(self.page.number + 1).address() if self.page.has_next() else ""


def rows_asked(listing: Listing, asked: Asked, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that an address asks for, in its order."""
    return listing.ordered(Narrowing(listing, asked, queryset).narrowed(), asked.sort or listing.first_sort)


def page_of(listing: Listing, asked: Asked, queryset: QuerySet[Any], reader: Reader) -> ListingPage:
    """One page of the list; a number too far, or no number, shows the nearest page."""
    narrowing = Narrowing(listing, asked, queryset)
    active = {each.filter.key: each for each in narrowing.active}
    asked = replace(
        asked, chosen={key: value for key, value in asked.chosen.items() if _holds(key, value, active)}
    )
    rows = listing.ordered(narrowing.narrowed(), asked.sort or listing.first_sort)
    tallied = tally(listing, asked, narrowing)
    pages = Paginator(rows, listing.per_page)
    pages.count = tallied.rows
    page = pages.get_page(asked.page or 1)
    columns = columns_for(listing, reader, on_screen=True)
    return ListingPage(
        listing=listing,
        asked=asked,
        count=page.paginator.count,
        sentence=listing.sentence(page.paginator.count),
        headers=[_header(column, listing, asked) for column in columns],
        rows=rows_of(listing, columns, page.object_list),
        chips=_chips(asked, narrowing.active),
        facets=[
            _facet(each, asked, tallied.by_filter[each.key], active.get(each.key)) for each in listing.filters
        ],
        page=page,
        has_search=bool(listing.search),
    )


def _holds(key: str, value: str, active: dict[str, Active]) -> bool:
    """Whether a chosen value stays in the addresses of the page: unknown values do not."""
    found = active.get(key)
    return value == EVERYTHING if found is None else not found.by_default


def columns_for(listing: Listing, reader: Reader, *, on_screen: bool) -> list[ListColumn]:
    """The columns of the screen, or of files, that this reader may have."""
    return [
        column
        for column in listing.columns
        if (column.on_screen if on_screen else column.in_files)
        and (not column.needs or reader.has(*column.needs))
    ]


def rows_of(listing: Listing, columns: list[ListColumn], objects: Iterable[Any]) -> list[Row]:
    objects = list(objects)
    listing.complete(objects)
    return [Row(found, [_cell(column, found) for column in columns]) for found in objects]


def _cell(column: ListColumn, row: Any) -> Cell:
    text = column.show(row) if column.show else in_words(column.value_of(row))
    return Cell(column.label, text, column.link(row) if column.link else "", column.kind is ColumnKind.NUMBER)


def in_words(value: Any) -> Any:
    """A value as a Belgian reads it: 3/12/2026, 1 234, oui."""
    if value is None:
        return ""
    if isinstance(value, (str, SafeString)):
        return value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dt.datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, (int, float)):
        return number_format(value, use_l10n=True, force_grouping=True)
    return str(value)


def _header(column: ListColumn, listing: Listing, asked: Asked) -> Header:
    right = column.kind is ColumnKind.NUMBER
    if not column.sort:
        return Header(column.label, "", "", right)
    current = asked.sort or listing.first_sort
    if current == column.key:
        return Header(column.label, asked.sorted_by(f"-{column.key}").address(), "ascending", right)
    said = "descending" if current == f"-{column.key}" else ""
    target = "" if column.key == listing.first_sort else column.key
    return Header(column.label, asked.sorted_by(target).address(), said, right)


def _chips(asked: Asked, active: list[Active]) -> list[Chip]:
    chips = [Chip(f"« {asked.q} »", asked.with_search("").address())] if asked.q else []
    for each in active:
        without = EVERYTHING if each.filter.default else ""
        words = f"{each.filter.label} : {each.label}"
        chips.append(Chip(words, asked.with_filter(each.filter.key, without).address()))
    return chips


def _facet(each: Filter, asked: Asked, found: list[Choice], active: Active | None) -> Facet:
    as_select = each.as_select or len(found) > MOST_LINKS
    chosen = active.value if active else ""
    choices = []
    for value, label, count in found:
        current = value == chosen
        if count == 0 and not current:
            continue
        url = "" if as_select else _link(each, asked, value, current=current)
        choices.append(FacetChoice(value, label, url, count, current))
    any_value = EVERYTHING if each.default else ""
    return Facet(each.key, each.label, choices, as_select, each.any_label, any_value)


def _link(each: Filter, asked: Asked, value: str, *, current: bool) -> str:
    """Where a click on a choice leads: it narrows, or lifts the filter when it is the current one."""
    lifted = EVERYTHING if each.default else ""
    target = lifted if current else "" if value == each.default else value
    return asked.with_filter(each.key, target).address()
