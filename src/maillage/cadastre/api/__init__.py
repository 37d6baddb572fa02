"""`GET /api/v1/offers`: the public search for programs (`docs/guide/api.md`). What a visitor sees, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Query, Router
from ninja.errors import ValidationError

from maillage.cadastre.api.answered import Answered, answered
from maillage.cadastre.api.asked import NAMES, OffersAsked, question_of
from maillage.cadastre.api.refusals import Refusal, Refused, WrongParameter, refusals_of
from maillage.cadastre.queries.finding import find_offers
from maillage.cadastre.replica import index_stamp
from maillage.core.readers import VISITOR
from maillage.journal.queries import content_version
from maillage.records.clock import today
from maillage.ui.allowance import Allowance
from maillage.ui.middleware import PUBLIC

TYPE = "application/json; charset=utf-8"
SHAPE = 1
"""Raised when the answer is written otherwise for the same data: part of its ETag."""
allowance = Allowance(settings.API_REQUESTS_PER_MINUTE)
router = Router(tags=["offers"])


def offers(request: HttpRequest, asked: OffersAsked = Query(...)) -> HttpResponse:  # noqa: B008 as ninja reads it
    """Cours, services et permanences que tout le monde peut voir. Une liste de valeurs : une d’elles suffit."""
    wait = allowance.wait_of(request)
    if wait:
        return refused(
            429, [WrongParameter("", f"Trop de demandes : réessayez dans {wait} secondes.")], wait=wait
        )
    unknown = [name for name in request.GET if name not in NAMES]
    if unknown:
        said = f"Paramètre inconnu. Les paramètres connus : {', '.join(NAMES)}."
        return refused(422, [WrongParameter(name[:60], said) for name in unknown])
    try:
        understood = question_of(asked)
    except Refused as wrong:
        return refused(422, wrong.parameters)
    etag = _etag()
    response = get_conditional_response(request, etag=etag)
    if response is None:
        body = answered(find_offers(understood.question, VISITOR), understood)
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        response = HttpResponse(text, content_type=TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = PUBLIC
    return open_to_all(response)


router.get(
    "/offers",
    response={200: Answered, 422: Refusal, 429: Refusal},
    url_name="offers",
    operation_id="offers",
    summary="Chercher des cours et des services",
)(offers)
router.api_operation(["HEAD"], "/offers", url_name="offers", include_in_schema=False)(offers)


@router.api_operation(["OPTIONS"], "/offers", url_name="offers", include_in_schema=False)
def what_is_allowed(request: HttpRequest) -> HttpResponse:
    """What browsers ask before they send `If-None-Match` from another site."""
    del request
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type, Accept"
    response["Access-Control-Max-Age"] = "86400"
    return open_to_all(response)


def refuse_values(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """422: each parameter that could not be read, and why."""
    del request
    return refused(422, refusals_of(wrong.errors))


def described_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description of the API, for pages of any site too."""

    @wraps(view)
    def described(*args: Any, **kwargs: Any) -> HttpResponse:
        return open_to_all(view(*args, **kwargs))

    return described


def refused(status: int, parameters: list[WrongParameter], *, wait: int = 0) -> HttpResponse:
    body = {"errors": [one.as_json() for one in parameters]}
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=TYPE)
    response["Cache-Control"] = "no-store"
    if wait:
        response["Retry-After"] = str(wait)
    return open_to_all(response)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Pages of any site may read it: it holds nothing but what everyone sees."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return response


def _etag() -> str:
    """The same until somebody writes, the index moves or the day changes. The address says the rest."""
    era, sequence = index_stamp()
    return f'W/"{SHAPE}-{content_version()}-{era}-{sequence}-{today():%Y%m%d}"'
