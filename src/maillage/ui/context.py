"""What every page needs around its content: the menu, the demonstration banner, who is asking."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from maillage.ui.menu import menu


def page(request: HttpRequest) -> dict[str, Any]:
    return {"menu": list(menu), "demo": settings.DEMO, "reader": getattr(request, "reader", None)}
