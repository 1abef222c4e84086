"""Vendoring: generated folders of other repositories, copied into this one, pinned, proved and brought up to date."""
