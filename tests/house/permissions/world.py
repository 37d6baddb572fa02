"""What the addresses of the matrix name: one small network, made by the actions of the field, and its visitors."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from tests.cadastre.demand_factories import a_demand
from tests.cadastre.factories import make_offer, make_session
from tests.chronicle.factories import make_news, make_note, make_subscriber
from tests.concertation.consultations.factories import make_consultation
from tests.concertation.factories import (
    accepted,
    make_action,
    make_avenue,
    make_code,
    make_cycle,
    make_finding,
    make_recommendation,
    make_request,
    make_signal,
)
from tests.factories import a_person, an_account, an_administrator
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_post,
    make_site,
    make_term,
    make_territory,
)
from tests.network.import_files import previewed, workbook
from tests.network.space_factories import make_space, organiser, seat, worker
from tests.vocabulary.factories import a_scheme, a_term

from maillage.cadastre.actions.school_calendar import add_holidays
from maillage.cadastre.actions.sessions import close_meanwhile
from maillage.cadastre.actions.snapshots import take_snapshot
from maillage.cadastre.actions.suggestions import suggest_correction
from maillage.cadastre.queries.campaigns import OFFERS
from maillage.chronicle.actions.alerts import Wish, ask_by_email
from maillage.chronicle.actions.news import withdraw_news
from maillage.chronicle.unsubscribing import stop_url
from maillage.concertation.actions.acting import move_action, note_outcome
from maillage.concertation.actions.codes import close_code
from maillage.concertation.actions.contradictions import mark_contradiction
from maillage.concertation.actions.findings import gather, note_by_code
from maillage.concertation.actions.positions import take_position
from maillage.concertation.actions.verbatims import note_verbatim
from maillage.core.readers import (
    ADMINISTRATORS,
    COORDINATORS,
    MEMBERS,
    PUBLIC,
    SYSTEM,
    VISITOR,
    Reader,
    organises_key,
    works_key,
)
from maillage.files.actions import store_file
from maillage.files.intake import Intake
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import letter_of
from maillage.network.actions.calls import publish_call
from maillage.network.actions.campaigns import prepare_campaign
from maillage.network.actions.competence import declare_competence
from maillage.network.actions.external import take_seat
from maillage.network.actions.kinship import link_sister
from maillage.network.actions.letters import write_to_group
from maillage.network.actions.lifecycle import cease_organisation
from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.memberships import add_members
from maillage.network.actions.profile import add_partnership
from maillage.network.actions.requests import ask_to_join
from maillage.network.models import AddressBookEntry, Membership, Organisation, Partnership, Space
from maillage.network.models.campaigns import SHEETS
from maillage.network.queries.addressees import Chosen, addressees
from maillage.records.clock import now, today
from maillage.records.identity import new_uid
from maillage.territory.actions.places import add_zone_part, draw_place
from maillage.territory.models import Territory
from maillage.vocabulary.actions.mappings import map_terms

World = dict[str, str]
Ground = tuple[Organisation, Organisation]
"""The host that the coordinator coordinates for, and the operator that the member works for."""


def the_ground() -> Ground:
    return make_organisation("Centre hôte", is_host=True), make_organisation("Opérateur")


def client_of(kind: str, ground: Ground) -> Client:
    host, operator = ground
    client = Client()
    if kind == "administrator":
        client.force_login(an_administrator())
    elif kind != "visitor":
        person = a_person({"person": "Sans", "member": "Membre", "coordinator": "Coordo"}[kind], "Poste")
        if kind == "member":
            make_post(person, operator)
        if kind == "coordinator":
            make_post(person, host, coordinator=True)
        client.force_login(an_account(person))
    return client


def accounts(_ground: Ground) -> World:
    audiences = {
        "public": "public",
        "members": MEMBERS,
        "coordinators": COORDINATORS,
        "space": "space:22222222",
    }
    intake = Intake(name="x.txt", content_type="text/plain", content=b"x")
    files = {
        f"{name}_file": store_file(by=SYSTEM, intake=intake, audience=audience).uid
        for name, audience in audiences.items()
    }
    letter = letter_of("Objet", "Texte")
    message = queue_message(by=SYSTEM, to="x@y.example", letter=letter, purpose="test", audience=ADMINISTRATORS)
    return files | {"message": message.uid}


def cadastre(ground: Ground) -> World:
    host, operator = ground
    offer = make_offer("Français", organisation=operator)
    of_host = make_offer("Formation de l’hôte", organisation=host)
    closure = close_meanwhile(by=SYSTEM, offer=offer, first_day=today(), last_day=today())
    suggested, of_hosts = (
        suggest_correction(by=VISITOR, offer=one, differences={"remark": ("", "?")}) for one in (offer, of_host)
    )
    other = make_organisation("Autre hôte", is_host=True)
    campaigns = {
        name: prepare_campaign(
            by=SYSTEM,
            host=one,
            kind=kind,
            name="Offres",
            subject="?",
            introduction="?",
            organisations=[operator],
        ).address
        for name, one, kind in (
            ("campaign", host, OFFERS),
            ("campaign_elsewhere", other, OFFERS),
            ("campaign_of_sheets", host, SHEETS),
        )
    }
    platform = make_space("Plateforme voisine", host=other, members=(operator,))
    give_mandate(by=organiser(platform), space=platform, role="bureau", organisation=operator, since=today())
    member = Reader(keys=frozenset({PUBLIC, MEMBERS, organises_key(platform.uid), platform.key}))
    of_space = prepare_campaign(
        by=member,
        host=other,
        kind=OFFERS,
        space=platform,
        name="Du bureau",
        subject="?",
        introduction="?",
        organisations=[operator],
    )
    return {
        **campaigns,
        "campaign_of_space": of_space.address,
        "sheet_of_space": of_space.sheets.get().uid,
        "host": host.address,
        "operator": operator.address,
        "offer": offer.address,
        "offer_of_host": of_host.address,
        "offer_for_members": make_offer("Réunion", organisation=host, audience=MEMBERS).address,
        "session": make_session(offer, "lundi 9h-12h").uid,
        "closure": closure.uid,
        "suggestion": suggested.uid,
        "suggestion_of_host": of_hosts.uid,
        "holidays": add_holidays(
            by=SYSTEM, fields={"name": "Hiver", "first_day": dt.date(2026, 12, 21), "source": "?"}
        ).uid,
    }


def exchange(_ground: Ground) -> World:
    return {"import": previewed(workbook(("Écho",), header=("Nom",)), SYSTEM).uid}


def coverage(ground: Ground) -> World:
    _host, operator = ground
    day = dt.date(2025, 12, 31)
    seraing = make_territory("Seraing")
    own = a_demand(seraing, 12, day, organisation=operator)
    other = a_demand(seraing, 9, day, organisation=make_organisation("Une autre"))
    kept = take_snapshot(by=SYSTEM, day=day)
    return {"own_demand": own.uid, "other_demand": other.uid, "year": str(kept.year)}


def vocabulary(_ground: Ground) -> World:
    mapping = map_terms(by=SYSTEM, from_term=a_term(a_scheme()), to_term=a_term(a_scheme()), since=None)
    term = mapping.from_term
    return {"mapping": mapping.uid, "term": term.address, "scheme": term.scheme.address}


def public(_ground: Ground) -> World:
    province = make_territory("Province de Namur", level="province")
    Territory.objects.filter(pk=province.pk).update(
        shape={"type": "Polygon", "coordinates": [[[4.0, 50.0], [5.0, 50.0], [5.0, 51.0], [4.0, 50.0]]]}
    )
    commune = make_territory("Namur", parent=province)
    zone = draw_place(by=SYSTEM, uid=new_uid(), level="zone", name="Zone Nord", names={}, parent=None)
    add_zone_part(by=SYSTEM, zone=zone, part=commune)
    return {
        "commune": commune.address,
        "province": province.address,
        "zone": zone.address,
        "part": commune.address,
    }


def organisations(ground: Ground) -> World:
    host, operator = ground
    other, former = make_organisation("Autre hôte", is_host=True), make_organisation("Ancienne")
    ended = cease_organisation(by=SYSTEM, organisation=former, last_day=today(), seen=former.version)
    someone = worker(operator, "Zoé Collègue", email="zoe@operateur.example")
    partnership = add_partnership(
        by=SYSTEM, organisation=operator, partner=other, kind=Partnership.Kind.values[0]
    )
    mine, elsewhere = (
        prepare_campaign(
            by=SYSTEM, host=one, name="Fiches", subject="?", introduction="?", organisations=[operator]
        )
        for one in (host, other)
    )
    to = addressees(Chosen(space=None), SYSTEM, today()).reached
    said = {"by": SYSTEM, "subject": "?", "text": "?", "chosen": "?", "addressees": to, "reply_to": ""}
    letter, letter_elsewhere = (write_to_group(uid=new_uid(), host=one, **said) for one in (host, other))  # type: ignore[arg-type]
    return {
        "letter": letter.uid,
        "letter_elsewhere": letter_elsewhere.uid,
        "host": host.address,
        "operator": operator.address,
        "operator_uid": operator.uid,
        "former": former.address,
        "succession": ended.uid,
        "site": make_site(operator, street="Rue du Pont 1").uid,
        "accreditation": make_accreditation(operator, make_term("accreditation", "ili", "ILI")).uid,
        "partnership": partnership.uid,
        "worker": someone.uid,
        "post": someone.posts.get().uid,
        "campaign": mine.address,
        "campaign_elsewhere": elsewhere.address,
        "campaign_sheet": mine.sheets.get().uid,
    }


def spaces(ground: Ground) -> World:
    host, operator = ground
    space = make_space("Plateforme FLE", host=host)
    hidden = make_space("Violences", host=host, restricted=True)
    seat(hidden, operator)
    elsewhere = make_space("Ailleurs")
    by = organiser(space)
    link = link_sister(by=by, space=space, other=elsewhere, kind="inspired_by")
    call = publish_call(
        by=by,
        uid=new_uid(),
        space=space,
        text="Venez",
        opens_on=today(),
        closes_on=today() + dt.timedelta(days=9),
    )
    sat = take_seat(by=SYSTEM, uid=new_uid(), organisation=host, body="Conseil consultatif")
    competence = declare_competence(
        by=SYSTEM, centre=host, territory=make_territory("Liège"), source="Arrêté", since=today()
    )
    return {
        "space": space.address,
        "restricted": hidden.address,
        "elsewhere": elsewhere.address,
        "link": link.uid,
        "call": call.uid,
        "seat": sat.address,
        "competence": competence.uid,
        "steering": space.hosts.get().uid,
        **_who_sits(space, operator),
        **_address_book(space),
    }


def _who_sits(space: Space, operator: Organisation) -> World:
    someone = worker(make_organisation("Du bureau"), "Nadia Bureau", email="nadia@bureau.example")
    mandate = give_mandate(by=organiser(space), space=space, role="bureau", person=someone, since=today())
    asked = ask_to_join(
        by=VISITOR, uid=new_uid(), space=space, name="A", organisation_name="B", email="a@b.example"
    )
    (invited,) = add_members(
        by=organiser(space),
        space=space,
        organisations=[make_organisation("Invitée")],
        status=Membership.Status.INVITED,
        since=today(),
    )
    return {
        "mandate": mandate.uid,
        "membership": seat(space, operator)[0].uid,
        "request": asked.uid,
        "invitation": invited.uid,
    }


def _address_book(space: Space) -> World:
    owner = space.mandates.get().person
    assert owner is not None
    shared = AddressBookEntry.objects.create(
        space=space, owner=owner, organisation_name="Partagée", shared_at=now()
    )
    private = AddressBookEntry.objects.create(space=space, owner=owner, organisation_name="Privée")
    return {"entry": shared.uid, "private_entry": private.uid}


def chronicle(ground: Ground) -> World:
    host, operator = ground
    hidden = make_space("Violences", host=host, restricted=True)
    seat(hidden, operator)
    withdrawn = make_news("Retirée", organisation=host)
    withdraw_news(by=SYSTEM, item=withdrawn)
    subscriber = make_subscriber(email="quelquun@exemple.example", sources=("nouvelles",))
    (waiting,) = ask_by_email(
        by=VISITOR,
        uid=new_uid(),
        email="autre@exemple.example",
        wishes=[Wish("veille", {})],
        rhythm="week",
    )
    return {
        "news": make_news("Pour tous", organisation=operator).address,
        "members_news": make_news("Membres", organisation=host, audience=MEMBERS).address,
        "closed_news": make_news("Entre nous", space=hidden, audience=hidden.key).address,
        "withdrawn_news": withdrawn.address,
        "subscriber": subscriber.uid,
        "wish": subscriber.subscriptions.get().uid,
        "unconfirmed": waiting.uid,
        "stop_token": stop_url(subscriber.uid).split("/")[-2],
        "note": make_note("Ouverte", audience="public").address,
        "members_note": make_note("Membres").address,
    }


def concertation(ground: Ground) -> World:
    host, operator = ground
    other = make_organisation("Autre opérateur")
    space = make_space("Plateforme", host=host, members=(operator, other))
    hidden = make_space("Violences", host=host, restricted=True, members=(operator,))
    by = organiser(space).with_keys({works_key(operator.uid)})
    cycle, closed = make_cycle(space, public=True), make_cycle(hidden)
    finding, shared = make_finding(cycle, "Retenu", retained=True), make_finding(cycle, "Partagé")
    one, two = make_finding(cycle, "Un"), make_finding(cycle, "Deux")
    gather(by=by, uid=new_uid(), cycle=cycle, findings=[one, two], fields={"wording": "Les deux"})
    code, over = make_code(cycle), make_code(cycle)
    close_code(by=by, code=over)
    waiting = note_by_code(
        by=VISITOR, uid=new_uid(), code=code, entry=new_uid(), fields={"wording": "À relire"}
    )
    closed_waiting = note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(closed), entry=new_uid(), fields={"wording": "À relire aussi"}
    )
    position = take_position(
        by=by, cycle=cycle, item=finding.item, organisation=operator, stance="agrees", mandated=True
    )
    verbatim = note_verbatim(by=by, finding=finding, text="Trop loin", consent="de vive voix")
    avenue = make_avenue(cycle, finding)
    act = make_action(make_avenue(cycle, finding, title="Autre piste"), operator, other)
    move_action(by=by, act=act, verb="decider")
    outcome = note_outcome(by=by, uid=new_uid(), act=act, text="28 places occupées")
    contradiction = mark_contradiction(by=by, uid=new_uid(), one=finding, other=shared, question="Alors ?")
    return {
        "space": space.address,
        "closed_space": hidden.address,
        "cycle": cycle.address,
        "closed_cycle": closed.address,
        "finding": finding.address,
        "shared": shared.address,
        "original": one.address,
        "waiting": waiting.address,
        "waiting_uid": waiting.item.uid,
        "closed_finding": make_finding(closed, "Entre nous").address,
        "closed_waiting": closed_waiting.address,
        "code": code.code,
        "code_uid": code.uid,
        "closed_code": over.code,
        "position": position.uid,
        "recommendation": make_recommendation(cycle, finding).address,
        "closed_recommendation": make_recommendation(closed, title="Entre nous aussi").address,
        "verbatim": str(verbatim.pk),
        "avenue": avenue.address,
        "action": act.address,
        "means": act.means.get().uid,
        "outcome": outcome.address,
        "operator": operator.address,
        "operator_uid": operator.uid,
        "contradiction": contradiction.item.address,
        **consultations(space, hidden),
        **field(space, hidden, operator, other),
    }


def field(space: Space, hidden: Space, operator: Organisation, other: Organisation) -> World:
    """« asked » by the operator, « asked_by_another » and « taken_up » by the other member; « closed_… » is restricted."""
    signal = make_signal(space)
    another, taken = make_request(space, other), make_request(space, other)
    return {
        "signal": signal.address,
        "signal_uid": signal.uid,
        "closed_signal": make_signal(hidden).address,
        "asked": make_request(space, operator).address,
        "asked_by_another": another.address,
        "taken_up": accepted(taken, worker(other)).address,
        "closed_asked": make_request(hidden, operator).address,
    }


def consultations(space: Space, hidden: Space) -> World:
    """« consultation » is open to all; « coded » is entered by its code; « closed_… » is restricted."""
    public, coded = make_consultation(space), make_consultation(space, entry="code")
    closed = make_consultation(hidden, entry="members")
    return {
        "consultation": public.address,
        "statement": public.statements.get(number=1).uid,
        "coded": coded.address,
        "vote_code": coded.code,
        "closed_consultation": closed.address,
        "closed_vote_code": closed.code,
    }
