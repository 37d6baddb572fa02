"""What higher rooms tell this one: what digests may hold, and the headers that some kinds of messages carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.core.readers import Reader
from maillage.core.registry import Registry

if TYPE_CHECKING:
    from maillage.mailing.models import Message

Params = Mapping[str, Any]
"""JSON-ready: what a subscription keeps of what its owner asked."""


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One thing to tell. `key` names it for ever over all sources (`nouvelle:x7k2m9qa`): a digest tells it once.

    `url` is a whole address; `line` says the rest in one line (« Formation, le 3 décembre, Huy »); `on` sorts.
    """

    key: str
    title: str
    url: str
    line: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class DigestSource:
    """What one may ask to be told of (« M’avertir »). `label` is the heading in the digest (« Nouvelles »).

    `describe(params)`: the wish in words, after « Vous serez averti·e : ». `items(params, since, until, reader)`: what
    became known after `since` and up to `until` (aware moments) that this reader may see, in a constant number of
    queries. `clean(query)`: the parameters from the query of `/avis/nouveau/?quoi=<code>&…` (each name with its
    values), raising `ValidationError` in words; None for a source that has a form of its own. `page(query)`: the address
    where this is asked, with what the query holds, so that whoever was refused goes on there.
    """

    code: str
    label: str
    describe: Callable[[Params], str]
    items: Callable[[Params, dt.datetime, dt.datetime, Reader], Sequence[DigestItem]]
    clean: Callable[[Mapping[str, Sequence[str]]], dict[str, Any]] | None = None
    page: Callable[[Mapping[str, Sequence[str]]], str] | None = None


digest_sources: Registry[DigestSource] = Registry("digest sources")
"""By their code. Rooms below `chronicle`, which writes the digests, add theirs as those above do."""

letter_headers: Registry[Callable[[Message], Mapping[str, str]]] = Registry("letter headers")
"""By purpose of the message: asked when it leaves (the unsubscribe headers of RFC 8058)."""
