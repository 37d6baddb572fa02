"""What a person uploads about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.files.fields import ImageUploadField


class PhotoForm(forms.Form):
    photo = ImageUploadField(label=_("Votre photo"))
