"""« Mobiliser les acteurs locaux (carnet d’adresses de chacun) » (row A6): everyone's own contacts, pooled line by line.

A line belongs to the person who brought it and to nobody else until it is shared; it leaves the common address book
the moment it is withdrawn. Nothing of it is indexed for the search or told in a journal.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import ADMINISTRATORS, Reader, organises_key, person_key
from maillage.network.models.memberships import Membership
from maillage.network.models.spaces import Space
from maillage.records.clock import now
from maillage.records.identity import UidField
from maillage.records.naming import SortKeyField


def uids_after(prefix: str, reader: Reader) -> list[str]:
    """The uids of the reader's keys that begin so."""
    return [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]


class AddressBookFile(models.Model):
    """A file that somebody brought: what its columns are taken to be, so that they can be read otherwise."""

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="address_book_files")
    owner = models.ForeignKey(
        "accounts.Person",
        on_delete=models.CASCADE,
        related_name="address_book_files",
        verbose_name="apporté par",
    )
    name = models.CharField("fichier", max_length=200)
    headers = models.JSONField("en-têtes", default=list)
    mapping = models.JSONField("colonnes", default=list)
    created_at = models.DateTimeField("apporté le", default=now)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="network_addressfile_age")]

    def __str__(self) -> str:
        return self.name


class AddressBookEntryQuerySet(models.QuerySet["AddressBookEntry"]):
    def visible_to(self, reader: Reader) -> Self:
        """One's own lines, and what was shared in the spaces that one organises. Nobody sees a private line of another."""
        shared = Q(shared_at__isnull=False)
        organised = Q(space__uid__in=uids_after(organises_key(""), reader))
        if reader.has(ADMINISTRATORS):
            organised |= Q(space__audience__in=reader.keys)
        return self.filter(self._own(reader) | (shared & organised))

    def own(self, reader: Reader) -> Self:
        return self.filter(self._own(reader))

    def shared(self) -> Self:
        return self.filter(shared_at__isnull=False)

    def private(self) -> Self:
        return self.filter(shared_at__isnull=True)

    @staticmethod
    def _own(reader: Reader) -> Q:
        return Q(owner__uid__in=uids_after(person_key(""), reader))


class AddressBookEntry(models.Model):
    """One contact: an organisation, somebody who works there, or both. No beneficiary is ever stored.

    `values` is what can be corrected, by field of the import; the columns below it are read off it. `remarks` are the
    flags of the cleaning, `likely` the sheets and people of the directory that it may be (primary keys, with the reason),
    read again with the eyes of whoever looks. `raw` is the row of the file, kept while its columns may be read otherwise.
    """

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="address_book")
    owner = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, related_name="address_book", verbose_name="apporté par"
    )
    file = models.ForeignKey(
        AddressBookFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    row = models.PositiveIntegerField("ligne", default=0)
    raw = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    remarks = models.JSONField("remarques", default=list)
    doubts = models.PositiveSmallIntegerField("à vérifier", default=0)
    likely = models.JSONField("déjà dans l’annuaire ?", default=list)
    organisation_name = models.CharField("organisation", max_length=200, blank=True)
    person_name = models.CharField("personne", max_length=170, blank=True)
    function = models.CharField("fonction", max_length=120, blank=True)
    email = models.CharField("e-mail", max_length=254, blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    locality = models.CharField("localité", max_length=120, blank=True)
    sort_name = SortKeyField(source="list_name", max_length=300)
    search_key = SortKeyField(source="spoken", max_length=300, db_index=False)
    private_since = models.DateTimeField("privé depuis", default=now)
    shared_at = models.DateTimeField("partagé le", null=True, blank=True)
    invitation = models.ForeignKey(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="invitation",
    )

    objects = AddressBookEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "owner"], name="network_addressentry_own"),
            models.Index(
                fields=["space", "sort_name", "id"],
                name="network_addressentry_shared",
                condition=Q(shared_at__isnull=False),
            ),
            models.Index(
                fields=["private_since"], name="network_addressentry_age", condition=Q(shared_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.list_name

    @property
    def list_name(self) -> str:
        """Lists sort by organisation, then by person."""
        named = [name for name in (self.organisation_name, self.person_name) if name]
        return " – ".join(named) or self.email or self.phone

    @property
    def spoken(self) -> str:
        """What people type to find it."""
        return f"{self.list_name} {self.email} {self.locality} {self.function}"

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None
