"""The components: one function, one template in `templates/ui/components/`, one entry on the style page (`/style/`).

Built in: no `{% load %}` needed. Forms and lists have their own modules (`ui.forms`, `ui.listing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core.cloth import SIDE, cloth_of
from maillage.core.freshness import freshness_on
from maillage.core.names import initials
from maillage.records.clock import day_of, today
from maillage.ui.days import is_misread
from maillage.ui.menu import ShownEntry
from maillage.ui.panels import LoadedPanel

register = template.Library()

TONES = {"", "see", "judge", "act", "ok", "warn", "bad", "brand"}
NOTICES = {
    "info": "information-circle",
    "ok": "check-circle",
    "warn": "exclamation-triangle",
    "bad": "x-circle",
}


def _path(component: str) -> str:
    return f"ui/components/{component}.html"


@lru_cache(maxsize=4_096, typed=True)
def _drawn(component: str, **shown: Any) -> SafeString:
    """A component made of words alone: lists draw the same ones again and again. `typed`: a text that is safe HTML is
    not the same text."""
    return render_to_string(_path(component), shown)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a link to a page of its own. `count` is shown beside the label when it is not None."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that links to the list behind it, with its source and date (DESIGN decision 9)."""

    value: int | float | str
    label: str
    url: str = ""
    source: str = ""


def _one_of(value: str, allowed: Iterable[str], what: str) -> str:
    if value not in allowed:
        msg = f"{what} {value!r} is not one of {sorted(allowed)}"
        raise ImproperlyConfigured(msg)
    return value


@register.inclusion_tag("ui/components/button.html")
def button(
    label: str,
    *,
    href: str = "",
    kind: str = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    small: bool = False,
    about: str = "",
) -> dict[str, Any]:
    """A button that sends its form, or with `href` a link that looks like one.

    `kind`: primary (one a page), quiet, danger, or nothing. `about` completes the label for screen readers
    when several buttons of a page read the same (« Ouvrir », about=« PV du 3 novembre »).
    """
    _one_of(kind, {"", "primary", "quiet", "danger"}, "kind")
    css = " ".join(part for part in ("button", kind, "small" if small else "") if part)
    return {
        "label": label,
        "href": href,
        "css": css,
        "icon_name": icon,
        "name": name,
        "value": value,
        "about": about,
    }


@register.simple_tag
def tag(label: object, tone: str = "", *, href: str = "", icon: str = "") -> SafeString:
    """A word in a pill: a status, a kind, a count."""
    _one_of(tone, TONES, "tone")
    shown: dict[str, Any] = {"label": label, "tone": tone, "href": href, "icon_name": icon}
    return _drawn("tag", **shown) if isinstance(label, str) else render_to_string(_path("tag"), shown)


@register.simple_block_tag
def card(
    content: str, title: str = "", *, href: str = "", more: str = "", css: str = "", level: int = 2
) -> SafeString:
    """A white surface; `href` and `more` put a link beside the title (« Les 41 membres »)."""
    context = {"content": content, "title": title, "href": href, "more": more, "css": css, "level": level}
    return render_to_string("ui/components/card.html", context)


@register.simple_block_tag
def notice(content: str, tone: str = "info", *, title: str = "") -> SafeString:
    """Something to know now. `tone`: info, ok, warn, bad."""
    icon = NOTICES[_one_of(tone, NOTICES, "tone")]
    context = {"content": content, "tone": tone, "title": title, "icon_name": icon}
    return render_to_string("ui/components/notice.html", context)


@register.simple_block_tag
def empty(content: str, title: str, *, icon: str = "inbox", level: int = 2) -> SafeString:
    """A list without anything in it: the block says what to do next."""
    return render_to_string(
        "ui/components/empty.html", {"content": content, "title": title, "icon_name": icon, "level": level}
    )


@register.simple_block_tag
def page_head(
    content: str,
    title: str,
    *,
    eyebrow: str = "",
    lead: str = "",
    audience: str = "",
    cloth_uid: str = "",
    cloth_icon: str = "",
    logo: str = "",
    level: int = 1,
) -> SafeString:
    """Title, what is above and below it, who can see the page (`audience`); the block holds the actions."""
    context = {
        "content": content if content.strip() else "",
        "title": title,
        "eyebrow": eyebrow,
        "lead": lead,
        "audience": audience,
        "cloth_uid": cloth_uid,
        "cloth_icon": cloth_icon,
        "logo_url": logo,
        "level": level,
    }
    return render_to_string("ui/components/page_head.html", context)


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(*given: str | tuple[str, ...], label: str = "") -> dict[str, Any]:
    """Label, address, label, address …, and the label of this page last (without address); or all of these as one tuple."""
    parts = [part for one in given for part in (one if isinstance(one, tuple) else (one,))]
    steps = list(zip(parts[0:-1:2], parts[1:-1:2], strict=True))
    here = parts[-1] if len(parts) % 2 else ""
    return {"steps": steps, "here": here, "label": label or _("Vous êtes ici")}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(entries: Iterable[Tab], label: str = "") -> dict[str, Any]:
    """Tabs that are links."""
    return {"entries": entries, "label": label or _("Rubriques de la page")}


@register.inclusion_tag("ui/components/figures.html")
def figures(entries: Iterable[Figure]) -> dict[str, Any]:
    """Numbers with the lists behind them."""
    return {"entries": entries}


