"""Measurements and proofs over whole outputs: what runs for minutes and needs other programs."""
