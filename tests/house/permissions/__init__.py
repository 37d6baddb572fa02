"""The permission matrix, a module a room (DESIGN section 7): see `tests/house/test_permissions.py`."""
