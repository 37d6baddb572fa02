"""Cells put right, one kind of content a module; what was done or is doubtful is said in a flag, never hidden."""

from maillage.core.cleaning.flags import Cleaned, Flag, Level

__all__ = ["Cleaned", "Flag", "Level"]
