"""Schemas to types: references, `allOf`, unions, objects, scalars; and the closed JSON Schemas beside them."""
