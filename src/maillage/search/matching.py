"""One condition, two engines: whether a document answers a query. All SQL that is not Django's own stands here.

`SearchDocument.objects.filter(Matches(asked_of(query)))` reads FTS5 on SQLite and a GIN index on PostgreSQL. Both are given
the tokens of `core.analysis` as quoted literals and cut nothing themselves, so that they find the same documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import Combinable

from maillage.core.analysis import Query, Term

FTS_TABLE = "search_index"
DOCUMENTS = "search_searchdocument"
COLUMNS = ("title_tokens", "names_tokens", "body_tokens", "marks")

INDEXED_BY = {"sqlite": FTS_TABLE, "postgresql": "search_vector"}
"""The index that query plans must show."""


class Matches(Func):
    """True for documents that hold what `asked_of` says."""

    def __init__(self, asked: Sequence[str]) -> None:
        self.asked = tuple(asked)
        super().__init__(F("pk"), output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        key, _none = compiler.compile(self.get_source_expressions()[0])
        return _rows_of(key, "%s"), self.asked

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        table = compiler.quote_name_unless_alias(self.get_source_expressions()[0].alias)
        vectors = ("vector", "title_vector")[: len(self.asked)]
        conditions = [f"{table}.{vector} @@ %s::tsquery" for vector in vectors]
        return f"({' AND '.join(conditions)})", self.asked


def asked_of(query: Query, within: tuple[tuple[str, ...], ...], *, in_title: bool = False) -> tuple[str, ...]:
    """What `Matches` asks the database: every term of the query, in the title if so asked, and one mark of each group of
    `within`. In SQLite's own words, or in PostgreSQL's: of all the words, then of those of the title."""
    if connection.vendor == "sqlite":
        return (fts5_of(query, within, in_title=in_title),)
    return (tsquery_of(query, within), *([tsquery_of(query)] if in_title else []))


class BearsWord(Func):
    """True for documents that bear, in that very form, the word an expression gives (letters only)."""

    def __init__(self, word: Combinable) -> None:
        super().__init__(F("pk"), word, output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        column, word = self.get_source_expressions()
        key, _none = compiler.compile(column)
        asked, params = compiler.compile(word)
        return _rows_of(key, asked), params

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        column, word = self.get_source_expressions()
        asked, params = compiler.compile(word)
        return f"{compiler.quote_name_unless_alias(column.alias)}.vector @@ {asked}::tsquery", params


class BorneBySome(Func):
    """True for a word (letters only) that some document of these audiences bears in that very form: the first that does
    is enough, where `BearsWord` would list them all."""

    def __init__(self, word: str, audiences: Iterable[str]) -> None:
        super().__init__(F(word), *map(Value, audiences), output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        joined = f"{FTS_TABLE} CROSS JOIN {DOCUMENTS} borne ON borne.id = {FTS_TABLE}.rowid"
        return self._exists(compiler, joined, FTS_TABLE + " MATCH {word} AND +borne.audience IN ({audiences})")

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, Any]:
        del connection
        condition = "borne.vector @@ {word}::tsquery AND borne.audience || '' IN ({audiences})"
        return self._exists(compiler, f"{DOCUMENTS} borne", condition)

    def _exists(self, compiler: Any, tables: str, condition: str) -> tuple[str, Any]:
        (word, first), *others = (compiler.compile(one) for one in self.get_source_expressions())
        filled = condition.format(word=word, audiences=", ".join(sql for sql, _params in others))
        params = (*first, *(value for _sql, given in others for value in given))
        return f"EXISTS (SELECT 1 FROM {tables} WHERE {filled})", params  # noqa: S608


def _rows_of(key: str, asked: str) -> str:
    return f"{key} IN (SELECT rowid FROM {FTS_TABLE} WHERE {FTS_TABLE} MATCH {asked})"  # noqa: S608


class NotByIndex(Func):
    """A column that a planner must not walk: without statistics both take an equality on `audience` for a handful of
    rows, and would go through every public document rather than through the few that match."""

    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="(%(expressions)s || '')", **extra)


def fts5_of(query: Query, within: tuple[tuple[str, ...], ...] = (), *, in_title: bool = False) -> str:
    """
    >>> from maillage.core.analysis import understand
    >>> fts5_of(understand("2025 2026"), (("0apublic", "0amembers"),))
    '("2025") AND ("2026") AND ("0apublic" OR "0amembers")'
    """
    words = " AND ".join(f"({_fts5_term(term)})" for term in query.terms)
    if in_title:
        words = f"{{title_tokens}} : ({words})"
    groups = ["(" + " OR ".join(f'"{mark}"' for mark in group) + ")" for group in within]
    return " AND ".join([words, *groups])


def _fts5_term(term: Term) -> str:
    ways = [f'"{token}"' for token in term.tokens]
    if term.prefix:
        ways.append(f'"{term.prefix}"*')
    if term.parts:
        ways.append("(" + " AND ".join(f"({_fts5_term(part)})" for part in term.parts) + ")")
    return " OR ".join(ways)


def tsquery_of(query: Query, within: tuple[tuple[str, ...], ...] = ()) -> str:
    """
    >>> from maillage.core.analysis import understand
    >>> tsquery_of(understand("2025 2026"), (("0apublic", "0amembers"),))
    "('2025') & ('2026') & ('0apublic' | '0amembers')"
    """
    words = [f"({_tsquery_term(term)})" for term in query.terms]
    groups = ["(" + " | ".join(f"'{mark}'" for mark in group) + ")" for group in within]
    return " & ".join([*words, *groups])


def _tsquery_term(term: Term) -> str:
    ways = [f"'{token}'" for token in term.tokens]
    if term.prefix:
        ways.append(f"'{term.prefix}':*")
    if term.parts:
        ways.append("(" + " & ".join(f"({_tsquery_term(part)})" for part in term.parts) + ")")
    return " | ".join(ways)


def install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Adds the engine's index to the table of documents (migration 0002)."""
    del apps
    for statement in _SET_UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def rebuild_index() -> None:
    """Makes the engine read every document again; PostgreSQL's vectors are columns and cannot drift."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS_TABLE}({FTS_TABLE}) VALUES ('rebuild')")  # noqa: S608


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    for statement in _TAKE_DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


_NEW = ", ".join(f"new.{column}" for column in COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in COLUMNS)
_LIST = ", ".join(COLUMNS)
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
_ADD = f"INSERT INTO {FTS_TABLE}(rowid, {_LIST}) VALUES (new.id, {_NEW});"  # noqa: S608
_TAKE_OUT = f"INSERT INTO {FTS_TABLE}({FTS_TABLE}, rowid, {_LIST}) VALUES ('delete', old.id, {_OLD});"  # noqa: S608

_SET_UP = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {FTS_TABLE} USING fts5({_LIST}, content='{DOCUMENTS}', content_rowid='id',"
        " tokenize='ascii', detail='column', columnsize=0, prefix='2 3')",
        f"CREATE TRIGGER search_document_added AFTER INSERT ON {DOCUMENTS} BEGIN {_ADD} END",
        f"CREATE TRIGGER search_document_removed AFTER DELETE ON {DOCUMENTS} BEGIN {_TAKE_OUT} END",
        f"CREATE TRIGGER search_document_changed AFTER UPDATE ON {DOCUMENTS} WHEN {_CHANGED}"
        f" BEGIN {_TAKE_OUT} {_ADD} END",
        f"INSERT INTO {FTS_TABLE}({FTS_TABLE}) VALUES ('rebuild')",  # noqa: S608
    ),
    "postgresql": (
        f"ALTER TABLE {DOCUMENTS} ADD COLUMN vector tsvector"
        f" GENERATED ALWAYS AS (({' || '.join(COLUMNS)})::tsvector) STORED",
        f"ALTER TABLE {DOCUMENTS} ADD COLUMN title_vector tsvector"
        " GENERATED ALWAYS AS (title_tokens::tsvector) STORED",
        f"CREATE INDEX search_vector ON {DOCUMENTS} USING gin (vector)",
    ),
}
_TAKE_DOWN = {
    "sqlite": (
        "DROP TRIGGER search_document_added",
        "DROP TRIGGER search_document_removed",
        "DROP TRIGGER search_document_changed",
        f"DROP TABLE {FTS_TABLE}",
    ),
    "postgresql": (f"ALTER TABLE {DOCUMENTS} DROP COLUMN vector, DROP COLUMN title_vector",),
}
