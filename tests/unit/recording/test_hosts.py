"""The list of hosts: exact, and closed."""

from __future__ import annotations

import pytest

from specloom.config.job import Environment
from specloom.recording.hosts import AllowList, ForbiddenHostError

ALLOWED = AllowList.of(
    Environment(name="sandbox", server="https://api.example.com/v1", hosts=("login.example.com", "other.example:8443"))
)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v1/things?x=1",
        "https://api.example.com:443/",
        "https://API.example.com./x",
        "https://login.example.com/token",
        "https://other.example:8443/",
    ],
)
def test_these_may_be_asked(url: str) -> None:
    ALLOWED.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com/v1",
        "https://api.example.com:8443/",
        "https://api.example.com.evil.example/",
        "https://evil.example/?https://api.example.com",
        "https://api.example.com@evil.example/",
        "https://user@api.example.com/",
        "https://other.example/",
        "https://sub.api.example.com/",
        "file:///etc/passwd",
        "//api.example.com/",
        "https://[::1/",
    ],
)
def test_these_may_not(url: str) -> None:
    with pytest.raises(ForbiddenHostError):
        ALLOWED.check(url)


def test_a_refusal_names_no_path_and_no_query() -> None:
    with pytest.raises(ForbiddenHostError) as caught:
        ALLOWED.check("https://evil.example/secret-path?key=secret-query")

    assert "secret" not in str(caught.value)
