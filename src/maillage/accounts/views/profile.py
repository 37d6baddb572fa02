"""« Mon compte » and « Mon profil »."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.accounts.actions import edit_person
from maillage.accounts.forms import ProfileForm
from maillage.accounts.logged_in import person_of, user_of
from maillage.accounts.models import Person
from maillage.accounts.registries import profile_panels
from maillage.core.readers import VISITOR
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What there is to look at and to set for someone who has an account."""
    user = user_of(request)
    context = {
        "person": Person.objects.filter(user=user).first(),
        "has_password": user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(user),
        "identity_server": bool(settings.OIDC_SERVER_URL),
    }
    return render(request, "accounts/account.html", context)


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    reader = reader_of(request)
    context: dict[str, Any] = {}
    if request.method == "POST":
        blank = Person(pk=person.pk, uid=person.uid)
        form = ProfileForm(request.POST, instance=blank, initial=ProfileForm.initial_of(person))
        if form.is_valid():
            new = {name: form.cleaned_data[name] for name in ProfileForm.Meta.fields}
            try:
                edit_person(by=reader, person=person, seen=form.cleaned_data["version"], new=new)
            except ChangedMeanwhile:
                context = {"merged": form.merge_with_theirs()}
            else:
                messages.success(request, _("Votre profil est à jour."))
                return redirect("accounts:profile")
    else:
        form = ProfileForm(instance=person, initial=ProfileForm.initial_of(person))
    context |= {
        "form": form,
        "person": person,
        "shown_name": person.name_for(VISITOR),
        "panels": profile_panels.loaded(person, reader, today()),
    }
    return render(request, "accounts/profile.html", context)
