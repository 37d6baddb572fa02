"""What higher rooms tell this one: why and how long they keep personal data, for the page « Vie privée »."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class PrivacyPurpose:
    """One processing: what for, which data, on which legal basis (GDPR art. 6), kept how long, seen by whom."""

    title: str
    data: str
    basis: str
    kept: str
    seen_by: str


privacy_purposes: Registry[PrivacyPurpose] = Registry("purposes of personal data")
