"""What every page needs around its content: the menus, the demonstration banner, who is asking."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from maillage.records.requests import reader_of
from maillage.ui.menu import foot_menu, menu, personal_menu, shown


def page(request: HttpRequest) -> dict[str, Any]:
    reader = reader_of(request)
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    return {
        "menu": shown(menu, request.path, reader),
        "foot_menu": shown(foot_menu, request.path, reader),
        "logged_in": known,
        "personal_menu": shown(personal_menu, request.path, reader) if known else [],
        "demo": settings.DEMO,
        "reader": reader,
    }
