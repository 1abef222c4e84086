"""A target for specloom: the operations of an API as a table."""
