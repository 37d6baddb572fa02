"""The life of an import, as a table: which verb leads from which states to which."""

from __future__ import annotations

from maillage.core.transitions import Machine, Transition

UPLOADED = "uploaded"
PREVIEWING = "previewing"
PREVIEWED = "previewed"
COMMITTING = "committing"
DONE = "done"
UNDOING = "undoing"
UNDONE = "undone"
REFUSED = "refused"

WORKING = frozenset({PREVIEWING, COMMITTING, UNDOING})
"""States in which the worker has something to do."""
BEFORE_WRITING = frozenset({UPLOADED, PREVIEWING, PREVIEWED})
"""States in which nothing was written yet."""

IMPORTING = Machine(
    (
        Transition("preview", "Préparer l’aperçu", frozenset({UPLOADED, PREVIEWED}), PREVIEWING),
        Transition("show", "Montrer l’aperçu", frozenset({PREVIEWING}), PREVIEWED),
        Transition("confirm", "Importer", frozenset({PREVIEWED}), COMMITTING),
        Transition("finish", "Terminer", frozenset({COMMITTING}), DONE),
        Transition("undo", "Annuler cet import", frozenset({DONE}), UNDOING),
        Transition("finish_undo", "Terminer l’annulation", frozenset({UNDOING}), UNDONE),
        Transition("refuse", "Abandonner", BEFORE_WRITING, REFUSED),
    )
)
