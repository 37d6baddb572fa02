"""The addresses of what the front-end build made (`npm run build`), and its icons, inlined.

Without a build (a test run, a fresh clone) there is no sheet, no script and a plain drawing instead of each icon:
the pages still work.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ROOM = Path(__file__).resolve().parents[1]
DIST = ROOM / "static" / "dist"
ICONS = ROOM / "icons"
_NAME = re.compile(r"[a-z0-9-]+")
_SIZES = re.compile(r'\s(?:xmlns|aria-hidden|data-slot|width|height|class)="[^"]*"')


@lru_cache(maxsize=4)
def _manifest(path: Path, changed_at: int) -> dict[str, str]:
    del changed_at
    return json.loads(path.read_text(encoding="utf-8"))


@register.simple_tag
def asset(name: str) -> str:
    """The address of a bundle (`style.css`, `main.js`, `plain.css`) with its hash; empty when nothing was built."""
    path = DIST / "manifest.json"
    try:
        bundles = _manifest(path, path.stat().st_mtime_ns)
    except OSError:
        return ""
    return static(bundles[name]) if name in bundles else ""


@cache
def _drawing(name: str, style: str) -> str | None:
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(style):
        return None
    try:
        svg = (ICONS / style / f"{name}.svg").read_text(encoding="utf-8")
    except OSError:
        return None
    return _SIZES.sub("", svg.replace("\n", "")).removeprefix("<svg ").removesuffix("</svg>").strip()


@register.simple_tag
def icon(name: str, label: str = "", *, css: str = "", style: str = "outline") -> SafeString:
    """A heroicon, inlined. Decorative (hidden from screen readers) unless a `label` says what it means."""
    return _inlined(name, label, css, style)


@lru_cache(maxsize=1_024, typed=True)
def _inlined(name: str, label: str, css: str, style: str) -> SafeString:
    drawing = _drawing(name, style)
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    classes = f"icon {css}".strip()
    if drawing is None:
        return format_html('<span class="{} blank" {}></span>', classes, said)
    return format_html('<svg class="{}" width="20" height="20" {} {}</svg>', classes, said, mark_safe(drawing))  # noqa: S308 our own files
