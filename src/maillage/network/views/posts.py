"""People at work: the list for members, a person's page, posts added, edited, ended; someone leaves."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.actions import posts as actions
from maillage.network.forms.posts import DepartureForm, EditPostForm, NewPostForm, initial_of
from maillage.network.models import Organisation, Post
from maillage.network.queries import posts as reads
from maillage.network.registries import person_panels
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.listing import Filter, ListColumn, Listing, listing_response
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import terms_ever_of

RULE = "network.edit_posts"


def people(request: HttpRequest) -> HttpResponse:
    """`/annuaire/personnes/`: for members; the public is not told that it exists."""
    reader = reader_of(request)
    if not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
        raise Http404
    return listing_response(request, people_listing(reader), reads.people(reader, today()))


def people_listing(reader: Reader) -> Listing:
    functions = {term.notation: term for term in terms_ever_of(Code.FUNCTION)}
    return Listing(
        title="Les personnes",
        nothing="Personne",
        one="personne",
        many="personnes",
        lead="Qui travaille dans les organisations du réseau aujourd’hui.",
        audience=MEMBERS,
        columns=(
            ListColumn("nom", "Nom", "list_name", sort="sort_name", link=_page_of_person),
            ListColumn("organisation", "Organisation", lambda row: _posts(row, "organisation")),
            ListColumn("fonction", "Fonction", lambda row: _posts(row, "label")),
            ListColumn("courriel", "Adresse e-mail", lambda row: reads.seen_person(row, reader).email),
            ListColumn("telephone", "Téléphone", "phone", needs=(COORDINATORS, ADMINISTRATORS)),
        ),
        filters=(
            Filter(
                "fonction",
                "Fonction",
                choices=[(notation, term.name) for notation, term in functions.items()],
                apply=lambda rows, value: reads.with_function(rows, functions[value], today()),
                as_select=True,
                any_label="toutes",
            ),
        ),
        search=reads.people_called,
        search_label="Nom ou prénom",
        empty_hint="Les personnes s’ajoutent sur la page de leur organisation.",
    )


def person(request: HttpRequest, uid: str) -> HttpResponse:
    """`/annuaire/personnes/<uid>/`: 404 for a reader who would only see initials."""
    reader, day = reader_of(request), day_asked(request)
    found = reads.person_for(reader, uid)
    if found is None:
        raise Http404
    posts = list(reads.posts_of(found, reader))
    return render(
        request,
        "network/posts/person.html",
        {
            "person": reads.seen_person(found, reader),
            "current": [post for post in posts if post.holds(day)],
            "others": [post for post in posts if not post.holds(day)],
            "panels": person_panels.loaded(found, reader, day),
            "audience": "public" if found.show_name else MEMBERS,
            "day": day,
        },
    )


def add_post(request: HttpRequest, uid: str) -> HttpResponse:
    """« Ajouter une personne »."""
    found = writable(request, uid, RULE)
    form = NewPostForm(posted(request), coordinates=_coordinates(request, found))
    screen = _screen(found, "Ajouter une personne", "La personne est ajoutée à l’équipe.")
    return answer(request, screen, form, lambda: _add(reader_of(request), found, form))


def edit_post(request: HttpRequest, uid: str, post: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    row = _post_of(found, post)
    if row.coordinator and not _coordinates(request, found):
        raise Http404
    form = EditPostForm(posted(request), initial=initial_of(row), coordinates=_coordinates(request, found))
    screen = _screen(found, f"Modifier le poste de {row.person}", "Le poste est enregistré.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.edit_post(
            by=reader_of(request), post=row, seen=form.cleaned_data["version"], fields=form.fields_given()
        ),
        row=row,
    )


def leave_organisation(request: HttpRequest, uid: str, post: str) -> HttpResponse:
    """« A quitté le… »: closes the posts and what hangs on them; colleagues take over in the same click."""
    found = writable(request, uid, RULE)
    row = _post_of(found, post)
    day = today()
    charges = reads.charges_held(row.person, found, day, reader_of(request))
    colleagues = reads.team(found.pk, day).exclude(person=row.person)
    form = DepartureForm(posted(request), charges=charges, colleagues=list(colleagues))
    screen = Screen(
        found,
        title=f"{row.person} a quitté l’organisation",
        done=f"C’est noté : {row.person} a quitté l’organisation.",
        back=_team_of(found),
        submit="Noter le départ",
        lead="Ses postes ici et les mandats qui en dépendent se ferment ce jour-là.",
    )
    return answer(
        request,
        screen,
        form,
        lambda: actions.leave_organisation(
            by=reader_of(request),
            person=row.person,
            organisation=found,
            day=form.cleaned_data["day"],
            hand_over=form.hand_over(),
        ),
    )


def _add(reader: Reader, found: Organisation, form: NewPostForm) -> Post:
    typed = form.cleaned_data
    who = actions.add_person(
        by=reader,
        organisation=found,
        given_name=typed["given_name"],
        family_name=typed["family_name"],
        email=typed["email"],
        phone=typed["phone"],
    )
    return actions.add_post(
        by=reader, person=who, organisation=found, fields=form.fields_given(), uid=typed["uid"]
    )


def _post_of(found: Organisation, uid: str) -> Post:
    return get_object_or_404(found.posts.select_related("person", "organisation"), uid=uid)


def _coordinates(request: HttpRequest, found: Organisation) -> bool:
    return may(reader_of(request), "network.grant_coordination", found)


def _screen(found: Organisation, title: str, done: str) -> Screen:
    return Screen(found, title=title, done=done, back=_team_of(found))


def _team_of(found: Organisation) -> str:
    return f"{page_of(found)}#equipe"


def _page_of_person(row: Person) -> str:
    return reverse("network:person", args=[row.uid])


def _posts(row: Any, name: str) -> str:
    """One word for each post held, in the order of the posts."""
    return ", ".join(dict.fromkeys(str(word) for post in row.posts_then if (word := getattr(post, name))))
