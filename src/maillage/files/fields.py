"""Form fields for uploads: what they return is already checked, and images already drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from maillage.files.intake import Intake, take_in, take_in_image


class UploadField(forms.FileField):
    """Any file; `cleaned_data` holds an `Intake` for `store_file`, or None when nothing was chosen."""

    take: Callable[[UploadedFile], Intake] = staticmethod(take_in)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("help_text", _("20 Mo au plus."))
        super().__init__(**kwargs)
        self.error_messages.update(
            {
                "required": _("Choisissez un fichier."),
                "empty": _("Ce fichier est vide."),
                "max_length": _("Le nom de ce fichier est trop long : renommez-le."),
            }
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        return self.take(upload) if isinstance(upload, UploadedFile) else None


class ImageUploadField(UploadField):
    """A photo or a logo."""

    take = staticmethod(take_in_image)
    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("JPEG, PNG, WebP ou GIF, 20 Mo au plus."))
        super().__init__(**kwargs)
