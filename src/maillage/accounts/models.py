"""People at work and their log-in. A person exists without an account; no beneficiary is ever stored (DESIGN decision 2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from maillage.records.identity import UidField
from maillage.records.naming import SortKeyField


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


class Person(models.Model):
    """A professional, known by the posts held. Name, e-mail and photo are public only where the person says so."""

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

    class Meta:
        indexes = [models.Index(Lower("email"), name="accounts_person_email", condition=~Q(email=""))]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def list_name(self) -> str:
        """Family name first, as lists sort."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def initials(self) -> str:
        """What a reader sees of a person who did not make the name public."""
        return "".join(f"{part[0]}." for part in (self.given_name, self.family_name) if part)

    @property
    def address(self) -> str:
        """The end of the person's URL: no name in it, since a name may be private."""
        return self.uid
