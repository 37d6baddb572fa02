"""What identifies a person in a free text, named before it is saved (invariant 8 of the field, inventory D4)."""

from maillage.core.anonymity.checking import anonymised, found
from maillage.core.anonymity.kinds import Found, Kind

__all__ = ["Found", "Kind", "anonymised", "found"]
