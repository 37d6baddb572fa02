"""An import and its rows. The rows are the durable work: what is read, decided, written and undone is kept row by row."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.exchange import states
from maillage.records.clock import now
from maillage.records.identity import UidField


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, reader: Reader) -> Self:
        """Whoever made the import, and administrators: an address book is private until it is imported."""
        if reader.has(ADMINISTRATORS):
            return self.all()
        return self.filter(audience__in=reader.keys)


class ImportRun(models.Model):
    """One file on its way in. `by_keys`: what the person could do when confirming, for the worker.

    `mapping`: a list of `[position, field]`; `header_row` is the number of the header's row, 0 when there is none, NULL
    to guess. `done` counts the rows of the current phase. `followed_to`: the number of the last row of the current phase
    that the indexes have followed (`exchange.following`). `file` is a storage name, emptied once the file is written.
    """

    class State(models.TextChoices):
        UPLOADED = states.UPLOADED, "déposé"
        PREVIEWING = states.PREVIEWING, "aperçu en préparation"
        PREVIEWED = states.PREVIEWED, "à confirmer"
        COMMITTING = states.COMMITTING, "import en cours"
        DONE = states.DONE, "importé"
        UNDOING = states.UNDOING, "annulation en cours"
        UNDONE = states.UNDONE, "annulé"
        REFUSED = states.REFUSED, "abandonné"

    uid = UidField()
    kind = models.CharField(max_length=40)
    state = models.CharField("état", max_length=12, choices=State, default=State.UPLOADED)
    by_uid = models.CharField(max_length=8, blank=True)
    by_label = models.CharField("par", max_length=200, blank=True)
    by_keys = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    audience = models.CharField(max_length=40)
    file_name = models.CharField("fichier", max_length=200)
    file_hash = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    file = models.CharField(max_length=120, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.PositiveIntegerField(null=True, blank=True)
    mapping = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    total = models.PositiveIntegerField("lignes", default=0)
    done = models.PositiveIntegerField(default=0)
    followed_to = models.PositiveIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField("déposé le", default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["audience", "-created_at"], name="exchange_run_list"),
            models.Index(
                fields=["state", "lease_until"],
                name="exchange_run_work",
                condition=models.Q(state__in=sorted(states.WORKING)),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        return self.state in states.WORKING

    @property
    def may_be_undone(self) -> bool:
        return self.state == states.DONE and self.emptied_at is None


class ImportRow(models.Model):
    """One row of the file. `cells`: what the file says, by field; `values`: after cleaning, what will be written.

    `result`: `{"created": […], "changed": […]}` as `exchange.undoing` reads them. `target` is the primary key of the
    object to complete or replace, `joins` the number of an earlier row that means the same.
    """

    class Decision(models.TextChoices):
        CREATE = "create", "Créer une nouvelle fiche"
        COMPLETE = "complete", "Compléter la fiche existante"
        REPLACE = "replace", "Remplacer les données de la fiche existante"
        JOIN = "join", "Réunir avec une autre ligne du fichier"
        SKIP = "skip", "Ne pas reprendre"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "en attente"
        WRITTEN = "written", "importée"
        LEFT_OUT = "left_out", "écartée"
        FAILED = "failed", "refusée"
        UNDONE = "undone", "annulée"
        KEPT = "kept", "gardée"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("ligne")
    label = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.CREATE)
    target = models.BigIntegerField(null=True, blank=True)
    joins = models.PositiveIntegerField(null=True, blank=True)
    to_check = models.BooleanField("à vérifier", default=False)
    is_blocked = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    message = models.CharField(max_length=300, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="exchange_row_once")]
        indexes = [
            models.Index(fields=["run", "outcome", "number"], name="exchange_row_work"),
            models.Index(fields=["run", "to_check", "number"], name="exchange_row_check"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def choice(self) -> str:
        """The decision as a form posts it: `create`, `skip`, `complete:12`, `replace:12`, `join:7`."""
        about = self.joins if self.decision == self.Decision.JOIN else self.target
        needs = {self.Decision.JOIN, self.Decision.COMPLETE, self.Decision.REPLACE}
        return f"{self.decision}:{about}" if self.decision in needs else str(self.decision)
