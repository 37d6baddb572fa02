"""What the logs never hold: personal links and e-mail addresses (DESIGN section 7)."""

from __future__ import annotations

import logging
import re

PERSONAL_LINK = re.compile(r"(/lien/|/avis/arreter/)[^/\s\"']+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def without_secrets(text: str) -> str:
    return EMAIL.sub("[adresse]", PERSONAL_LINK.sub(r"\1[jeton]", text))


class WithoutSecrets(logging.Filter):
    """Cleans a record before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.getMessage())
        record.args = ()
        return True
