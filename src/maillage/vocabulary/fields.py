"""Form fields that choose terms: only what may be chosen today, plus what the sheet already carries (G22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.records.clock import today
from maillage.vocabulary.models import Term, TermQuerySet
from maillage.vocabulary.queries import framework_terms_ever, terms_ever_of

Choice = tuple[Any, str]


class GroupedTerms(ModelChoiceIterator):
    """Choices under their more general term; the general term itself comes first in its group."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        terms = list(self.queryset)
        parents = {term.broader_id for term in terms if term.broader_id}
        entries: dict[int, Any] = {}
        for term in terms:
            if term.broader is None and term.pk not in parents:
                entries[term.pk] = self.choice(term)
                continue
            general = term.broader or term
            _title, rows = entries.setdefault(general.pk, (general.name, []))
            rows.append(self._general(term) if term == general else self.choice(term))
        yield from entries.values()

    def _general(self, term: Term) -> Choice:
        value, label = self.choice(term)
        return value, _("%(term)s (en général)") % {"term": label}


class _FromAList:
    """A number that no database holds is simply not in the list."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)  # type: ignore[misc]
        except OverflowError:
            raise self._not_in_the_list() from None

    def _check_values(self, value: Any) -> Any:
        try:
            return super()._check_values(value)  # type: ignore[misc]
        except OverflowError:
            raise self._not_in_the_list() from None

    def _not_in_the_list(self) -> forms.ValidationError:
        messages: dict[str, str] = self.error_messages  # type: ignore[attr-defined]
        return forms.ValidationError(messages["invalid_choice"], code="invalid_choice")

    def label_from_instance(self, term: Term) -> str:
        return term.label


class AnyTermField(_FromAList, forms.ModelChoiceField):
    """One term among those of a queryset, ended ones included; the form sets the queryset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Term.objects.none(), **kwargs)


class AnyTermsField(_FromAList, forms.ModelMultipleChoiceField):
    """Several terms among those of a queryset; the form sets the queryset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Term.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)


class ByFramework(ModelChoiceIterator):
    """Choices under the framework that they belong to; the rights of an axis follow it."""

    def __iter__(self) -> Iterator[Any]:
        groups: dict[int, Any] = {}
        for term in self.queryset:
            _title, rows = groups.setdefault(term.scheme_id, (term.scheme.name, []))
            rows.append(self.choice(term))
        yield from groups.values()


class _OfScheme(_FromAList):
    """What these fields share: the terms of the day, and those the form started from."""

    scheme_code: str

    def ever(self) -> TermQuerySet:
        return terms_ever_of(self.scheme_code)

    def offer(self, chosen: Iterable[object]) -> TermQuerySet:
        keys = [getattr(one, "pk", one) for one in chosen if one not in (None, "")]
        if not keys:
            return self.ever().choosable()
        return self.ever().filter(Q(pk__in=self.ever().choosable().order_by().values("pk")) | Q(pk__in=keys))

    def label_from_instance(self, term: Term) -> str:
        if term.holds(today()):
            return term.label
        return _("%(term)s (terme retiré)") % {"term": term.label}


class TermField(_OfScheme, forms.ModelChoiceField):
    """One term of a scheme, in a select grouped by general term: `TermField("space-kind", label="Genre")`."""

    iterator = GroupedTerms
    default_error_messages = {"invalid_choice": gettext_lazy("Choisissez un des termes de la liste.")}

    def __init__(self, scheme_code: str, **kwargs: Any) -> None:
        self.scheme_code = scheme_code
        kwargs.setdefault("empty_label", gettext_lazy("Choisir…"))
        super().__init__(Term.objects.none(), **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Called for every form instance before it is shown or cleaned."""
        self.queryset = self.offer([form.get_initial_for_field(self, field_name)])
        return super().get_bound_field(form, field_name)


class TermTicks(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded by general term; a group where something is ticked is open."""

    template_name = "vocabulary/widgets/ticks.html"
    input_type = ""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().create_option(*args, **kwargs) | {"type": "checkbox"}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            {"title": title, "options": options, "ticked": sum(option["selected"] for option in options)}
            for title, options, _index in context["widget"]["optgroups"]
        ]
        return context


class TermsField(_OfScheme, forms.ModelMultipleChoiceField):
    """Several terms of a scheme, as boxes grouped by general term (L2): `TermsField("theme", label="Thèmes")`."""

    iterator: type[ModelChoiceIterator] = GroupedTerms
    widget = TermTicks
    default_error_messages = {
        "invalid_choice": gettext_lazy("Choisissez parmi les termes de la liste."),
        "invalid_pk_value": gettext_lazy("Choisissez parmi les termes de la liste."),
    }

    def __init__(self, scheme_code: str, **kwargs: Any) -> None:
        self.scheme_code = scheme_code
        super().__init__(Term.objects.none(), **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Called for every form instance before it is shown or cleaned."""
        initial = form.get_initial_for_field(self, field_name)
        if hasattr(initial, "all"):
            initial = initial.all()
        self.queryset = self.offer(initial or [])
        return super().get_bound_field(form, field_name)


class ObjectivesField(TermsField):
    """Axes, rights and missions of the policy frameworks that hold today, framework by framework (G3, G22)."""

    iterator = ByFramework

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("", **kwargs)

    def ever(self) -> TermQuerySet:
        return framework_terms_ever()
