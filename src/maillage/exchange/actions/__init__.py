"""What a person does with an import: drop a file, choose columns, decide on rows, confirm, take back, abandon."""

from maillage.exchange.actions.rows import correct_row, decide_rows, take_suggestion
from maillage.exchange.actions.runs import (
    NotNow,
    add_follow_up,
    choose_columns,
    confirm_import,
    receive_file,
    refuse_import,
    take_back_import,
)

__all__ = [
    "NotNow",
    "add_follow_up",
    "choose_columns",
    "confirm_import",
    "correct_row",
    "decide_rows",
    "receive_file",
    "refuse_import",
    "take_back_import",
    "take_suggestion",
]
