"""Many rows in one statement, past the ORM, which spends more on each than the database does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

DO_NOTHING = "ON CONFLICT DO NOTHING"
ROWS_AT_ONCE = 200
"""Rows of one `INSERT`: SQLite takes 32,766 values, and no table here has 160 columns."""


def create_rows(rows: Iterable[Model]) -> None:
    """Inserts new objects, all of one model, and gives each its key, as `bulk_create` does, which spends three times as
    long on working out expressions that plain values do not have.

    What they point to must be written already; the database gives keys in the order of the rows, as Django counts on too.
    """
    waiting = list(rows)
    if not waiting:
        return
    options = waiting[0]._meta
    fields = [field for field in options.concrete_fields if not field.primary_key]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), ROWS_AT_ONCE):
            some = waiting[start : start + ROWS_AT_ONCE]
            values = [
                field.get_db_prep_save(field.pre_save(row, add=True), connection)
                for row in some
                for field in fields
            ]
            cursor.execute(
                f"INSERT INTO {options.db_table} ({names}) VALUES {', '.join([places] * len(some))}"  # noqa: S608
                f" RETURNING {options.pk.column}",
                values,
            )
            for row, (key,) in zip(some, cursor.fetchall(), strict=True):
                row.pk = key
                row._state.adding, row._state.db = False, connection.alias


def insert_rows(
    model: type[Model], fields: Sequence[Field[Any, Any]], rows: Iterable[Sequence[Any]], *, conflict: str
) -> None:
    """Inserts values that need no conversion (texts, small numbers, bytes), in the order of `fields`; `conflict` is the
    clause that says what becomes of a row that is there already.

    PostgreSQL gets a list for each column: a statement a row costs it twice as much. SQLite prefers a row at a time.
    """
    written = list(rows)
    if not written:
        return
    names = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lists = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in fields)
            statement = f"INSERT INTO {model._meta.db_table} ({names}) SELECT * FROM unnest({lists}) {conflict}"  # noqa: S608
            cursor.execute(statement, [list(column) for column in zip(*written, strict=True)])
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places}) {conflict}"  # noqa: S608
            cursor.executemany(statement, written)


def update_rows(
    model: type[Model], fields: Sequence[Field[Any, Any]], rows: Iterable[tuple[int, Sequence[Any]]]
) -> None:
    """Gives rows that exist new values: the number of each, and its values in the order of `fields`, as Python has them."""
    written = [
        (pk, *(field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)))
        for pk, values in rows
    ]
    if not written:
        return
    table, key = model._meta.db_table, model._meta.pk
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(str(field.column) for field in (key, *fields))
            lists = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in (key, *fields))
            changes = ", ".join(f"{field.column} = new.{field.column}" for field in fields)
            statement = (
                f"UPDATE {table} SET {changes} FROM unnest({lists}) AS new({names})"  # noqa: S608
                f" WHERE {table}.{key.column} = new.{key.column}"
            )
            cursor.execute(statement, [list(column) for column in zip(*written, strict=True)])
        else:
            changes = ", ".join(f"{field.column} = %s" for field in fields)
            statement = f"UPDATE {table} SET {changes} WHERE {key.column} = %s"  # noqa: S608
            cursor.executemany(statement, [(*values, pk) for pk, *values in written])


def replaced(fields: Iterable[Field[Any, Any]], *, on: Iterable[str]) -> str:
    """The clause that gives a row that is there already the new values; `on` are the columns of its unique constraint."""
    keys = list(on)
    changed = ", ".join(f"{one.column} = excluded.{one.column}" for one in fields if one.column not in keys)
    return f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changed}"
