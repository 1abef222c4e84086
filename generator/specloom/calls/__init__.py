"""Examples that satisfy their schemas, and the exact wire request of each example call.

Every snippet language, the docs pages, the mock and the tests read the same values from here, so they cannot disagree.
This stage knows no language.
"""
