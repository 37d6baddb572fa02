"""What a browser sends when a page's form is sent as it stands: nothing typed, nothing ticked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html


def sent_as_shown(response: Any, *, holding: str = "first_shown") -> dict[str, list[str]]:
    """By name, what the form that holds the field `holding` would send."""
    page = html.fromstring(response.content.decode())
    (form,) = page.xpath(f"//form[.//*[@name='{holding}']]")
    sent: dict[str, list[str]] = {}
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        sent.setdefault(field.get("name"), []).extend(_values(field))
    return {name: values for name, values in sent.items() if values}


def _values(field: Any) -> Iterator[str]:
    if field.tag == "textarea":
        yield (field.text or "").removeprefix("\n").replace("\n", "\r\n")
    elif field.tag == "select":
        offered = field.xpath(".//option")
        yield from (one.get("value") for one in (field.xpath(".//option[@selected]") or offered[:1]))
    elif field.get("type") not in {"checkbox", "radio"}:
        yield field.get("value", "")
    elif "checked" in field.attrib:
        yield field.get("value", "on")
