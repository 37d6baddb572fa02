"""People at work and their log-in. A person exists without an account; no beneficiary is ever stored (DESIGN decision 2)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader, person_key
from maillage.records.identity import UidField
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned

ERASED = "personne effacée"
"""What is shown of someone who had their data erased."""


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A log-in: an e-mail address. What it may do comes from the person's posts and mandates; a superuser administers."""

    email = models.EmailField("adresse e-mail", unique=True)
    is_active = models.BooleanField("active", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, reader: Reader) -> Self:
        """The people of the network know each other; a visitor sees those who made their name public."""
        known = self.filter(erased_at__isnull=True)
        if reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
            return known
        own = Q(uid=reader.uid) if reader.has(person_key(reader.uid)) else Q()
        return known.filter(Q(show_name=True) | own)


class Person(Versioned):
    """A professional, known by the posts held. Name, e-mail and photo are public only where the person says so.

    `photo` is the uid of a stored file (`files`).
    """

    uid = UidField()
    given_name = models.CharField("prénom", max_length=80, blank=True)
    family_name = models.CharField("nom", max_length=80)
    sort_name = SortKeyField(source="list_name", max_length=170)
    email = models.EmailField("adresse e-mail professionnelle", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    photo = models.CharField("photo", max_length=80, blank=True)
    show_name = models.BooleanField("mon nom est public", default=False)
    show_email = models.BooleanField("mon adresse e-mail est publique", default=False)
    show_photo = models.BooleanField("ma photo est publique", default=False)
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Lower("email"), name="accounts_person_email", condition=~Q(email=""))]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return ERASED if self.erased_at else f"{self.given_name} {self.family_name}".strip()

    @property
    def list_name(self) -> str:
        """Family name first, as lists sort."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def initials(self) -> str:
        """What a reader sees of a person who did not make the name public."""
        return "".join(f"{part[0]}." for part in (self.given_name, self.family_name) if part)

    def name_for(self, reader: Reader) -> str:
        """The whole name for the network's people and for whoever the person lets see it; initials for the others."""
        open_to_all = self.show_name or self.erased_at is not None
        known = reader.has(MEMBERS) or self._is_close_to(reader)
        return self.full_name if open_to_all or known else self.initials

    def email_for(self, reader: Reader) -> str:
        """Empty when the reader may not see it."""
        return self.email if self.show_email or self._is_close_to(reader) else ""

    def phone_for(self, reader: Reader) -> str:
        """Empty for all but those who coordinate and the person."""
        return self.phone if self._is_close_to(reader) else ""

    def photo_for(self, reader: Reader) -> str:
        """The uid of the stored file, or empty."""
        return self.photo if self.show_photo or self._is_close_to(reader) else ""

    def _is_close_to(self, reader: Reader) -> bool:
        return reader.has(COORDINATORS, ADMINISTRATORS, person_key(self.uid))

    @property
    def address(self) -> str:
        """The end of the person's URL: no name in it, since a name may be private."""
        return self.uid
