"""Screens: « Le fil rouge », the list of steps, and the thread of one of them drawn and in words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.thread.listing import items_listing
from maillage.thread.queries.threads import item_for, items_seen, thread_of
from maillage.ui.doors import present_address
from maillage.ui.listing import listing_response


def items(request: HttpRequest) -> HttpResponse:
    """`/fil-rouge/`: `?suite=sans` those that wait for a sequel since six months."""
    reader = reader_of(request)
    return listing_response(
        request, items_listing(reader, today()), items_seen(reader), template="thread/items.html"
    )


def thread(request: HttpRequest, uid: str) -> HttpResponse:
    reader = reader_of(request)
    item = item_for(reader, uid)
    if item is None:
        raise Http404
    if moved := present_address(request, reverse("thread:thread", args=[item.address])):
        return moved
    found = thread_of(item, reader)
    boxes = {box.key: box for box in found.drawing().boxes}
    context = {
        "item": item,
        "thread": found,
        "drawing": found.drawing(),
        "boxes": [(mark, boxes[mark.item.pk]) for mark in found.marks],
    }
    return render(request, "thread/thread.html", context)