@register.inclusion_tag("ui/components/facts.html")
def facts(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """Labels and values; pairs without a value are left out."""
    return {"pairs": [(label, value) for label, value in pairs if value not in (None, "", [], ())]}


@register.simple_tag
def seen_by(audience: str) -> SafeString:
    """Who can see this: « visible de tous », « réservé aux membres » …, from an audience key."""
    kind = audience.split(":", 1)[0]
    words = {
        "public": ("eye", _("visible de tous")),
        "members": ("users", _("visible des membres du réseau")),
        "coordinators": ("lock-closed", _("réservé à la coordination")),
        "administrators": ("lock-closed", _("réservé à l’administration")),
        "space": ("lock-closed", _("réservé aux membres")),
        "organises": ("lock-closed", _("réservé au bureau et à la coordination")),
        "works": ("lock-closed", _("réservé à l’organisation")),
        "coordinates": ("lock-closed", _("réservé à la coordination")),
        "person": ("lock-closed", _("visible de vous seul·e")),
    }
    icon, said = words.get(kind, ("lock-closed", _("accès réservé")))
    return _drawn("seen_by", icon_name=icon, words=said)


@register.inclusion_tag("ui/components/as_of.html", takes_context=True)
def as_of(context: template.Context, day: dt.date, *, name: str = "au", label: str = "") -> dict[str, Any]:
    """The chooser of « au » : shows the page as it was on a day; keeps the other parameters of the address.

    A day that does not exist is said to be so, for the page shows today instead.
    """
    request = context.get("request")
    given = request.GET.lists() if request else ()
    others = [(key, value) for key, values in given if key != name for value in values]
    path = request.path if request else ""
    return {
        "day": day,
        "name": name,
        "label": label or _("Situation au"),
        "others": others,
        "is_today": day == today(),
        "misread": request is not None and is_misread(request, name),
        "path": path,
        "as_today": f"{path}?{urlencode(others)}" if others else path,
    }


@register.inclusion_tag("ui/components/history.html")
def history(entries: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first: rows with `moment`, `actor_label`, `verb`, `object_label`, `changes`, `note`."""
    return {"entries": entries}


@register.inclusion_tag("ui/components/avatar.html")
def avatar(name: str, photo_url: str = "", *, size: str = "") -> dict[str, Any]:
    """A photo when the person made theirs public, initials otherwise."""
    return {"name": name, "initials": initials(name), "photo_url": photo_url, "size": size}


@register.inclusion_tag("ui/components/logo.html")
def logo(url: str, name: str) -> dict[str, Any]:
    """The logo of an organisation."""
    return {"url": url, "name": name}


@register.simple_tag
def cloth(uid: str, *, size: str = "", icon: str = "", logo_url: str = "", label: str = "") -> SafeString:
    """The weave of an identity with the pictogram of its theme; a real logo wins. `size`: tiny, small, large."""
    return _drawn(
        "cloth", cloth=cloth_of(uid), side=SIDE, size=size, icon_name=icon, logo_url=logo_url, label=label
    )


@register.inclusion_tag("ui/components/freshness.html")
def freshness(confirmed_on: dt.date | dt.datetime | None) -> dict[str, Any]:
    """Confirmed when: green, amber from 12 months (« à confirmer »), and from 24 months (rule of row A9)."""
    day = day_of(confirmed_on) if isinstance(confirmed_on, dt.datetime) else confirmed_on
    return {"state": freshness_on(day, today()), "day": day}


@register.inclusion_tag("ui/components/meter.html")
def meter(value: float, out_of: float, label: str, *, words: str = "") -> dict[str, Any]:
    """A share drawn as a bar, always with its words (« 27 réponses sur 41 »)."""
    return {"value": value, "out_of": max(out_of, 1), "label": label, "words": words or f"{value} / {out_of}"}


@register.inclusion_tag("ui/form/page.html", takes_context=True)
def form_of(
    context: template.Context,
    form: Any,
    submit: str = "",
    *,
    cancel: str = "",
    action: str = "",
    kind: str = "primary",
) -> dict[str, Any]:
    """A whole form: token, summary of errors, fields, the button that sends it and the way back."""
    return {
        "form": form,
        "submit": submit or _("Enregistrer"),
        "cancel": cancel,
        "action": action,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def frame_of_visitors(context: template.Context, part: str) -> SafeString:
    """The `top` or the `foot` of a page: for visitors they depend on the menus alone, and are drawn once for each place."""
    menus = [tuple(context.get(name) or ()) for name in ("menu", "foot_menu")]
    return _frame(part, menus[0], menus[1], bool(context.get("demo")), get_urlconf())


@lru_cache(maxsize=256)
def _frame(
    part: str, menu: tuple[ShownEntry, ...], foot_menu: tuple[ShownEntry, ...], demo: bool, urlconf: str | None
) -> SafeString:
    del urlconf
    shown = {"menu": menu, "foot_menu": foot_menu, "demo": demo, "logged_in": False, "personal_menu": ()}
    return render_to_string(f"ui/frame/{part}.html", shown)


@register.simple_tag(takes_context=True)
def panel(context: template.Context, loaded: LoadedPanel) -> SafeString:
    """A panel that a higher room adds to this page (`PanelPlace.loaded`), with the request and the reader."""
    shared = {name: context[name] for name in ("request", "reader", "csrf_token") if name in context}
    return render_to_string(loaded.template, {**shared, **loaded.context})
