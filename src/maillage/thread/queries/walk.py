"""Reads: the walk along the thread, both ways, in one recursive statement (DESIGN section 3).

The audience is inside the recursion: a step that the reader may not see is not walked through, so neither its title,
nor its number, nor that it leads anywhere shows. The depth is bounded and the rows are a set of (item, depth), so that a
circle ends. The same statement runs on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from maillage.core.readers import Reader

DEPTH = 8
"""Steps walked each way: from a need to the plan after the next."""
MOST = 200
"""Steps shown each way, the nearest first."""

_ONE_WAY = """
    {name}(item_id, depth) AS (
        SELECT CAST(%s AS bigint), 0
        UNION
        SELECT link.{far}, {name}.depth + 1
        FROM {name}
        JOIN thread_link AS link ON link.{near} = {name}.item_id AND link.valid_to IS NULL
        JOIN thread_item AS item ON item.id = link.{far} AND item.audience IN ({keys})
        WHERE {name}.depth < %s
    )"""
_WALK = """
    WITH RECURSIVE {before}, {after}
    SELECT item_id, -MIN(depth) FROM before_it WHERE depth > 0 GROUP BY item_id
    UNION ALL
    SELECT item_id, MIN(depth) FROM after_it WHERE depth > 0 GROUP BY item_id"""


def walked(item_id: int, reader: Reader, *, depth: int = DEPTH) -> dict[int, int]:
    """Ids of the steps around an item with their distance: negative for what it comes from, positive for what came of it.

    One query. Holds the item itself at 0, seen or not: whoever asks has it in hand.
    """
    keys = sorted(reader.keys)
    marks = ", ".join(["%s"] * len(keys))
    before = _ONE_WAY.format(name="before_it", near="target_id", far="source_id", keys=marks)
    after = _ONE_WAY.format(name="after_it", near="source_id", far="target_id", keys=marks)
    each = [item_id, *keys, depth]
    rows = _rows(_WALK.format(before=before, after=after), [*each, *each])
    found: dict[int, int] = {item_id: 0}
    for pk, distance in sorted(rows, key=lambda row: (abs(row[1]), row[0])):
        found.setdefault(pk, distance)
    return found


def reaches(start: int, end: int, *, depth: int) -> bool:
    """Whether `end` came of `start`, whoever may see the steps between."""
    statement = """
        WITH RECURSIVE onward(item_id, depth) AS (
            SELECT CAST(%s AS bigint), 0
            UNION
            SELECT link.target_id, onward.depth + 1
            FROM onward JOIN thread_link AS link ON link.source_id = onward.item_id AND link.valid_to IS NULL
            WHERE onward.depth < %s
        )
        SELECT 1 FROM onward WHERE item_id = %s AND depth > 0 LIMIT 1"""
    return bool(list(_rows(statement, [start, depth, end])))


def _rows(statement: str, values: list[Any]) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
