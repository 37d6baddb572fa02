"""Who may act on a message: whoever may read it and is someone, never a visitor of the demonstration."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.mailing.models import Message


def _may_follow(reader: Reader, message: Message) -> bool:
    return message.may_be_read_by(reader) and reader.has(message.audience, ADMINISTRATORS)


rules.add_rule("mailing.follow_message", _may_follow)
