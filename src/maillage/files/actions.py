"""Keeping a file, changing who sees it, removing it."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from maillage.core.readers import Reader
from maillage.files.intake import Intake
from maillage.files.models import StoredFile, place_of
from maillage.records.actions import action


def keep_content(content: bytes) -> str:
    """Writes the content once, under its hash; call it before the transaction. Returns the hash."""
    digest = hashlib.sha256(content).hexdigest()
    place = place_of(digest)
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))
    return digest


@action
def store_file(*, by: Reader, intake: Intake, audience: str) -> StoredFile:
    """Keeps a file that `intake.take_in` or `take_in_image` accepted. The caller has checked the right to attach it."""
    return StoredFile.objects.create(
        hash=keep_content(intake.content),
        name=intake.name,
        content_type=intake.content_type,
        size=len(intake.content),
        audience=audience,
        uploaded_by=by.uid,
    )


@action
def readdress_files(*, old_audience: str, new_audience: str) -> int:
    """The files of a space that opens or closes follow it: called in the transaction that changes the audience."""
    return StoredFile.objects.filter(audience=old_audience).update(audience=new_audience)


@action
def remove_file(*, uid: str) -> bool:
    """Forgets a file; its content goes too once no other row holds the same. The caller has checked the right."""
    stored = StoredFile.objects.filter(uid=uid).first()
    if stored is None:
        return False
    digest = stored.hash
    stored.delete()
    transaction.on_commit(lambda: _sweep(digest))
    return True


def _sweep(digest: str) -> None:
    if not StoredFile.objects.filter(hash=digest).exists():
        default_storage.delete(place_of(digest))
