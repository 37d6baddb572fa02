"""Findings: what actors see, in their words; what the public says; verbatims apart from what they are taken to mean."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Q, When

from maillage.accounts.models import Person
from maillage.concertation.models.cycles import Cycle, EntryCode
from maillage.network.models import Organisation
from maillage.records.clock import now, today
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned
from maillage.territory.models import Territory
from maillage.thread.models import OwnsItem, SeenWithItem
from maillage.vocabulary.models import Term

LONGEST_WORDING = 600


class FindingQuerySet(SeenWithItem["Finding"]):
    def standing(self) -> Self:
        """Neither left out nor gathered in another wording."""
        return self.exclude(state__in=(Finding.State.LEFT_OUT, Finding.State.GATHERED))

    def in_common(self) -> Self:
        """Those that avenues and recommendations may build on, the retained ones first."""
        found = self.filter(state__in=(Finding.State.SHARED, Finding.State.RETAINED))
        return found.order_by(Case(When(state=Finding.State.RETAINED, then=0), default=1), "pk")


class Finding(OwnsItem, Versioned):
    """A need, a resource, a barrier, an aspiration or an observation that somebody puts on the table (D2-D7).

    `state`: see `states.FINDING`; only `shared` and `retained` show to others than the organisers. `actor`: the kind of
    actor (a sector) that sees it (D3); `organisation`: who said it, when it was said in its name. `voice`: the public's word
    stands beside, it never counts as an organisation's (D16). `scope` is empty until it was judged (D10).
    `gathered_in`: the common wording that took it in; the original stays readable (D5). `by_entry`: the browser that
    noted it with a session code, so that it alone may correct it. Nothing here names a beneficiary, ever.
    """

    class Kind(models.TextChoices):
        NEED = "need", "besoin"
        RESOURCE = "resource", "ressource"
        BARRIER = "barrier", "frein"
        ASPIRATION = "aspiration", "aspiration"
        OBSERVATION = "observation", "observation"

    class State(models.TextChoices):
        NEW = "new", "à relire"
        SHARED = "shared", "mis en commun"
        RETAINED = "retained", "retenu"
        LEFT_OUT = "left_out", "écarté"
        GATHERED = "gathered", "réuni"

    class Scope(models.TextChoices):
        LOCAL = "local", "local"
        GLOBAL = "global", "global"
        BOTH = "both", "local et global"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField("genre", max_length=11, choices=Kind, default=Kind.NEED)
    wording = models.TextField("en une phrase", validators=[MaxLengthValidator(LONGEST_WORDING)])
    find_key = SortKeyField(source="wording", max_length=600, db_index=False)
    state = models.CharField("état", max_length=8, choices=State, default=State.SHARED, editable=False)
    reason = models.CharField("raison", max_length=300, blank=True)
    voice = models.CharField(
        "parole", max_length=12, choices=EntryCode.Voice, default=EntryCode.Voice.PROFESSIONAL
    )
    language = models.CharField("langue", max_length=8, blank=True)
    actor = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="secteur qui le voit",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.ForeignKey(
        EntryCode, on_delete=models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    table = models.CharField("table", max_length=40, blank=True)
    by_entry = models.CharField(max_length=8, blank=True, editable=False)
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name="territoires concernés"
    )
    audiences = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="publics concernés")
    rights = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="droits concernés")
    criteria = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="critères protégés")
    causes = models.TextField("causes", blank=True, validators=[MaxLengthValidator(2000)])
    consequences = models.TextField("conséquences", blank=True, validators=[MaxLengthValidator(2000)])
    scope = models.CharField("d’ordre", max_length=6, choices=Scope, blank=True)
    gathered_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="originals"
    )
    source = models.CharField("étude", max_length=300, blank=True)
    source_page = models.CharField("page", max_length=40, blank=True)
    source_link = models.URLField("lien", max_length=500, blank=True)
    noted_at = models.DateTimeField(default=now, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cycle", "state", "id"], name="concertation_finding_list"),
            models.Index(
                fields=["by_entry", "id"], condition=~Q(by_entry=""), name="concertation_finding_entry"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="gathered", gathered_in__isnull=False)
                | (~Q(state="gathered") & Q(gathered_in__isnull=True)),
                name="concertation_finding_gathered_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(gathered_in__isnull=True) | ~Q(gathered_in=F("id")),
                name="concertation_finding_not_in_itself",
            ),
            models.CheckConstraint(
                condition=~Q(state="left_out") | ~Q(reason=""), name="concertation_finding_left_out_why"
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def is_in_common(self) -> bool:
        """Shared, or retained since: avenues and recommendations may build on it."""
        return self.state in (self.State.SHARED, self.State.RETAINED)

    @property
    def takes_positions(self) -> bool:
        return self.state == self.State.RETAINED


class Verbatim(models.Model):
    """What somebody said, word for word, with what it is taken to mean apart (D4). Anonymous, always.

    `consent`: how they agreed to its being kept; withdrawn, the text is gone everywhere and the row says that it was.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="verbatims")
    text = models.TextField("ce qui a été dit", validators=[MaxLengthValidator(1000)])
    language = models.CharField("langue", max_length=8, blank=True)
    meaning = models.TextField("ce que nous en comprenons", blank=True, validators=[MaxLengthValidator(1000)])
    consent = models.CharField("accord donné", max_length=200)
    noted_on = models.DateField(default=today)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["finding_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(text=""), name="concertation_verbatim_withdrawn_gone"
            )
        ]

    def __str__(self) -> str:
        return self.text
