"""The photo of a person: kept for the network, or for all when the person says so."""

from __future__ import annotations

from maillage.accounts.actions.people import set_photo
from maillage.accounts.models import Person
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.files.actions import remove_file, store_file
from maillage.files.intake import Intake
from maillage.files.models import StoredFile
from maillage.records.actions import action, require


@action
def change_photo(*, by: Reader, person: Person, intake: Intake) -> Person:
    require(by, "accounts.edit_person", person)
    former = person.photo
    stored = store_file(by=by, intake=intake, audience=PUBLIC if person.show_photo else MEMBERS)
    set_photo(by=by, person=person, file_uid=stored.uid)
    if former:
        remove_file(uid=former)
    return person


@action
def remove_photo(*, by: Reader, person: Person) -> Person:
    require(by, "accounts.edit_person", person)
    former = person.photo
    set_photo(by=by, person=person, file_uid="")
    if former:
        remove_file(uid=former)
    return person


def follow_profile(person: Person) -> None:
    """The photo follows its toggle: called when a profile was saved."""
    audience = PUBLIC if person.show_photo else MEMBERS
    StoredFile.objects.filter(uid=person.photo).update(audience=audience)
