"""What an address asks of a list, read with patience; and the addresses that ask for something slightly different."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from maillage.ui.listing.declaration import Listing

LONGEST_SEARCH = 200
LONGEST_VALUE = 100
EVERYTHING = "tous"
FORMATS = ("xlsx", "csv", "impression")


@dataclass(frozen=True, slots=True)
class Asked:
    """`chosen` holds the filters that were asked for, by key; `sort` is empty for the list's own order."""

    path: str
    q: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    page: str = ""
    format: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters, in one order: the same list always has the same address."""
        found = [*self.kept, ("q", self.q), *sorted(self.chosen.items()), ("tri", self.sort)]
        found += [("page", self.page), ("format", self.format)]
        return [(key, value) for key, value in found if value]

    def address(self) -> str:
        query = urlencode(self.pairs())
        return f"{self.path}?{query}" if query else self.path

    def with_filter(self, key: str, value: str) -> Asked:
        chosen = {name: one for name, one in self.chosen.items() if name != key}
        if value:
            chosen[key] = value
        return replace(self, chosen=chosen, page="", format="")

    def with_search(self, text: str) -> Asked:
        return replace(self, q=text, page="", format="")

    def sorted_by(self, sort: str) -> Asked:
        return replace(self, sort=sort, page="", format="")

    def on_page(self, number: int) -> Asked:
        return replace(self, page=str(number) if number > 1 else "", format="")

    def as_format(self, name: str) -> Asked:
        return replace(self, format=name, page="")

    def cleared(self) -> Asked:
        return replace(self, q="", chosen={}, page="", format="")


def asked_of(request: HttpRequest, listing: Listing) -> Asked:
    """Unknown parameters, unknown columns and overlong values are left aside, never an error."""
    given = {key: _readable(str(value)) for key, value in request.GET.items()}
    sortable = {column.key for column in listing.columns if column.sort}
    sort = given.get("tri", "")
    chosen = {each.key: given[each.key][:LONGEST_VALUE] for each in listing.filters if given.get(each.key)}
    return Asked(
        path=request.path,
        q=given.get("q", "")[:LONGEST_SEARCH].strip(),
        chosen=chosen,
        sort=sort if sort.removeprefix("-") in sortable and sort != listing.first_sort else "",
        page=given.get("page", "")[:9],
        format=given["format"] if given.get("format") in FORMATS else "",
        kept=tuple((key, given[key][:LONGEST_VALUE]) for key in listing.keeps if given.get(key)),
    )


def _readable(value: str) -> str:
    """Without the NUL sign, which PostgreSQL refuses and nobody types."""
    return value.replace("\x00", "")
