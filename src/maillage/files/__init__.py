"""Uploads, stored under their hash and served by a view that checks the audience."""
