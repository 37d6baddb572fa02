"""What a person gives to an address book: a file, what its columns are, one line; whom to invite, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.core.sheets import MAX_BYTES, UnreadableFile
from maillage.network.forms.chooser import OrganisationField
from maillage.network.imports.address_book import LABELS, ContactsFile, read_contacts
from maillage.network.models import AddressBookEntry
from maillage.ui.forms import IdentityForm

LEFT_ASIDE = "— laisser de côté —"


class ContactsFileForm(IdentityForm):
    """The file is opened at once, so that what cannot be read is said beside the field; `contacts` is what it holds."""

    contacts: ContactsFile

    file = forms.FileField(
        label="Votre fichier de contacts",
        help_text="Excel (.xlsx), CSV ou vCard (.vcf), 1 000 contacts au plus. Vous seul·e verrez ces lignes.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv,.vcf"}),
        allow_empty_file=True,
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(
                "Ce fichier dépasse 20 Mo. Enlevez les images ou partagez-le en plusieurs fichiers."
            )
        try:
            self.contacts = read_contacts(file.read(), file.name or "")
        except UnreadableFile as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file


class ContactColumnsForm(forms.Form):
    """A list for each column of a file that was brought."""

    def __init__(
        self, *args: Any, headers: Sequence[str], mapping: Sequence[Sequence[Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        taken = {int(position): str(key) for position, key in mapping}
        choices = [("", LEFT_ASIDE), *LABELS.items()]
        for position, header in enumerate(headers):
            self.fields[f"c{position}"] = forms.ChoiceField(
                choices=choices, required=False, initial=taken.get(position, ""), label=header
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.mapping():
            raise ValidationError("Dites au moins d’une colonne ce qu’elle contient.")
        return cleaned

    def mapping(self) -> list[tuple[int, str]]:
        chosen = ((int(name[1:]), key) for name, key in self.cleaned_data.items() if name[1:].isdigit())
        return [(position, key) for position, key in chosen if key]


class EntryForm(IdentityForm):
    """One line, typed or corrected."""

    name = forms.CharField(label="Organisation", max_length=200, required=False)
    given_name = forms.CharField(label="Prénom", max_length=80, required=False)
    family_name = forms.CharField(label="Nom de famille", max_length=80, required=False)
    function = forms.CharField(label="Fonction", max_length=120, required=False)
    emails = forms.CharField(label="E-mail professionnel", max_length=500, required=False)
    phones = forms.CharField(label="Téléphone", max_length=200, required=False)
    street = forms.CharField(label="Rue et numéro", max_length=200, required=False)
    postal_code = forms.CharField(label="Code postal", max_length=20, required=False)
    locality = forms.CharField(label="Localité", max_length=120, required=False)
    website = forms.CharField(label="Site web", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(key) for key in ("name", "family_name", "emails", "phones")):
            raise ValidationError("Donnez au moins une organisation, un nom, une adresse ou un téléphone.")
        return cleaned

    def cells(self, kept: dict[str, str] | None = None) -> dict[str, str]:
        """What goes to the cleaning; `kept`: what the line says that this form does not show."""
        typed = {key: self.cleaned_data[key] for key in EntryForm.base_fields if key != "uid"}
        return {key: value for key, value in {**(kept or {}), **typed}.items() if value}


class InviteForm(IdentityForm):
    """The organisation to invite: one of the directory, or a new sheet where the reader may open one."""

    EXISTING, NEW = "existing", "new"

    which = forms.ChoiceField(label="Qui inviter", widget=forms.RadioSelect)
    organisation = OrganisationField(label="Organisation de l’annuaire", required=False)

    def __init__(
        self, *args: Any, reader: Reader, entry: AddressBookEntry, may_add: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        which, chooser = self.fields["which"], self.fields["organisation"]
        assert isinstance(which, forms.ChoiceField)
        assert isinstance(chooser, OrganisationField)
        choices = [(self.EXISTING, "Une organisation de l’annuaire")]
        if may_add and entry.organisation_name:
            choices.append((self.NEW, f"Ajouter « {entry.organisation_name} » à l’annuaire, puis l’inviter"))
        which.choices = choices
        chooser.reader = reader

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        existing = cleaned.get("which") == self.EXISTING
        if existing and not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", "Choisissez l’organisation à inviter.")
        if not existing:
            cleaned["organisation"] = None
        return cleaned


class AskForBooksForm(forms.Form):
    """Who receives a personal link."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Demander à",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une personne."},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["people"]
        assert isinstance(chooser, forms.ModelMultipleChoiceField)
        chooser.queryset = Person.objects.filter(pk__in=[one.pk for one in people]).order_by("sort_name", "pk")
        chooser.label_from_instance = lambda person: f"{person.full_name} ({person.email})"  # type: ignore[method-assign,assignment]
