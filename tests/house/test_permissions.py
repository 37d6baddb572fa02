"""Who may open what: every URL × every kind of visitor (DESIGN section 7). What may not be seen does not exist (404).

A line of `MATRIX` is a URL (with what its address needs), a method, and the status for each kind of visitor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.factories import a_person, an_account, an_administrator
from tests.network.import_files import previewed, workbook
from tests.vocabulary.factories import a_scheme, a_term

from maillage.accounts.models import Person
from maillage.accounts.registries import key_sources
from maillage.core.readers import COORDINATORS, MEMBERS, SYSTEM
from maillage.files.actions import store_file
from maillage.files.intake import Intake
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import letter_of
from maillage.vocabulary.actions.mappings import map_terms

KINDS = ("visitor", "person", "member", "coordinator", "administrator")
ROOMS_COVERED = ("accounts", "exchange", "links", "mailing", "files", "vocabulary")
"""Namespaces whose every URL must have a line; a room that is done adds its own."""
FORM = 302
"""A visitor is led to the log-in page; whoever is logged in to the page that follows."""
KEEPERS = (404, 404, 404, 200, 200)
"""A page that serves to write: it does not exist for those who may not."""


@dataclass(frozen=True)
class Line:
    name: str
    statuses: tuple[int, int, int, int, int]
    method: str = "get"
    args: tuple[str, ...] = ()
    data: dict[str, str] = field(default_factory=dict)


def own(name: str, status: int = 200, **more: Any) -> Line:
    """A page about oneself: log in first. The administrator of these tests is no person of the network."""
    return Line(name, (FORM, status, status, status, more.pop("administrator", 404)), **more)


MATRIX = (
    Line("account_login", (200, FORM, FORM, FORM, FORM)),
    Line("account_login_by_password", (200, FORM, FORM, FORM, FORM)),
    Line("account_confirm_login_code", (FORM, FORM, FORM, FORM, FORM)),
    Line("account_signup", (200, FORM, FORM, FORM, FORM)),
    Line("account_inactive", (200,) * 5),
    Line("account_logout", (FORM, 200, 200, 200, 200)),
    own("account_email", administrator=200),
    own("account_set_password", administrator=200),
    own("mfa_index", administrator=200),
    own("accounts:account", administrator=200),
    own("accounts:profile"),
    own("accounts:own_data"),
    own("accounts:download_data", method="post"),
    own("accounts:erase_data"),
    Line("accounts:demo_role", (404,) * 5, method="post", args=("coordinatrice",)),
    Line("links:open", (404,) * 5, args=("inconnu",)),
    Line("links:renew", (404,) * 5, method="post", args=("inconnu",)),
    Line("mailing:outbox", (404, 404, 200, 200, 200)),
    Line("mailing:message", (404, 404, 404, 404, 200), args=("message",)),
    Line("mailing:copied", (404, 404, 404, 404, 302), method="post", args=("message",)),
    Line("mailing:in_error", (404, 404, 404, 404, 302), method="post", args=("message",)),
    Line("mailing:send_again", (404, 404, 404, 404, 302), method="post", args=("message",)),
    own("files:my_photo"),
    Line("files:file", (200,) * 5, args=("public_file",)),
    Line("files:file", (404, 404, 200, 200, 200), args=("members_file",)),
    Line("files:file", (404, 404, 404, 200, 200), args=("coordinators_file",)),
    Line("files:file", (404,) * 5, args=("space_file",)),
    Line("exchange:imports", (404, 404, 404, 200, 200)),
    Line("exchange:example", (404,) * 5, args=("operateurs",)),
    Line("exchange:run", (404, 404, 404, 404, 200), args=("import",)),
    Line("exchange:columns", (404, 404, 404, 404, 200), args=("import",)),
    Line("exchange:row", (404, 404, 404, 404, 200), args=("import", "2")),
    Line("exchange:decide", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:advance", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:confirm", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:refuse", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:take_back", (404, 404, 404, 404, 302), args=("import",)),
    Line("exchange:follow_up", (404, 404, 404, 404, 302), method="post", args=("import", "plateforme")),
    Line("vocabulary:schemes", (200,) * 5),
    Line("vocabulary:make_scheme", KEEPERS),
    Line("vocabulary:mappings", (200,) * 5),
    Line("vocabulary:mappings", (404,) * 5, method="post", data={"cell": "x:y:on"}),
    Line("vocabulary:end_mapping", KEEPERS, args=("mapping",)),
    Line("vocabulary:term", (200,) * 5, args=("term",)),
    Line("vocabulary:edit_term", KEEPERS, args=("term",)),
    Line("vocabulary:end_term", KEEPERS, args=("term",)),
    Line("vocabulary:reopen_term", KEEPERS, args=("term",)),
    Line("vocabulary:place_term", (404, 404, 404, 302, 302), method="post", args=("term",)),
    Line("vocabulary:remove_term", (404, 404, 404, 302, 302), method="post", args=("term",)),
    Line("vocabulary:add_mapping", (404,) * 5, args=("term",)),
    Line("vocabulary:scheme", (200,) * 5, args=("scheme",)),
    Line("vocabulary:edit_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:extend_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:replace_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:add_term", KEEPERS, args=("scheme",)),
    Line("vocabulary:paste_terms", KEEPERS, args=("scheme",)),
    Line("vocabulary:export_scheme", (200,) * 5, args=("scheme", "csv")),
)


@pytest.fixture
def posts() -> Iterator[None]:
    """Stands in for the posts that the network gives: the first name says what the person may do."""

    def keys(person: Person, _day: object) -> set[str]:
        return {"Membre": {MEMBERS}, "Coordo": {MEMBERS, COORDINATORS}}.get(person.given_name, set())

    key_sources.add("permission matrix", keys)
    yield
    key_sources._entries.pop("permission matrix")


@pytest.fixture
def uids() -> dict[str, str]:
    """What the addresses of the matrix name."""
    audiences = {
        "public": "public",
        "members": MEMBERS,
        "coordinators": COORDINATORS,
        "space": "space:22222222",
    }
    intake = Intake(name="x.txt", content_type="text/plain", content=b"x")
    found = {
        f"{name}_file": store_file(by=SYSTEM, intake=intake, audience=audience).uid
        for name, audience in audiences.items()
    }
    letter = letter_of("Objet", "Texte")
    found["message"] = queue_message(by=SYSTEM, to="x@y.example", letter=letter, purpose="test").uid
    mapping = map_terms(by=SYSTEM, from_term=a_term(a_scheme()), to_term=a_term(a_scheme()), since=None)
    term = mapping.from_term
    found["import"] = previewed(workbook(("Écho",), header=("Nom",)), SYSTEM).uid
    return found | {"mapping": mapping.uid, "term": term.address, "scheme": term.scheme.address}


def client_of(kind: str) -> Client:
    client = Client()
    names = {"person": "Sans", "member": "Membre", "coordinator": "Coordo"}
    if kind == "administrator":
        client.force_login(an_administrator())
    elif kind in names:
        client.force_login(an_account(a_person(names[kind], "Poste")))
    return client


@pytest.mark.django_db
@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("line", MATRIX, ids=lambda line: f"{line.method} {line.name} {''.join(line.args)}")
def test_each_kind_of_visitor_finds_what_they_may(line: Line, kind: str, uids: dict[str, str]) -> None:
    args = [uids.get(arg, arg) for arg in line.args]
    client = client_of(kind)
    answer = getattr(client, line.method)(reverse(line.name, args=args), line.data)
    status = answer.status_code
    answer.close()
    assert status == line.statuses[KINDS.index(kind)]


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace in ROOMS_COVERED:
            yield f"{namespace}:{pattern.name}"


def test_every_url_has_a_line() -> None:
    assert set(_names(get_resolver())) - {line.name for line in MATRIX} == set()
