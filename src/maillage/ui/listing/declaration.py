"""How a list is declared: its words, columns, filters, search. See the example in `maillage.ui.listing`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import F, Model, Q, QuerySet
from django.utils.formats import number_format

from maillage.core.folding import fold
from maillage.core.tables import ColumnKind

Choices = Iterable[tuple[Any, Any]]
RESERVED = frozenset({"q", "tri", "page", "format"})
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column. `value` is an attribute path (`"site.commune.name"`, methods are called) or a callable of the row.

    `sort`: fields to order by (none: not sortable). `link`: address of the cell. `show`: what the screen shows
    instead of the value (may be safe HTML). `export`: what files hold instead of the value.
    `needs`: one of these keys must be held by the reader, on screen and in files.
    """

    key: str
    label: str
    value: str | Callable[[Any], Any]
    sort: str | tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    kind: ColumnKind = ColumnKind.TEXT
    show: Callable[[Any], Any] | None = None
    export: Callable[[Any], Any] | None = None
    on_screen: bool = True
    in_files: bool = True
    needs: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) else self.sort

    def value_of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        found = row
        for step in self.value.split("."):
            found = getattr(found, step, None)
            if callable(found) and not isinstance(found, type):
                found = found()
            if found is None:
                return None
        return found

    def exported(self, row: Any) -> Any:
        return self.export(row) if self.export else self.value_of(row)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with its own condition (over a to-many relation: `Q(pk__in=…)` or `Exists`)."""

    value: str
    label: str
    condition: Q


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of one value. Either `field` (of the row or through to-one relations) or `options` or `apply`.

    With `field`, choices are `choices` (pairs, or a callable that gives them) or what is found in the list itself,
    named by `label_field`. `apply(queryset, value)` replaces the condition, and then has no counts.
    `default` holds as long as nothing is chosen (« en activité »), `?key=tous` lifts it.
    """

    key: str
    label: str
    field: str = ""
    label_field: str = ""
    choices: Choices | Callable[[], Choices] | None = None
    options: tuple[Option, ...] = ()
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    counted: bool = True
    default: str = ""
    as_select: bool = False
    any_label: str = "tous"

    def __post_init__(self) -> None:
        if self.key in RESERVED or not (self.field or self.options or self.apply):
            msg = f"filter {self.key!r}: a free name, and one of field, options, apply, are needed"
            raise ImproperlyConfigured(msg)

    def known(self) -> list[tuple[str, str]] | None:
        """Values and labels, when they do not depend on the rows; None otherwise."""
        if self.options:
            return [(option.value, option.label) for option in self.options]
        if self.choices is None:
            return None
        given = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in given]

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if self.apply:
            return self.apply(queryset, value)
        for option in self.options:
            if option.value == value:
                return queryset.filter(option.condition)
        return queryset.filter(**{self.field: value})


def _as_they_are(_rows: Sequence[Any]) -> None:
    """The columns show what the rows hold."""


def _each_time(name: str, compute: Callable[[], Any]) -> Any:
    del name
    return compute()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a room. `nothing`, `one`, `many`: « Aucune organisation », « organisation », « organisations ».

    `search`: folded fields (`SortKeyField`), each word must be in one of them; or a callable of queryset and text.
    `default_sort`: a column's key, `-` before it for descending; the first sortable column when empty.
    `empty_hint`: what to do next when the list is empty; may be safe HTML.
    `remember(name, compute)` keeps counts as long as nothing is written, for one reader and one day
    (`journal.remembered.Memory.keep`); without it they are counted each time.
    `complete(rows)` gives the rows of a page, or of a part of a file, what their columns show of other tables, as plain
    values: prefetching would make an object of each.
    """

    title: str
    nothing: str
    one: str
    many: str
    columns: tuple[ListColumn, ...]
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] | Callable[[QuerySet[Any], str], QuerySet[Any]] = ()
    search_label: str = ""
    default_sort: str = ""
    per_page: int = 50
    keeps: tuple[str, ...] = ()
    empty_hint: str = ""
    rows_template: str = "ui/listing/table.html"
    lead: str = ""
    audience: str = ""
    remember: Callable[[str, Callable[[], Any]], Any] = _each_time
    complete: Callable[[Sequence[Any]], None] = _as_they_are

    @property
    def first_sort(self) -> str:
        return self.default_sort or next((column.key for column in self.columns if column.sort), "")

    def sentence(self, count: int) -> str:
        """« Aucune organisation », « 1 organisation », « 1 234 organisations »."""
        if count == 0:
            return self.nothing
        return f"{number_format(count, use_l10n=True, force_grouping=True)} {self.one if count == 1 else self.many}"

    def searched(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Rows that hold every word of the text, accents and capitals aside."""
        if callable(self.search):
            return self.search(queryset, text) if text else queryset
        for word in fold(text).split()[:MOST_WORDS]:
            somewhere = Q()
            for field in self.search:
                somewhere |= Q(**{f"{field}__contains": word})
            queryset = queryset.filter(somewhere)
        return queryset

    def ordered(self, queryset: QuerySet[Any], sort: str) -> QuerySet[Any]:
        """In a total order, the same on both databases: rows without a value come last."""
        descending, key = sort.startswith("-"), sort.removeprefix("-")
        fields = next((column.order for column in self.columns if column.key == key), ())
        terms: list[Any] = []
        for name in fields:
            down = descending != name.startswith("-")
            terms.append(_in_order(queryset.model, name.removeprefix("-"), down))
        return queryset.order_by(*terms, "pk")


def _in_order(model: type[Model], path: str, descending: bool) -> Any:
    """A plain name where nothing can be NULL (an index answers), `NULLS LAST` elsewhere."""
    if _never_null(model, path):
        return f"-{path}" if descending else path
    return F(path).desc(nulls_last=True) if descending else F(path).asc(nulls_last=True)


def _never_null(model: type[Model], path: str) -> bool:
    current: Any = model
    for step in path.split("__"):
        try:
            field = current._meta.get_field(step)
        except FieldDoesNotExist:  # an annotation: nothing is known of it
            return False
        if field.null:
            return False
        current = field.related_model
    return True
