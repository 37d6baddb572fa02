"""What a person decides on rows before anything is written: which sheet a row means, and what its cells should say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from maillage.core.cleaning import Level
from maillage.core.readers import Reader
from maillage.exchange import states
from maillage.exchange.actions.runs import NotNow
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import Previewer, RowPreview
from maillage.records.actions import action, require

_ABOUT = re.compile(r"(complete|replace|join):([0-9]{1,18})")
_PIECES = re.compile(r"\s*[;\n]\s*")
_CHECKED_BELOW = 0.9


@action
def decide_rows(*, by: Reader, run: ImportRun, choices: Mapping[int, str]) -> int:
    """`choices`: what to do, by row number, as in `ImportRow.choice`. Choices that make no sense are passed over.

    Returns how many rows changed. A row that was decided on is no longer to be checked.
    """
    _require_open(by, run)
    rows = {row.number: row for row in run.rows.filter(number__in=list(choices))}
    decided = [row for number, row in rows.items() if _decide(row, choices[number])]
    ImportRow.objects.bulk_update(decided, ["decision", "target", "joins", "to_check"], batch_size=200)
    return len(decided)


@action
def correct_row(
    *, by: Reader, run: ImportRun, row: ImportRow, cells: Mapping[str, str], choice: str, previewer: Previewer
) -> ImportRow:
    """Other words for the cells of a row: cleaned and compared again. `previewer` remembers the rows before it."""
    _require_open(by, run)
    filled = {key: text for key, text in cells.items() if text.strip()}
    if filled != row.values:
        fill_in(row, previewer.preview(row.number, filled), first=False)
    _decide(row, choice)
    row.save()
    return row


def fill_in(row: ImportRow, preview: RowPreview, *, first: bool = True) -> None:
    """Puts what the preview says on the row. `first`: the importer's own decision is taken too."""
    row.label = preview.label[:200]
    row.values = dict(preview.values)
    row.details = dict(preview.details)
    row.flags = [
        {"field": field, "level": str(flag.level), "message": flag.message, "suggestion": flag.suggestion}
        for field, flag in preview.flags
    ]
    row.candidates = [
        {
            "name": one.name,
            "score": one.score,
            "reasons": list(one.reasons),
            "is_same": one.is_same,
            "target": one.target,
            "row": one.row,
            "url": one.url,
        }
        for one in preview.candidates
    ]
    row.is_blocked = any(flag.level is Level.BLOCK for _field, flag in preview.flags)
    if first or row.is_blocked:
        _set(row, preview.decision)
    row.to_check = needs_a_look(row)


def needs_a_look(row: ImportRow) -> bool:
    """Something doubtful in a cell, or a likeness that is neither sure nor nothing."""
    if row.is_blocked:
        return False
    doubtful = any(flag["level"] != Level.INFO for flag in row.flags)
    unsure = any(one["is_same"] and one["score"] < _CHECKED_BELOW for one in row.candidates)
    several = sum(1 for one in row.candidates if one["is_same"] and one["score"] >= _CHECKED_BELOW) > 1
    return doubtful or several or (unsure and row.decision == ImportRow.Decision.CREATE)


@action
def take_suggestion(
    *, by: Reader, run: ImportRun, row: ImportRow, flag: int, previewer: Previewer
) -> ImportRow:
    """« Utiliser … »: the suggestion of one remark takes the place of the piece of the cell that is most like it."""
    _require_open(by, run)
    if not 0 <= flag < len(row.flags) or not row.flags[flag]["suggestion"]:
        return row
    key, suggestion = row.flags[flag]["field"], row.flags[flag]["suggestion"]
    pieces = [piece for piece in _PIECES.split(row.values.get(key, "")) if piece] or [""]
    worst = max(range(len(pieces)), key=lambda place: fuzz.ratio(pieces[place], suggestion))
    pieces[worst] = suggestion
    cells = {**row.values, key: "; ".join(pieces)}
    return correct_row(by=by, run=run, row=row, cells=cells, choice=row.choice, previewer=previewer)


def _require_open(by: Reader, run: ImportRun) -> None:
    require(by, "exchange.carry_on", run)
    if run.state != states.PREVIEWED:
        raise NotNow(f"Les lignes ne se changent plus : cet import est « {run.get_state_display()} ».")


def _decide(row: ImportRow, choice: str) -> bool:
    """Whether the choice was another one, and possible."""
    if choice == row.choice or row.is_blocked or not _is_possible(row, choice):
        return False
    _set(row, choice)
    row.to_check = False
    return True


def _is_possible(row: ImportRow, choice: str) -> bool:
    if choice in {ImportRow.Decision.CREATE, ImportRow.Decision.SKIP}:
        return True
    found = _ABOUT.fullmatch(choice)
    if found is None:
        return False
    verb, about = found[1], int(found[2])
    wanted = "row" if verb == ImportRow.Decision.JOIN else "target"
    return any(one[wanted] == about for one in row.candidates)


def _set(row: ImportRow, choice: str) -> None:
    found = _ABOUT.fullmatch(choice)
    row.decision = found[1] if found else choice
    about = int(found[2]) if found else None
    row.joins = about if row.decision == ImportRow.Decision.JOIN else None
    row.target = about if row.decision in {ImportRow.Decision.COMPLETE, ImportRow.Decision.REPLACE} else None
