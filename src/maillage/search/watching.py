"""Knowing that the index changed, whoever changed it and by whatever statement: triggers on the table of documents draw
a new token (`models.IndexChange`), which what is remembered of searches is kept under.

Writers never wait for one another. SQLite lets one write at a time, and holds one token. On PostgreSQL a transaction
takes a token that no other one holds, or adds one; all of them together say which transactions were committed, in
whatever order. Tokens are drawn, not counted: one that was rolled back never comes again.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DOCUMENTS, CHANGES = "search_searchdocument", "search_indexchange"
_COLUMNS = (
    *(
        "id",
        "kind",
        "object_id",
        "audience",
        "standing",
        "marks",
        "title_key",
        "uid",
        "title",
        "subtitle",
        "path",
    ),
    *("title_tokens", "names_tokens", "body_tokens"),
)
_OLD = ", ".join(f"old.{column}" for column in _COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in _COLUMNS)
_DRAWN = "lower(hex(randomblob(16)))"
_DRAW = (
    f"BEGIN UPDATE {CHANGES} SET token = {_DRAWN};"  # noqa: S608
    f" INSERT INTO {CHANGES} (token) SELECT {_DRAWN} WHERE NOT EXISTS (SELECT 1 FROM {CHANGES}); END"
)
_FUNCTION = f"""
CREATE FUNCTION search_index_changed() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    free bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF NOT EXISTS (
            SELECT FROM old_rows AS was FULL JOIN new_rows AS is_now USING (id) WHERE was IS DISTINCT FROM is_now
        ) THEN RETURN NULL; END IF;
    END IF;
    SELECT id INTO free FROM {CHANGES} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF free IS NULL THEN
        INSERT INTO {CHANGES} (token) VALUES (replace(gen_random_uuid()::text, '-', ''));
    ELSE
        UPDATE {CHANGES} SET token = replace(gen_random_uuid()::text, '-', '') WHERE id = free;
    END IF;
    RETURN NULL;
END $body$
"""  # noqa: S608
_CALLED = "FOR EACH STATEMENT EXECUTE FUNCTION search_index_changed()"


def install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Adds the triggers to the table of documents (migration 0003)."""
    del apps
    for statement in _SET_UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    for statement in _TAKE_DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


_SET_UP = {
    "sqlite": (
        f"CREATE TRIGGER search_change_added AFTER INSERT ON {DOCUMENTS} {_DRAW}",
        f"CREATE TRIGGER search_change_removed AFTER DELETE ON {DOCUMENTS} {_DRAW}",
        f"CREATE TRIGGER search_change_changed AFTER UPDATE ON {DOCUMENTS}"
        f" WHEN ({_OLD}) IS NOT ({_NEW}) {_DRAW}",
        f"INSERT INTO {CHANGES} (token) VALUES ({_DRAWN})",  # noqa: S608
    ),
    "postgresql": (
        _FUNCTION,
        f"CREATE TRIGGER search_change_added AFTER INSERT ON {DOCUMENTS}"
        f" REFERENCING NEW TABLE AS new_rows {_CALLED}",
        f"CREATE TRIGGER search_change_removed AFTER DELETE ON {DOCUMENTS}"
        f" REFERENCING OLD TABLE AS old_rows {_CALLED}",
        f"CREATE TRIGGER search_change_changed AFTER UPDATE ON {DOCUMENTS}"
        f" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows {_CALLED}",
        f"CREATE TRIGGER search_change_emptied AFTER TRUNCATE ON {DOCUMENTS} {_CALLED}",
        f"INSERT INTO {CHANGES} (token) VALUES (replace(gen_random_uuid()::text, '-', ''))",  # noqa: S608
    ),
}
_TRIGGERS = ("added", "removed", "changed")
_TAKE_DOWN = {
    "sqlite": tuple(f"DROP TRIGGER search_change_{name}" for name in _TRIGGERS),
    "postgresql": (
        *(f"DROP TRIGGER search_change_{name} ON {DOCUMENTS}" for name in (*_TRIGGERS, "emptied")),
        "DROP FUNCTION search_index_changed()",
    ),
}
