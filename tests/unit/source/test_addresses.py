"""Addresses in one form, and those that could mean two things."""

from __future__ import annotations

import pytest

from specloom.source.access import RemotePolicy
from specloom.source.addresses import joined, web_address


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://Example.com", "https://example.com/"),
        ("HTTPS://example.com:443/a/../b/./c", "https://example.com/b/c"),
        ("http://example.com:8080/a?x=1", "http://example.com:8080/a?x=1"),
        ("https://[::1]/a", "https://[::1]/a"),
        ("https://user@example.com/a", None),
        ("https://user:pass@example.com/a", None),
        ("https://example.com/a/%2e%2e/b", None),
        ("https://example.com/a%2Fb", None),
        ("https://example.com/a\\b", None),
        ("https://example.com//evil.example.com/a", None),
        ("https://exämple.com/a", None),
        ("https://example.com/a b", None),
        ("https://example.com/a\nHost: evil", None),
        ("https://example.com:99999/a", None),
        ("https:///a", None),
    ],
)
def test_one_form(url: str, found: str | None) -> None:
    assert found == web_address(url)


@pytest.mark.parametrize(
    ("base", "document", "found"),
    [
        ("a.yaml", "", "a.yaml"),
        ("sub/a.yaml", "../b%20c.yaml", "b c.yaml"),
        ("a.yaml", "https://example.com/b", "https://example.com/b"),
        ("a.yaml", "//example.com/b", "https://example.com/b"),
        ("https://example.com/x/a.yaml", "../b.yaml", "https://example.com/b.yaml"),
        ("https://example.com/x/a.yaml", "//other.example.com/b", "https://other.example.com/b"),
        ("https://example.com/x/a.yaml", "/%2e%2e/b.yaml", None),
        ("urn:uuid:1", "b.yaml", None),
    ],
)
def test_seen_from_a_base(base: str, document: str, found: str | None) -> None:
    assert found == joined(base, document)


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://example.com/specs/a.yaml", True),
        ("https://example.com/specs/deep/a.yaml", True),
        ("https://example.com/other/a.yaml", False),
        ("https://example.com/one.yaml", True),
        ("https://example.com/one.yaml.bak", False),
        ("http://example.com/specs/a.yaml", False),
        ("https://example.com.evil.example/specs/a.yaml", False),
        ("https://example.com:8443/specs/a.yaml", False),
    ],
)
def test_what_a_config_allows(url: str, is_allowed: bool) -> None:
    """A beginning ends with a slash; everything else is a whole address."""
    policy = RemotePolicy(allow=("https://example.com/specs/", "https://example.com/one.yaml"))

    assert is_allowed == policy.allows(url)
