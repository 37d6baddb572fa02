"""What is found: entries built from offers, written with their postings, held in memory by each process (ADR 6)."""
