"""Addresses of web sites, with the `https://` that nobody types."""

from __future__ import annotations

import re

from maillage.core.cleaning.flags import Cleaned, check, info

LONGEST = 200
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_START = re.compile(r"^(?:https?:/{0,2}|htpps?://|https?//:?|//)\s*", re.IGNORECASE)


def looks_like_website(text: str) -> bool:
    return "@" not in text and bool(re.match(r"(?:https?://|www\.)", text.strip(), re.IGNORECASE))


def clean_website(text: str) -> Cleaned:
    """The first address of a cell, complete; nothing and a flag when it is none."""
    first, *more = re.split(r"[\s;|]+|,\s*|\s+(?:et|ou)\s+", text.strip())
    if not first:
        return Cleaned("")
    bare = _START.sub("", first)
    host, slash, path = bare.partition("/")
    if "@" in host or not _HOST.fullmatch(host.split(":")[0]) or re.search(r"[<>\"]", path):
        return Cleaned(
            "", (check(f"« {first[:80]} » n’est pas l’adresse d’un site : elle n’est pas reprise."),)
        )
    scheme = "http" if first.lower().startswith("http://") else "https"
    address = f"{scheme}://{host.lower()}{slash}{path}".removesuffix("/")
    if len(address) > LONGEST:
        return Cleaned("", (check("L’adresse du site est trop longue : elle n’est pas reprise."),))
    flags = (info("La cellule contient plusieurs adresses de site : la première est reprise."),) if more else ()
    return Cleaned(address, flags)


def domain_of(address: str) -> str:
    """`https://www.example.org/x` and `info@example.org` both give `example.org`."""
    host = re.sub(r"^https?://", "", address.rsplit("@", 1)[-1]).split("/")[0].split(":")[0].lower()
    return host.removeprefix("www.")
