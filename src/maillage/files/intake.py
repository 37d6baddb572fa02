"""From what a browser sent to what is kept: size, type by content, images drawn again. Nothing is written here."""

from __future__ import annotations

import io
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from maillage.files.antivirus import Unreachable, finds_a_virus

LONGEST_SIDE = 2000
MOST_PIXELS = 50_000_000
"""Decompression bombs: a small file that claims to be a huge picture."""
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Intake:
    """A file ready to be kept."""

    name: str
    content_type: str
    content: bytes


def take_in(upload: UploadedFile) -> Intake:
    """Any file. Raises `ValidationError` when it is empty or too heavy."""
    content = _read(upload)
    return Intake(name=safe_name(upload.name or ""), content_type=sniff(content), content=content)


def take_in_image(upload: UploadedFile) -> Intake:
    """A photo or a logo, drawn again: no hidden data (place, camera), 2000 pixels at most, upright."""
    content = _read(upload)
    try:
        content_type, redrawn = clean_image(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as trouble:
        raise ValidationError(
            "Cette image ne peut pas être lue. Choisissez un fichier JPEG, PNG, WebP ou GIF.",
            code="not_an_image",
        ) from trouble
    stem = PurePosixPath(safe_name(upload.name or "")).stem or "image"
    ending = {"image/jpeg": "jpg", "image/png": "png"}[content_type]
    return Intake(name=f"{stem}.{ending}", content_type=content_type, content=redrawn)


def _read(upload: UploadedFile) -> bytes:
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        megabytes = (upload.size or 0) / 1024 / 1024
        raise ValidationError(
            f"Ce fichier pèse {megabytes:.0f} Mo ; la limite est de {limit // 1024 // 1024} Mo. "
            "Réduisez-le ou partagez-le en plusieurs fichiers.",
            code="too_heavy",
        )
    content = upload.read()
    if not content:
        raise ValidationError("Ce fichier est vide.", code="empty")
    _refuse_viruses(content)
    return content


def _refuse_viruses(content: bytes) -> None:
    try:
        infected = finds_a_virus(content)
    except Unreachable as trouble:
        raise ValidationError(
            "Le contrôle antivirus ne répond pas : réessayez dans quelques minutes.", code="unchecked"
        ) from trouble
    if infected:
        raise ValidationError("Ce fichier contient un virus : il n’a pas été gardé.", code="infected")


def clean_image(content: bytes) -> tuple[str, bytes]:
    """The type and the content of the picture drawn again. JPEG for photos, PNG where there is transparency."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        see_through = upright.mode in {"RGBA", "LA", "P", "PA"} or "transparency" in upright.info
        plain = upright.convert("RGBA" if see_through else "RGB")
    out = io.BytesIO()
    if see_through:
        plain.save(out, "PNG", optimize=True)
        return "image/png", out.getvalue()
    plain.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return "image/jpeg", out.getvalue()


def sniff(content: bytes) -> str:
    """The type that the content shows, whatever the name says; text that could be a page counts as plain text."""
    head = content[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml", b"<script")):
        return "text/plain"
    try:
        return str(puremagic.from_string(content, mime=True)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return "text/plain" if _reads_as_text(content) else UNKNOWN


def _reads_as_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\x00" not in content


def safe_name(name: str) -> str:
    """The last part of a name, without control characters or direction marks, 150 characters at most, ending kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    shown = " ".join(shown.split()).strip(". ") or "fichier"
    ending = PurePosixPath(shown).suffix[:20]
    return shown if len(shown) <= 150 else shown[: 150 - len(ending)] + ending
