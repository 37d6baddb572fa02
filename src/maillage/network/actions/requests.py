"""Writes: someone asks to take part, is invited, is answered with a word (B1, B14)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import SYSTEM, Reader
from maillage.journal.actions import record
from maillage.network.actions.membership_mail import mail_answer, mail_request
from maillage.network.models import Membership, OpenCall, Organisation, Post, Space
from maillage.network.states import MEMBERSHIP
from maillage.records.actions import action, require
from maillage.records.clock import day_of, now, today

UNANSWERED_KEPT = dt.timedelta(days=365)
"""A request that nobody answered for a year is forgotten (storage limitation, GDPR art. 5.1.e)."""


@action
def ask_to_join(
    *,
    by: Reader,
    uid: str,
    space: Space,
    organisation: Organisation | None = None,
    person: Person | None = None,
    name: str = "",
    organisation_name: str = "",
    email: str = "",
    message: str = "",
    call: OpenCall | None = None,
) -> Membership:
    """A request that waits for an answer. The same one sent twice, or by the same address again, is one request."""
    require(by, "network.ask_to_join", space)
    if call is not None and not (call.space_id == space.pk and call.is_open(today())):
        raise ValidationError("Cet appel est clos : écrivez à la personne de contact.")
    found = Membership.objects.filter(uid=uid).first() or _open_request(space, organisation, person, email)
    if found is not None:
        return found
    asked = Membership.objects.create(
        uid=uid,
        space=space,
        organisation=organisation,
        person=person,
        status=Membership.Status.REQUESTED,
        applicant_name=name,
        applicant_organisation=organisation_name,
        applicant_email=email.lower(),
        message=message,
        call=call,
        valid_from=today(),
    )
    record(
        by=by, verb="demande reçue", on=space, audience=space.key, note=str(organisation or organisation_name)
    )
    mail_request(asked)
    return asked


def _open_request(
    space: Space, organisation: Organisation | None, person: Person | None, email: str
) -> Membership | None:
    here = space.memberships.filter(valid_to__isnull=True)
    if organisation is not None:
        return here.filter(organisation=organisation).first()
    if person is not None:
        return here.filter(organisation__isnull=True, person=person).first()
    return here.filter(
        status=Membership.Status.REQUESTED, applicant_email=email.lower(), organisation__isnull=True
    ).first()


@action
def accept_request(
    *,
    by: Reader,
    membership: Membership,
    verb: str,
    answer: str,
    organisation: Organisation | None = None,
) -> Membership:
    """Welcomes a request or a yes to an invitation. A request from someone unknown is tied to `organisation`.

    The applicant becomes a person who works there, and the titulaire, so that the space knows whom to call.
    """
    space = membership.space
    require(by, "network.organise_space", space)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    step = MEMBERSHIP.take(verb, state=membership.status)
    if membership.organisation is None and membership.person is None:
        if organisation is None:
            raise ValidationError({"organisation": "Choisissez l’organisation que cette personne représente."})
        _tie(membership, organisation)
    membership.status = step.target
    membership.valid_from = today()
    _answer(by, membership, answer, "accueillie")
    return membership


def _tie(membership: Membership, organisation: Organisation) -> None:
    if membership.space.memberships.filter(organisation=organisation, valid_to__isnull=True).exists():
        raise ValidationError(
            {
                "organisation": "Cette organisation siège déjà ici : répondez à la personne, puis ajoutez-la chez elle."
            }
        )
    membership.organisation = organisation
    person = Person.objects.filter(email__iexact=membership.applicant_email).first()
    if person is None:
        given, _, family = membership.applicant_name.strip().rpartition(" ")
        person = Person.objects.create(
            given_name=given[:80], family_name=family[:80], email=membership.applicant_email
        )
    if not person.posts.filter(organisation=organisation).as_of().exists():
        Post.objects.create(person=person, organisation=organisation, valid_from=today())
    membership.person = person


@action
def decline_request(*, by: Reader, membership: Membership, answer: str) -> Membership:
    """Says no with a word: a request is never left without an answer."""
    require(by, "network.organise_space", membership.space)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    step = MEMBERSHIP.take("decline", state=membership.status)
    if not answer.strip():
        raise ValidationError({"answer": "Écrivez un mot : la personne le recevra par e-mail."})
    membership.status = step.target
    membership.valid_to = today()
    _answer(by, membership, answer, "sans suite")
    return membership


@action
def answer_invitation(*, by: Reader, membership: Membership, verb: str) -> Membership:
    """The invited organisation, or an organiser who had it on the telephone, says yes or no."""
    require(by, "network.answer_invitation", membership)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.status != Membership.Status.INVITED:
        raise ValidationError("Cette invitation a déjà reçu sa réponse.")
    if not membership.awaits_answer:
        raise ValidationError("Cette invitation n’est plus ouverte.")
    step = MEMBERSHIP.take(verb, state=membership.status)
    membership.status = step.target
    if step.target == Membership.Status.DECLINED:
        membership.valid_to = max(today(), membership.valid_from or today())
    else:
        membership.valid_from = today()
    membership.answered_at = now()
    membership.save()
    space = membership.space
    record(by=by, verb="invitation répondue", on=space, audience=space.audience, note=membership.label)
    return membership


def _answer(by: Reader, membership: Membership, answer: str, verb: str) -> None:
    """What someone unknown typed goes once it is answered."""
    membership.answer = answer.strip()
    membership.answered_at = now()
    mail_answer(membership, by)
    label = str(membership.organisation or membership.applicant_organisation or "une personne")
    membership.applicant_name = membership.applicant_email = membership.message = ""
    membership.save()
    record(by=by, verb=f"demande {verb}", on=membership.space, audience=membership.space.key, note=label)


def forget_unanswered_requests(moment: dt.datetime) -> int:
    """Removes the requests that waited for more than a year at that moment; returns how many."""
    limit = day_of(moment) - UNANSWERED_KEPT
    waiting = Membership.objects.filter(status=Membership.Status.REQUESTED, valid_from__lt=limit)
    old = list(waiting.select_related("space", "organisation"))
    for request in old:
        _forget_request(by=SYSTEM, request=request)
    return len(old)


@action
def _forget_request(*, by: Reader, request: Membership) -> None:
    """The whole row goes, with what was typed; the journal names an organisation that has a sheet, nobody else."""
    who = str(request.organisation) if request.organisation is not None else ""
    record(
        by=by,
        verb="demande effacée, un an sans réponse",
        on=request.space,
        audience=request.space.key,
        note=who,
    )
    request.delete()
