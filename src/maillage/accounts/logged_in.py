"""The account and the person behind a request that has a log-in."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from maillage.accounts.models import Person, User


def user_of(request: HttpRequest) -> User:
    """Raises `Http404` for a visitor: put `login_required` before."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def person_of(request: HttpRequest) -> Person:
    """Raises `Http404` when the account belongs to no person (an administrator who is not in the address book)."""
    person = Person.objects.filter(user=user_of(request)).select_related("user").first()
    if person is None:
        raise Http404
    return person
