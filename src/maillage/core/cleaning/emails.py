"""E-mail addresses as people type them: two in a cell, « (at) », commas for dots, mistyped providers."""

from __future__ import annotations

import re

from rapidfuzz.distance import DamerauLevenshtein

from maillage.core.cleaning.flags import Cleaned, Flag, check, info

LONGEST = 254
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_BETWEEN = re.compile(
    r"\s*[;|\n]\s*|\s*,\s+|,(?=[^@,]*@)|\s+(?:ou|et|/|-)\s+|\s*/\s*(?=\S+@)|\s+(?=\S*[^\s@]@\S)"
)
_AT = re.compile(r"\s*[(\[{]\s*(?:at|arobase|a)\s*[)\]}]\s*|\s+(?:at|arobase)\s+", re.IGNORECASE)
_AROUND = re.compile(r"^(?:mailto:|e-?mail\s*:|courriel\s*:)\s*|[<>\"“”«»()\[\]]|[.;,:]+$", re.IGNORECASE)
_PROVIDERS = (
    "gmail.com", "hotmail.com", "hotmail.be", "hotmail.fr", "outlook.com", "outlook.be", "outlook.fr", "live.be",
    "live.fr", "yahoo.fr", "yahoo.com", "skynet.be", "proximus.be", "telenet.be", "voo.be", "scarlet.be", "icloud.com",
    "belgacom.net", "brutele.be", "teledisnet.be", "guest.be", "busmail.net", "base.be", "publilink.be", "spw.wallonie.be",
)  # fmt: skip
PUBLIC_PROVIDERS = frozenset(_PROVIDERS[:-2])
"""Domains that say nothing of an organisation."""


def looks_like_email(text: str) -> bool:
    return "@" in text and "." in text.rsplit("@", 1)[-1] and len(text) < 300


def clean_emails(text: str) -> Cleaned:
    """All addresses of a cell, in lower case; the first is the value. What is no address is flagged, never kept."""
    if not text.strip():
        return Cleaned("")
    good: list[str] = []
    flags: list[Flag] = []
    for piece in _pieces(text):
        if _is_address(piece):
            address = piece.lower()
            flags.extend(_doubts(address))
            if address not in good:
                good.append(address)
        else:
            flags.append(_bad(piece))
    if len(good) > 1:
        flags.append(info(f"{len(good)} adresses dans la même cellule."))
    if good and not flags and good[0] != text.strip().lower():
        flags.append(info("L’adresse a été remise en forme."))
    return Cleaned(good[0] if good else "", tuple(flags), tuple(good[1:]))


def _pieces(text: str) -> list[str]:
    with_at = _AT.sub("@", text)
    joined = re.sub(r"\s*@\s*", "@", with_at)
    bare = (_AROUND.sub("", piece.strip()).strip() for piece in _BETWEEN.split(_without_display_names(joined)))
    return [_AROUND.sub("", piece) for piece in bare if piece]


def _without_display_names(text: str) -> str:
    """« Anne Dupont <anne@example.org> » keeps what stands between the angles."""
    inside = re.findall(r"<([^<>]+@[^<>]+)>", text)
    return "; ".join(inside) if inside else text


def _is_address(piece: str) -> bool:
    local = piece.split("@", 1)[0]
    return bool(_ADDRESS.fullmatch(piece)) and len(piece) <= LONGEST and len(local) <= 64


def _doubts(address: str) -> list[Flag]:
    """A right address whose provider looks mistyped: kept, but shown with the likely one."""
    local, domain = address.rsplit("@", 1)
    likely = _likely_provider(domain)
    if not likely:
        return []
    return [check(f"« {domain} » : ne serait-ce pas « {likely} » ?", f"{local}@{likely}")]


def _likely_provider(domain: str) -> str:
    if domain in _PROVIDERS:
        return ""
    near = [name for name in _PROVIDERS if DamerauLevenshtein.distance(domain, name) == 1 and len(name) > 7]
    return near[0] if len(near) == 1 or (near and near[0][:2] == domain[:2]) else ""


def _bad(piece: str) -> Flag:
    shown = piece if len(piece) <= 80 else f"{piece[:80]}…"
    return check(f"« {shown} » n’est pas une adresse e-mail : elle n’est pas reprise.", _mended(piece))


def _mended(piece: str) -> str:
    """A likely address, or nothing: accents and spaces out, comma for dot, doubled signs, missing dot before `be`."""
    from maillage.core.folding import fold

    letters = "".join(fold(sign) if sign.isalpha() else sign for sign in piece)
    mended = re.sub(r"\s+", "", letters).replace(",", ".").replace(";", ".")
    mended = (
        re.sub(r"@{2,}", "@", re.sub(r"\.{2,}", ".", mended)).replace("@.", "@").replace(".@", "@").strip(".")
    )
    if "@" not in mended:
        mended = _with_at(mended)
    if "@" in mended and "." not in mended.rsplit("@", 1)[-1]:
        mended = _with_ending(mended)
    mended = mended.lower()
    return mended if _is_address(mended) else ""


def _with_at(text: str) -> str:
    for provider in _PROVIDERS:
        if text.lower().endswith(provider) and len(text) > len(provider):
            return f"{text[: -len(provider)].rstrip('.')}@{provider}"
    return text


def _with_ending(text: str) -> str:
    local, domain = text.rsplit("@", 1)
    whole = [name for name in _PROVIDERS if name.split(".")[0] == domain.lower()]
    if whole:
        return f"{local}@{whole[0]}"
    cut = re.fullmatch(r"(.{3,}?)(be|com|org|net|eu)", domain, re.IGNORECASE)
    return f"{local}@{cut[1]}.{cut[2]}" if cut else text
