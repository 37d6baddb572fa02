"""Screens of the room, a module a noun."""

from maillage.accounts.views.demo import take_demo_role
from maillage.accounts.views.own_data import download_data, erase_data, own_data
from maillage.accounts.views.profile import account, profile

__all__ = ["account", "download_data", "erase_data", "own_data", "profile", "take_demo_role"]
