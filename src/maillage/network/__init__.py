"""Organisations, people at work, spaces, memberships, mandates."""
