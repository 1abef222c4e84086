"""How a call is made: written by specloom by hand, and the same for every API."""
