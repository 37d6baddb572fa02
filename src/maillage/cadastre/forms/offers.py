"""What a person types of an offer, in sections; only what its kind needs is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from maillage.cadastre.actions.offers import SCALES, LevelSaid, OfferFields, TextSaid, check_level
from maillage.cadastre.actions.sessions import SessionFields
from maillage.cadastre.forms.sessions import SessionForm
from maillage.cadastre.models import Offer, OfferLevel
from maillage.cadastre.models.offers import LONGEST_TEXT
from maillage.core.readers import PUBLIC, Reader
from maillage.network.forms.organisations import AUDIENCES, PHONE
from maillage.network.models import Organisation
from maillage.ui.forms import DayField, IdentityForm, VersionedForm, WebField
from maillage.ui.sections import Section, section_of
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField, TermsField
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import terms_of

Kind = Offer.Kind
YES_NO = [("", "Non précisé"), ("oui", "Oui"), ("non", "Non")]
LEAST_TEXTS = 2
"""Other languages that the form has room for; there is always one more than were written."""
ENDS = {"entry": "à l’entrée", "exit": "à la sortie"}
SCALE_NAMES = {
    Code.LEVEL_ORAL: "Oral, échelle Lire et Écrire",
    Code.LEVEL_WRITTEN: "Écrit, échelle Lire et Écrire",
    Code.LEVEL_CEFR: "{skill}, CECR",
}
ONLY_FOR = {
    "course_type": {Kind.TRAINING},
    "outcome": {Kind.TRAINING},
    "required_french": {Kind.TRAINING, Kind.SERVICE},
    "placement_test": {Kind.TRAINING},
    "in_pathway": {Kind.TRAINING},
    "service_type": {Kind.SERVICE, Kind.SURGERY},
    "mode": {Kind.SERVICE, Kind.SURGERY},
}
"""Fields that some kinds do not have."""


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or nobody said (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO,
            coerce={"oui": True, "non": False}.get,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "oui", False: "non", None: ""}.get(value, value)


class OfferForm(forms.Form):
    """The fields of an offer of one kind."""

    title = forms.CharField(
        label="Titre",
        max_length=160,
        help_text="Comme vous le diriez au téléphone : « Français pour débutants, le soir ».",
    )
    course_type = TermField(Code.COURSE_TYPE, label="Type de cours", required=False, empty_label="Non précisé")
    service_type = TermField(
        Code.SERVICE_TYPE, label="Type de service", required=False, empty_label="Non précisé"
    )
    mode = forms.ChoiceField(
        label="Mode",
        required=False,
        choices=[("", "Non précisé"), *Offer.Mode.choices],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Présentation",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qu’on y fait, pour qui, en quelques phrases simples.",
    )
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    audiences = TermsField(
        Code.AUDIENCE, label="Publics", required=False, help_text="Rien de coché : tout le monde."
    )
    residence = forms.ChoiceField(
        label="Situation de séjour", required=False, choices=[("", "Non précisé"), *Offer.Residence.choices]
    )
    required_french = TermField(
        Code.LEVEL_CEFR, label="Niveau de français demandé", required=False, empty_label="Aucun, ou non précisé"
    )
    women_only = forms.BooleanField(label="Réservé aux femmes", required=False)
    cpas_income = forms.BooleanField(label="Pour les personnes aidées par un CPAS", required=False)
    forem_registration = forms.BooleanField(label="Inscription au Forem demandée", required=False)
    age_from = forms.IntegerField(label="À partir de (ans)", required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label="Jusqu’à (ans)", required=False, min_value=0, max_value=120)
    conditions = forms.CharField(label="Autres conditions", max_length=300, required=False)
    registration_ways = forms.MultipleChoiceField(
        label="Comment s’inscrire",
        required=False,
        choices=Offer.RegistrationWay.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    registration_from = DayField(label="Inscriptions du", required=False)
    registration_to = DayField(label="Inscriptions jusqu’au", required=False)
    registration_url = WebField(label="Adresse pour s’inscrire en ligne", max_length=200, required=False)
    placement_test = forms.BooleanField(label="Test de positionnement", required=False)
    contact = forms.CharField(label="Personne ou service à joindre", max_length=120, required=False)
    phone = forms.CharField(
        label="Téléphone",
        max_length=40,
        required=False,
        validators=[PHONE],
        help_text="Vide : celui du lieu, ou de l’opérateur.",
    )
    email = forms.EmailField(label="Adresse e-mail", max_length=254, required=False)
    website = WebField(label="Page web", max_length=200, required=False)
    free = YesNoField(label="Gratuit")
    price = forms.CharField(label="Prix", max_length=120, required=False)
    languages = TermsField(
        Code.LANGUAGE, label="Langues parlées à l’accueil", required=False, help_text="En plus du français."
    )
    interpreting = TermsField(Code.LANGUAGE, label="Interprète possible en", required=False)
    child_care = YesNoField(label="Accueil des enfants")
    wheelchair = YesNoField(label="Accessible aux personnes à mobilité réduite")
    bus_stop = forms.CharField(label="Arrêt de bus ou gare", max_length=120, required=False)
    outcome = TermField(Code.OUTCOME, label="À la fin, on reçoit", required=False, empty_label="Non précisé")
    in_pathway = forms.BooleanField(label="Reconnu dans le parcours d’intégration", required=False)
    audience = forms.ChoiceField(
        label="Visible par", choices=AUDIENCES, initial=PUBLIC, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, kinds in ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]
        self.level_names = self._add_levels() if kind == Kind.TRAINING else []
        self.text_names = self._add_texts()

    def _add_levels(self) -> list[str]:
        """Two boxes for each scale of each skill: from which level, to which."""
        ladders = {code: list(terms_of(code)) for codes in SCALES.values() for code in codes}
        names = []
        for skill, codes in SCALES.items():
            for code in codes:
                named = SCALE_NAMES[code].format(skill=OfferLevel.Skill(skill).label.capitalize())
                for end, words in ENDS.items():
                    name = f"{skill}-{code}-{end}"
                    choices = [
                        ("", "—"),
                        *((term.notation, f"{term.notation} – {term.name}") for term in ladders[code]),
                    ]
                    self.fields[name] = forms.ChoiceField(
                        label=f"{named}, {words}", choices=choices, required=False
                    )
                    names.append(name)
        self._ladders = {code: {term.notation: term for term in terms} for code, terms in ladders.items()}
        return names

    def _add_texts(self) -> list[str]:
        spoken = terms_of(Code.LANGUAGE).exclude(notation="fr")
        languages = [("", "—"), *((term.notation, term.name) for term in spoken)]
        written = sum(name.startswith("language_") for name in self.initial)
        self.texts_room = max(LEAST_TEXTS, written + 1)
        names: list[str] = []
        for number in range(1, self.texts_room + 1):
            fields = {
                f"language_{number}": forms.ChoiceField(label="Langue", choices=languages, required=False),
                f"title_{number}": forms.CharField(
                    label="Titre dans cette langue", max_length=160, required=False
                ),
                f"text_{number}": forms.CharField(
                    label="Présentation dans cette langue",
                    max_length=LONGEST_TEXT,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
                ),
            }
            self.fields.update(fields)
            names += fields
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._in_order("age_from", "age_to", "L’âge le plus haut ne peut pas être sous le plus bas.")
        self._in_order(
            "registration_from", "registration_to", "La fin des inscriptions ne peut pas précéder leur début."
        )
        if cleaned.get("free") and cleaned.get("price"):
            self.add_error("price", "C’est gratuit ou il y a un prix : gardez l’un des deux.")
        self._check_texts()
        for level in self.levels:
            try:
                check_level(level)
            except ValidationError as refused:
                self.add_error(f"{level.skill}-{level.scale}-exit", refused)
        return cleaned

    def _in_order(self, low: str, high: str, message: str) -> None:
        start, end = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if start is not None and end is not None and end < start:
            self.add_error(high, message)

    def _check_texts(self) -> None:
        seen = set()
        for number in range(1, self.texts_room + 1):
            language, title, text = (
                self.cleaned_data.get(f"{name}_{number}", "") for name in ("language", "title", "text")
            )
            if language in seen and language:
                self.add_error(f"language_{number}", "Cette langue est déjà donnée plus haut.")
            if language and not title:
                self.add_error(f"title_{number}", "Donnez au moins le titre dans cette langue.")
            if not language and (title or text):
                self.add_error(f"language_{number}", "Dans quelle langue ?")
            seen.add(language)

    def fields_given(self) -> OfferFields:
        """What goes to the action."""
        names = [name for name in OfferFields.__annotations__ if name in self.fields]
        return cast(OfferFields, {name: self.cleaned_data[name] for name in names})

    @property
    def levels(self) -> list[LevelSaid]:
        """What is said of levels; scales left open are left out."""
        if not self.level_names:
            return []
        found = []
        for skill, codes in SCALES.items():
            for code in codes:
                ends = {end: self._level(f"{skill}-{code}-{end}", code) for end in ENDS}
                if any(ends.values()):
                    found.append(LevelSaid(str(skill), str(code), ends["entry"], ends["exit"]))
        return found

    def _level(self, name: str, code: Code) -> Term | None:
        return self._ladders[code].get(self.cleaned_data.get(name) or "")

    @property
    def texts(self) -> list[TextSaid]:
        rows = []
        for number in range(1, self.texts_room + 1):
            language = self.cleaned_data.get(f"language_{number}")
            if language:
                rows.append(
                    TextSaid(
                        language, self.cleaned_data[f"title_{number}"], self.cleaned_data[f"text_{number}"]
                    )
                )
        return rows

    def sections(self) -> Iterator[Section]:
        """Everything that is not hidden, in the order in which one tells it; what is rarely needed is folded."""
        kinds = ("course_type", "service_type")
        yield self._section("L’essentiel", "title", *kinds, "mode", "text", "themes")
        if self.level_names:
            about = "De quel niveau à quel niveau, l’oral et l’écrit à part. Remplissez l’échelle que vous utilisez."
            entries, exits = self.level_names[::2], self.level_names[1::2]
            yield self._section("Niveaux", *zip(entries, exits, strict=True), about=about)
        yield from self._when_and_where()
        yield self._section(
            "S’inscrire",
            "registration_ways",
            ("registration_from", "registration_to"),
            "registration_url",
            "placement_test",
            ("contact", "phone"),
            ("email", "website"),
        )
        yield self._section("Prix et accueil", ("free", "price"), ("child_care", "wheelchair"), "bus_stop")
        yield self._section(
            "Pour qui",
            "audiences",
            ("residence", "required_french"),
            ("age_from", "age_to"),
            "women_only",
            "cpas_income",
            "forem_registration",
            "conditions",
            holds="publics, séjour, français demandé, âge, conditions",
        )
        holds = "langues parlées à l’accueil, interprètes"
        yield self._section("Langues", "languages", "interpreting", holds=holds)
        yield self._section("À la fin", "outcome", "in_pathway", holds="attestation, parcours d’intégration")
        about = "Écrit par une personne, jamais traduit par une machine en silence."
        names = self.text_names
        texts = zip(names[::3], names[1::3], names[2::3], strict=True)
        rows = [row for language, title, text in texts for row in ((language, title), text)]
        holds = "titre et présentation en arabe, anglais, turc…"
        yield self._section("Dans d’autres langues", *rows, about=about, holds=holds)
        yield self._section("Qui la voit", "audience", holds="tout le monde, ou les membres du réseau")

    def _when_and_where(self) -> Iterator[Section]:
        return iter(())

    def _section(self, title: str, *rows: str | tuple[str, ...], about: str = "", holds: str = "") -> Section:
        return section_of(self, title, rows, about=about, holds=holds)


class NewOfferForm(IdentityForm, OfferForm, SessionForm):
    """« Ajouter une offre », with its first session."""

    makes = Offer

    def __init__(
        self, *args: Any, kind: str, reader: Reader, organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, kind=kind, reader=reader, organisation=organisation, **kwargs)

    def _when_and_where(self) -> Iterator[Section]:
        about = "Une première session ; vous pourrez en ajouter d’autres ensuite."
        rows = ("hours", ("site", "host"), ("first_day", "last_day"), ("entry", "capacity"), "online")
        yield self._section("Où et quand", *rows, about=about)

    def fields_given(self) -> OfferFields:  # type: ignore[override]
        return OfferForm.fields_given(self)

    def says_when(self) -> bool:
        """Whether anything of a first session was given."""
        names = ("place", "first_day", "last_day", "entry", "capacity", "online", "hours")
        return any(self.cleaned_data.get(name) for name in names)

    def session_given(self) -> SessionFields:
        """What goes to the action that adds the first session."""
        return SessionForm.fields_given(self)


class EditOfferForm(VersionedForm, OfferForm):
    """« Modifier »."""


def initial_of(offer: Offer) -> dict[str, Any]:
    """What the form starts from."""
    initial: dict[str, Any] = {name: getattr(offer, name) for name in OfferForm.base_fields}
    for name in ("themes", "audiences", "languages", "interpreting"):
        initial[name] = [term.pk for term in getattr(offer, name).all()]
    for name in ("course_type", "service_type", "required_french", "outcome"):
        initial[name] = getattr(offer, f"{name}_id")
    for level in offer.levels.select_related("entry", "exit"):
        for end in ENDS:
            term = getattr(level, end)
            initial[f"{level.skill}-{level.scale}-{end}"] = term.notation if term else ""
    for number, text in enumerate(offer.texts.order_by("language"), start=1):
        initial |= {
            f"language_{number}": text.language,
            f"title_{number}": text.title,
            f"text_{number}": text.text,
        }
    return initial | {"version": offer.version}
