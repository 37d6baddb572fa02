"""Queries whose SQL is worked out once: a page asks a dozen small ones, which Django spends far longer writing than the
database answering.

    @prepared
    def names_of(organisation: int) -> QuerySet[OrganisationName]:
        return OrganisationName.objects.filter(organisation=organisation).order_by("pk")

    names_of(12)  # a list of rows

The function is called once for each shape of what it is given (how many keys, how many ids), with stand-ins whose places
among the parameters are then known; nothing that was read is kept. It must pass what it is given on as it is: a stand-in
that does not come out among the parameters, a day that was not given and a question asked of the reader are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

from maillage.core.readers import Reader

P = ParamSpec("P")
Row = TypeVar("Row")
READABLE = (ModelIterable, ValuesListIterable, FlatValuesListIterable)
MOST_SHAPES = 256
MARK = "stand-in"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TRACE = re.compile(r"stand\W?in", re.IGNORECASE)
"""What is left of a stand-in that was put together with something, or folded."""


def _same_for_all(*asked: object) -> NoReturn:
    msg = f"a prepared query is the same for every reader: it cannot ask whether they hold {asked}"
    raise ImproperlyConfigured(msg)


class AnyKey(str):
    """Stands for any key: it may be looked for, not looked into."""

    __slots__ = ()
    startswith = endswith = removeprefix = removesuffix = partition = split = _same_for_all  # type: ignore[assignment]


class AnyKeys(frozenset[str]):
    """Stands for as many keys."""

    __slots__ = ()
    __contains__ = isdisjoint = issuperset = _same_for_all


class AnyReader(Reader):
    """Stands for every reader who holds as many keys: what a query does may depend on the keys, never on which. Nor on who
    it is: `uid` and `label` hold what may not come out among the parameters."""

    has = _same_for_all


class Prepared(Generic[P, Row]):
    """A function that makes a queryset of its arguments, called for its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self._known: dict[tuple[Any, ...], Statement | None] = {}
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        given = (*args, *kwargs.values())
        shape = (tuple(kwargs), *map(_shape_of, given))
        if shape in self._known:
            statement = self._known[shape]
        else:
            if len(self._known) >= MOST_SHAPES:
                self._known.clear()
            statement = self._known[shape] = self._written(args, kwargs)
        return statement.rows([value for one in given for value in _values_of(one)]) if statement else []

    def _written(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Statement | None:
        stand_ins = _StandIns()
        places: Any = [stand_ins.for_(value) for value in args]
        names: Any = {name: stand_ins.for_(value) for name, value in kwargs.items()}
        return _statement(self.build(*places, **names), stand_ins)


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    return Prepared(build)


def held(row: Model, relation: str, related: list[Any]) -> None:
    """What a prepared query found of a to-many relation, left on the row as `prefetch_related` leaves it."""
    found = getattr(row, relation).all()
    found._result_cache, found._prefetch_done = related, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters; `places`: for each parameter that is given, its rank, that of the value, its type."""

    compiler: SQLCompiler
    iterable: type[Any]
    sql: str
    constants: tuple[Any, ...]
    places: tuple[tuple[int, int, Callable[[Any], Any]], ...]

    def rows(self, values: list[Any]) -> list[Any]:
        params = list(self.constants)
        for place, rank, adapted in self.places:
            params[place] = adapted(values[rank])
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda: (self.sql, tuple(params))
        return list(self.iterable(_Source(compiler)))


@dataclass(slots=True)
class _Source:
    """What Django's iterables read of a queryset, and of its query."""

    compiler: SQLCompiler
    db: str = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = field(default_factory=dict)

    @property
    def query(self) -> _Source:
        return self

    def get_compiler(self, using: str) -> SQLCompiler:
        del using
        return self.compiler


@dataclass(slots=True)
class _StandIns:
    """Values that nothing else holds, in the order of those they stand for."""

    made: list[Any] = field(default_factory=list)
    holds_nothing: bool = False

    def for_(self, given: Any) -> Any:
        if given is None or isinstance(given, bool):
            return given
        if isinstance(given, Reader):
            keys = AnyKeys(AnyKey(self._one(key)) for key in given.keys)
            return AnyReader(keys=keys, uid=MARK, label=MARK)
        if isinstance(given, (tuple, list, set, frozenset)):
            self.holds_nothing |= not given
            return [self._one(value) for value in given]
        return self._one(given)

    def _one(self, given: Any) -> Any:
        rank = len(self.made)
        made: Any
        if isinstance(given, int):
            made = 2**62 + rank
        elif isinstance(given, str):
            made = f"{MARK} {rank}"
        elif isinstance(given, dt.date) and not isinstance(given, dt.datetime):
            made = dt.date.min + dt.timedelta(days=rank)
        else:
            msg = f"{given!r}: a prepared query is given texts, numbers, days, lists of them and readers"
            raise ImproperlyConfigured(msg)
        self.made.append(made)
        return made


def _statement(queryset: QuerySet[Any, Any], stand_ins: _StandIns) -> Statement | None:
    """None for a query that finds nothing whatever the database holds."""
    prepared_for: Any = queryset
    if prepared_for._iterable_class not in READABLE or prepared_for._prefetch_related_lookups:
        msg = "a prepared query reads rows or lists of values, and prefetches nothing"
        raise ImproperlyConfigured(msg)
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        if stand_ins.holds_nothing:
            return None
        raise
    places = tuple(_places(params, stand_ins))
    lost = set(range(len(stand_ins.made))) - {rank for _place, rank, _type in places}
    if lost:
        msg = f"what a prepared query is given must come out as it is: value {min(lost)} does not, in {sql}"
        raise ImproperlyConfigured(msg)
    return Statement(compiler, prepared_for._iterable_class, sql, tuple(params), places)


def _places(params: tuple[Any, ...], stand_ins: _StandIns) -> Iterator[tuple[int, int, Callable[[Any], Any]]]:
    adapted_day: Callable[[Any], Any] = connections[DEFAULT_DB_ALIAS].ops.adapt_datefield_value
    ranks: dict[Any, int] = {}
    for rank, made in enumerate(stand_ins.made):
        ranks[adapted_day(made) if isinstance(made, dt.date) else made] = rank
    for place, value in enumerate(params):
        rank = ranks.get(value, -1)
        if rank >= 0:
            yield place, rank, adapted_day if isinstance(stand_ins.made[rank], dt.date) else type(value)
        elif isinstance(value, dt.date) or (isinstance(value, str) and _DAY.match(value)):
            msg = f"a prepared query lasts: {value} would too, and has to be given"
            raise ImproperlyConfigured(msg)
        elif isinstance(value, str) and _TRACE.search(value):
            msg = f"what a prepared query is given must come out as it is, not as {value!r}"
            raise ImproperlyConfigured(msg)


def _shape_of(given: Any) -> Any:
    if isinstance(given, Reader):
        return len(given.keys)
    if isinstance(given, (tuple, list, set, frozenset)):
        return (len(given), *{type(value) for value in given})
    return given if given is None or isinstance(given, bool) else type(given)


def _values_of(given: Any) -> Any:
    if isinstance(given, Reader):
        return given.keys
    if isinstance(given, (tuple, list, set, frozenset)):
        return given
    return () if given is None or isinstance(given, bool) else (given,)
