"""What a person types of a session: where, when, how one enters; of its places; of a closure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from maillage.cadastre.actions.sessions import SessionFields
from maillage.cadastre.models import Closure, OfferSession, Places
from maillage.core.hours import Slot, UnreadHours, in_words, read_hours
from maillage.core.readers import Reader
from maillage.network.forms.chooser import OrganisationField
from maillage.network.models import Organisation, Site
from maillage.records.clock import today
from maillage.records.identity import UID_LENGTH
from maillage.ui.forms import DayField, IdentityForm, VersionedForm

LONGEST_HOURS = 1_000
PLAIN = ("label", "first_day", "last_day", "entry", "hours_per_week", "capacity", "online")


class HoursField(forms.CharField):
    """Cleans to slots; what is not understood is shown back, never guessed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Horaire")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault(
            "help_text",
            "Comme sur une affiche, une ligne par horaire : « lundi et jeudi 9h-12h », « 2e mardi du mois de 14h à 16h, "
            "sauf vacances scolaires ».",
        )
        super().__init__(required=False, max_length=LONGEST_HOURS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return in_words(list(value)) if value else ""
        return value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return tuple(read_hours(text))
        except UnreadHours as unread:
            raise ValidationError(
                f"Ligne {unread.line}, « {unread.piece} » n’est pas compris. Écrivez par exemple : mardi 9h-12h.",
                code="unread",
            ) from None


class SessionForm(forms.Form):
    """Where and when; everything may be left open."""

    site = forms.ChoiceField(label="Lieu", required=False)
    host = OrganisationField(
        label="Chez une autre organisation",
        required=False,
        help_text="Si cela se passe dans les locaux d’une autre organisation : son nom, son sigle ou son numéro BCE.",
    )
    online = forms.BooleanField(label="À distance", required=False)
    hours = HoursField()
    first_day = DayField(label="Du", required=False)
    last_day = DayField(
        label="Au (inclus)", required=False, help_text="Laissez vide pour un service sans fin prévue."
    )
    entry = forms.ChoiceField(
        label="Entrée",
        required=False,
        choices=[("", "Non précisé"), *OfferSession.Entry.choices],
        widget=forms.RadioSelect,
    )
    capacity = forms.IntegerField(
        label="Places ouvertes",
        required=False,
        min_value=1,
        max_value=5_000,
        help_text="Combien de personnes peuvent suivre en tout ; les places qui restent se disent à part.",
    )
    hours_per_week = forms.DecimalField(
        label="Heures par semaine",
        required=False,
        min_value=Decimal("0.5"),
        max_value=Decimal(60),
        max_digits=4,
        decimal_places=1,
    )
    label = forms.CharField(label="Nom de la session", max_length=80, required=False)

    def __init__(self, *args: Any, reader: Reader, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host, site = self.fields["host"], self.fields["site"]
        assert isinstance(host, OrganisationField)
        assert isinstance(site, forms.ChoiceField)
        host.reader, host.but = reader, organisation
        self.reader = reader
        self._sites = {row.uid: row for row in _sites_of(organisation)}
        self._lent = {row.uid: row for row in self._site_held_or_typed()}
        site.choices = self._choices()

    def _site_held_or_typed(self) -> list[Site]:
        """A place of another organisation, that the session has already or that was chosen after « lequel ? »."""
        typed = str(self.data.get(self.add_prefix("site"), ""))[:UID_LENGTH]
        held = self.initial.get("site")
        wanted = {one for one in (typed, held) if one} - self._sites.keys()
        seen = Organisation.objects.visible_to(self.reader)
        return list(
            Site.objects.as_of().filter(uid__in=wanted, organisation__in=seen).select_related("organisation")
        )

    def _choices(self) -> list[tuple[str, str]]:
        own = [(uid, str(site)) for uid, site in self._sites.items()]
        lent = [(uid, f"{site.organisation.name} : {site}") for uid, site in self._lent.items()]
        return [("", "Le siège de l’opérateur" if own else "Pas encore de lieu"), *own, *lent]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place"] = (self._sites | self._lent).get(cleaned.get("site") or "")
        host: Organisation | None = cleaned.get("host")
        lent_there = cleaned["place"] and host and cleaned["place"].organisation_id == host.pk
        if host and not lent_there:
            cleaned["place"] = self._place_of(host)
        start, end = cleaned.get("first_day"), cleaned.get("last_day")
        if start and end and end < start:
            self.add_error("last_day", "La fin de la session ne peut pas précéder son début.")
        return cleaned

    def _place_of(self, host: Organisation) -> Site | None:
        sites = list(_sites_of(host).select_related("organisation"))
        if len(sites) == 1:
            return sites[0]
        if not sites:
            self.add_error("host", f"« {host} » n’a pas encore de lieu dans l’annuaire.")
            return None
        self._lent |= {row.uid: row for row in sites}
        field = self.fields["site"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = self._choices()
        self.add_error("site", f"« {host} » a {len(sites)} lieux : choisissez ici lequel.")
        return None

    def fields_given(self) -> SessionFields:
        """What goes to the action, hours apart."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in PLAIN}
        return {"site": self.cleaned_data["place"], **given}  # type: ignore[typeddict-item]

    @property
    def slots(self) -> tuple[Slot, ...]:
        found: tuple[Slot, ...] = self.cleaned_data["hours"]
        return found


class NewSessionForm(IdentityForm, SessionForm):
    """« Ajouter une session »."""

    makes = OfferSession


class EditSessionForm(VersionedForm, SessionForm):
    """« Modifier la session »."""


class PlacesForm(forms.Form):
    """« 6 places le 12/11 » : the state, a number when it is known, the day it was true."""

    state = forms.ChoiceField(label="Places", choices=Places.State.choices, widget=forms.RadioSelect)
    count = forms.IntegerField(
        label="Combien ?",
        required=False,
        min_value=1,
        max_value=5_000,
        help_text="Seulement pour « places libres », si vous le savez.",
    )
    on = DayField(label="Situation du", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"] or today()
        if day > today():
            raise ValidationError("Ce jour n’est pas encore venu.")
        return day


class ClosureForm(IdentityForm):
    """« Fermé du … au … »."""

    makes = Closure

    first_day = DayField(label="Du")
    last_day = DayField(label="Au (inclus)")
    message = forms.CharField(
        label="Message",
        max_length=200,
        required=False,
        help_text="Pourquoi, et où s’adresser entre-temps ; tout le monde le lit.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("first_day"), cleaned.get("last_day")
        if start and end and end < start:
            self.add_error("last_day", "La fin de la fermeture ne peut pas précéder son début.")
        return cleaned


class EndOfferForm(forms.Form):
    """« Cette offre s’arrête »."""

    last_day = DayField(label="Dernier jour", initial=today)


def initial_of(session: OfferSession) -> dict[str, Any]:
    """What the form starts from."""
    initial: dict[str, Any] = {name: getattr(session, name) for name in PLAIN}
    if session.hours_per_week is not None:
        initial["hours_per_week"] = f"{session.hours_per_week.normalize():f}"
    slots = [row.slot for row in session.slots.all()]
    return initial | {
        "site": session.site.uid if session.site else "",
        "hours": slots,
        "version": session.version,
    }


def _sites_of(organisation: Organisation) -> QuerySet[Site]:
    return Site.objects.as_of().filter(organisation=organisation).order_by("-is_main", "pk")
