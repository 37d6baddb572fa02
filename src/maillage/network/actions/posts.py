"""Writes: people at work and their posts."""
