"""What a person gives to an import: a file, the meaning of its columns, other words for a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from maillage.core.columns import ColumnGuess
from maillage.core.sheets import MAX_BYTES, UnreadableFile, read_sheets
from maillage.exchange.models import ImportRow
from maillage.exchange.queries import choices_of
from maillage.exchange.registries import Importer, ImportField
from maillage.ui.forms import IdentityForm

LEFT_ASIDE = "— ne pas reprendre —"


class DropForm(IdentityForm):
    """The file is opened at once, so that what cannot be read is said beside the field."""

    kind = forms.ChoiceField(label="Ce que contient le fichier", widget=forms.RadioSelect)
    file = forms.FileField(
        label="Votre fichier",
        help_text="Excel, CSV ou vCard (.vcf), 20 Mo au plus. Rien n’est enregistré avant que vous ayez vu l’aperçu.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv,.vcf"}),
        allow_empty_file=True,
        error_messages={"required": "Choisissez un fichier."},
    )

    def __init__(self, importers: Sequence[Importer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.kind, one.title) for one in importers]
        self.fields["kind"] = (
            forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                label="Ce que contient le fichier",
                initial=choices[0][0],
            )
            if len(choices) > 1
            else forms.ChoiceField(choices=choices, widget=forms.HiddenInput, initial=choices[0][0])
        )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                "Ce fichier dépasse 20 Mo. Enlevez les images ou partagez-le en plusieurs fichiers."
            )
        content = file.read()
        try:
            read_sheets(content, file.name or "")
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self.cleaned_data["content"] = content
        return file


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One line of the page: the column of the file and the list beside it."""

    guess: ColumnGuess
    bound: forms.BoundField
    letter: str


class ColumnsForm(forms.Form):
    """A list for each column; the field that makes a row must be there, and most fields only once."""

    sheet = forms.CharField(widget=forms.HiddenInput, required=False)
    header_row = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self,
        guesses: Sequence[ColumnGuess],
        fields: Sequence[ImportField],
        required: str,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._guesses, self._known, self._required = guesses, {one.key: one for one in fields}, required
        choices = [("", LEFT_ASIDE), *((one.key, one.label) for one in fields)]
        for guess in guesses:
            self.fields[f"c{guess.position}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=guess.field,
                label=guess.header or f"Colonne {letter(guess)}",
            )

    def columns(self) -> Iterator[ShownColumn]:
        for guess in self._guesses:
            yield ShownColumn(guess, self[f"c{guess.position}"], letter(guess))

    def mapping(self) -> list[tuple[int, str]]:
        found = ((guess.position, self.cleaned_data.get(f"c{guess.position}", "")) for guess in self._guesses)
        return [(position, key) for position, key in found if key]

    def clean(self) -> dict[str, Any]:
        counts = Counter(key for _position, key in self.mapping())
        if not counts[self._required]:
            wanted = self._known[self._required].label
            raise forms.ValidationError(
                f"Dites quelle colonne contient « {wanted} » : sans elle, rien ne peut être repris."
            )
        twice = [
            self._known[key].label for key, n in counts.items() if n > 1 and not self._known[key].hint.several
        ]
        if twice:
            raise forms.ValidationError(f"« {twice[0]} » est donné à deux colonnes : gardez-en une.")
        return self.cleaned_data


def letter(guess: ColumnGuess) -> str:
    """A, B … Z, AA: the column as Excel names it."""
    number, name = guess.position + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


class RowForm(forms.Form):
    """The cells of one row, as they will be written, and what to do with it."""

    def __init__(self, row: ImportRow, fields: Sequence[ImportField], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = forms.ChoiceField(
            label="Que faire de cette ligne ?",
            choices=[(one.value, one.label) for one in choices_of(row)],
            initial=row.choice,
            widget=forms.RadioSelect,
        )
        self._keys = [one.key for one in fields]
        for one in fields:
            widget = forms.Textarea(attrs={"rows": 4}) if one.long else forms.TextInput()
            self.fields[one.key] = forms.CharField(
                label=one.label,
                required=False,
                max_length=5000,
                widget=widget,
                initial=row.values.get(one.key, ""),
                help_text=_said(row, one.key),
            )

    def cells(self) -> Mapping[str, str]:
        return {key: self.cleaned_data[key] for key in self._keys if self.cleaned_data[key].strip()}


def _said(row: ImportRow, key: str) -> str:
    """What cleaning remarked, and what the file said when that is something else."""
    remarks = []
    for flag in row.flags:
        if flag["field"] == key:
            suggestion = f" Proposé : {flag['suggestion']}" if flag["suggestion"] else ""
            remarks.append(f"{flag['message']}{suggestion}")
    written = row.cells.get(key, "")
    if written and written != row.values.get(key, ""):
        remarks.append(f"Dans le fichier : « {written[:200]} »")
    return " ".join(remarks)
