"""Uploads: weighed, looked into, drawn again, served to those who may see them."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.factories import a_person, an_account

from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC, SYSTEM
from maillage.files.actions import readdress_files, remove_file, store_file
from maillage.files.fields import ImageUploadField, UploadField
from maillage.files.intake import safe_name, sniff, take_in, take_in_image
from maillage.files.models import StoredFile

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **extra: Any) -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, "teal").save(content, kind, **extra)
    return content.getvalue()


def upload(content: bytes, name: str = "rapport.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def keep(content: bytes = b"%PDF-1.4 contenu", name: str = "rapport.pdf", audience: str = PUBLIC) -> StoredFile:
    return store_file(by=SYSTEM, intake=take_in(upload(content, name)), audience=audience)


@pytest.mark.django_db
def test_a_file_lies_under_its_hash_and_is_served_under_its_name(client: Client) -> None:
    stored = keep()
    digest = hashlib.sha256(b"%PDF-1.4 contenu").hexdigest()
    assert stored.place == f"{digest[:2]}/{digest[2:4]}/{digest}"
    answer = client.get(f"/fichiers/{stored.uid}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 contenu"  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="rapport.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(f"/fichiers/{stored.uid}/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("page.html", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("photo.jpg", b"<html><body onload=alert(1)>"),
        ("tableau.csv", "nom;ville\nÉcole;Liège\n".encode()),
    ],
)
@pytest.mark.django_db
def test_what_could_run_in_a_page_is_only_downloaded(client: Client, name: str, content: bytes) -> None:
    answer = client.get(f"/fichiers/{keep(content, name).uid}/")
    answer.close()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] not in {"text/html", "image/svg+xml", "image/jpeg"}


@pytest.mark.django_db
def test_a_file_that_one_may_not_see_does_not_exist(client: Client) -> None:
    for audience in (MEMBERS, COORDINATORS, "space:x7k2m9qa", "person:x7k2m9qa"):
        stored = keep(audience=audience)
        assert client.get(f"/fichiers/{stored.uid}/").status_code == 404
    assert client.get("/fichiers/22222222/").status_code == 404


@pytest.mark.django_db
def test_the_files_of_a_space_follow_it() -> None:
    stored = keep()
    assert readdress_files(old_audience=PUBLIC, new_audience="space:x7k2m9qa") == 1
    stored.refresh_from_db()
    assert stored.audience == "space:x7k2m9qa"


@pytest.mark.django_db
def test_the_same_content_is_kept_once_and_goes_with_its_last_row(
    django_capture_on_commit_callbacks: Any,
) -> None:
    one, two = keep(name="a.pdf"), keep(name="b.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(uid=one.uid)
    assert default_storage.exists(two.place)
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(uid=two.uid)
        assert not remove_file(uid=two.uid)
    assert not default_storage.exists(two.place)


def test_a_photo_loses_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (50.0, 38.0, 0.0)}
    exif[0x0110] = "Téléphone de Jeanne"
    intake = take_in_image(upload(picture(exif=exif), "moi.JPG"))
    redrawn = Image.open(io.BytesIO(intake.content))
    assert dict(redrawn.getexif()) == {}
    assert (intake.name, intake.content_type) == ("moi.jpg", "image/jpeg")


def test_a_photo_taken_sideways_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    intake = take_in_image(upload(picture(size=(40, 30), exif=exif)))
    assert Image.open(io.BytesIO(intake.content)).size == (30, 40)


def test_a_large_photo_is_made_smaller_and_a_logo_keeps_its_transparency() -> None:
    photo = take_in_image(upload(picture(size=(5000, 2500))))
    assert Image.open(io.BytesIO(photo.content)).size == (2000, 1000)
    logo = take_in_image(upload(picture("PNG", mode="RGBA"), "logo.png"))
    assert Image.open(io.BytesIO(logo.content)).mode == "RGBA"


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"%PDF-1.4"],
)
def test_what_is_not_a_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError, match="ne peut pas être lue"):
        take_in_image(upload(content, "photo.jpg"))


def test_a_small_file_that_claims_a_huge_picture_is_refused() -> None:
    bomb = picture("PNG", size=(9000, 9000), mode="L")
    assert len(bomb) < 1_000_000
    with pytest.raises(ValidationError, match="ne peut pas être lue"):
        take_in_image(upload(bomb))


def test_the_weight_is_said_with_the_limit(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    with pytest.raises(ValidationError) as refusal:
        take_in(upload(b"x" * 3 * 1024 * 1024))
    assert refusal.value.messages[0].startswith("Ce fichier pèse 3\u00a0Mo\u00a0; la limite est de 2\u00a0Mo.")
    with pytest.raises(ValidationError, match="vide"):
        take_in(upload(b""))


def test_fields_return_what_is_ready_to_be_kept() -> None:
    assert UploadField().clean(upload(b"bonjour", "mot.txt")).content_type == "text/plain"
    assert ImageUploadField().clean(upload(picture())).content_type == "image/jpeg"
    assert UploadField(required=False).clean(None) is None
    with pytest.raises(ValidationError, match="Choisissez un fichier"):
        ImageUploadField().clean(None)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Documents\\PV du 3 mars.docx", "PV du 3 mars.docx"),
        ("factu\u202egpj.exe", "factugpj.exe"),
        ("été 🙂.pdf", "été 🙂.pdf"),
        ("", "fichier"),
        ("..", "fichier"),
        ("a\x00b\n.pdf", "ab.pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_a_name_is_never_empty_long_or_a_path(name: str) -> None:
    kept = safe_name(name)
    assert 1 <= len(kept) <= 150
    assert "/" not in kept
    assert "\\" not in kept


@given(st.binary(min_size=1, max_size=300))
def test_any_content_has_a_type_that_never_runs(content: bytes) -> None:
    assert sniff(content) not in {"text/html", "image/svg+xml", ""}


def test_a_request_that_is_far_too_heavy_gets_a_page_without_the_database(
    client: Client, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    answer = client.post("/compte/connexion/", {"photo": upload(b"x" * 4 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "20\u00a0Mo" in answer.content.decode()


@pytest.mark.django_db
def test_a_photo_follows_its_toggle_and_can_be_taken_away(client: Client) -> None:
    person = a_person("Samira", "Benali")
    client.force_login(an_account(person))
    assert client.post("/fichiers/photo/", {"photo": upload(b"", "x.png")}).status_code == 200
    page = client.post("/fichiers/photo/", {"photo": upload(b"pas une image", "x.png")})
    assert "ne peut pas être lue" in page.content.decode()
    assert client.post("/fichiers/photo/", {"photo": upload(picture(), "x.png")}).status_code == 302
    person.refresh_from_db()
    stranger = Client()
    assert stranger.get(f"/fichiers/{person.photo}/").status_code == 404
    own = client.get(f"/fichiers/{person.photo}/")
    assert b"".join(own.streaming_content)  # type: ignore[attr-defined]
    profile = {"family_name": "Benali", "version": person.version, "show_photo": "on"}
    assert client.post("/compte/profil/", profile).status_code == 302
    shown = stranger.get(f"/fichiers/{person.photo}/")
    assert b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    client.post("/fichiers/photo/", {"remove": "1"})
    person.refresh_from_db()
    assert person.photo == ""
    assert StoredFile.objects.count() == 0
