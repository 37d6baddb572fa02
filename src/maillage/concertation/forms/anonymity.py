"""A free text is checked before it is saved: what may identify somebody is named, who writes decides (D4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from maillage.core.anonymity import anonymised, found

SHOWN = 3


class AnonymousForm(forms.Form):
    """Adds « J’ai relu » once something was found, so that a false alarm stops nobody.

    `checked`: names of the fields that are read. The box appears with the message, never before.
    """

    checked: ClassVar[tuple[str, ...]] = ("wording",)

    read_again = forms.BooleanField(
        label="J’ai relu : ce texte ne permet de reconnaître personne",
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.pop("read_again", False):
            self._show_box()
            return cleaned
        for name in self.checked:
            if said := what_identifies(cleaned.get(name)):
                self._show_box()
                self.add_error(name, said)
        return cleaned

    def _show_box(self) -> None:
        self.fields["read_again"].widget = forms.CheckboxInput()


def what_identifies(value: Any) -> str:
    """What to say of a text, or of the first of several lines that names somebody; nothing when all is well."""
    lines = value if isinstance(value, (list, tuple)) else [value or ""]
    for line in lines:
        marks = found(line)
        if not marks:
            continue
        told = " ; ".join(f"{mark.label} (« {mark.text} »)" for mark in marks[:SHOWN])
        return (
            f"Ce texte semble contenir {told}. Écrivez plutôt : « {anonymised(line, marks)} », "
            "ou cochez « J’ai relu » si personne ne peut être reconnu."
        )
    return ""
