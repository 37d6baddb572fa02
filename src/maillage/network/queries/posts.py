"""Reads: people at work and their posts."""
