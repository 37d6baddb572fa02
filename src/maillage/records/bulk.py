"""Many rows in one statement, past the ORM, which spends more on each than the database does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

DO_NOTHING = "ON CONFLICT DO NOTHING"


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
