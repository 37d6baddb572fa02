"""Finding the import of an address: other people's imports do not exist (404)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from maillage.exchange.models import ImportRun
from maillage.exchange.queries import importers_for
from maillage.exchange.registries import Importer, importers
from maillage.records.actions import may
from maillage.records.requests import reader_of


def run_of(request: HttpRequest, uid: str) -> ImportRun:
    run = get_object_or_404(ImportRun.objects.visible_to(reader_of(request)), uid=uid)
    if not may(reader_of(request), "exchange.carry_on", run):
        raise Http404
    return run


def importer_of(run: ImportRun) -> Importer:
    importer = importers.get(run.kind)
    if importer is None:
        raise Http404
    return importer


def importers_or_404(request: HttpRequest) -> list[Importer]:
    found = importers_for(reader_of(request))
    if not found:
        raise Http404
    return found


def back_to(run: ImportRun) -> HttpResponse:
    return redirect("exchange:run", run.uid)


def say(request: HttpRequest, problem: Exception) -> None:
    messages.warning(request, str(problem))
