"""What tests of screens share: logging in, addresses, the text of a page."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from maillage.accounts.models import User
from maillage.network.models import Organisation, Space


def log_in(person: Any) -> Client:
    user = User.objects.create_user(f"{person.uid}@example.org")
    person.user = user
    person.save()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, space: Space, *args: str) -> str:
    return reverse(f"network:{name}", args=[space.address, *args])


def page(organisation: Organisation, name: str = "organisation", *more: str) -> str:
    return reverse(f"network:{name}", args=[organisation.address, *more])


def text(response: Any) -> str:
    return str(response.content.decode())


def found_text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue())
