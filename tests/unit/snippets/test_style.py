"""The sketches of design/output.md, character for character."""

from __future__ import annotations

import pytest
from unit.snippets.snippet_texts import snippet_text

from specloom.calls.model import JsonBody, Secret, WireHeader, WireRequest
from specloom.render.format import format_python
from specloom.targets.snippets.languages.model import Answer

URL = "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices"
REQUEST = WireRequest(
    method="POST",
    url=URL,
    headers=(
        WireHeader("X-Api-Key", (Secret("CLOCKIFY_API_KEY"),)),
        WireHeader("Accept", ("application/json",)),
        WireHeader("Content-Type", ("application/json",)),
    ),
    body=JsonBody({"clientId": "98h687e29ae1f428e7ebe707", "currency": "USD"}),
)

CURL = """\
curl --fail-with-body --silent --show-error \\
  --request POST \\
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices' \\
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \\
  --header 'Accept: application/json' \\
  --header 'Content-Type: application/json' \\
  --data-raw '{
    "clientId": "98h687e29ae1f428e7ebe707",
    "currency": "USD"
  }'
"""
JAVASCRIPT = """\
const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    clientId: "98h687e29ae1f428e7ebe707",
    currency: "USD",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
"""
PYTHON = """\
import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "clientId": "98h687e29ae1f428e7ebe707",
        "currency": "USD",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
"""


@pytest.mark.parametrize(("language", "expected"), [("curl", CURL), ("javascript", JAVASCRIPT), ("python", PYTHON)])
def test_the_sketches(language: str, expected: str) -> None:
    assert expected == snippet_text(language, REQUEST)


@pytest.mark.parametrize(
    ("answer", "javascript", "python"),
    [
        (Answer.JSON, "console.log(await response.json());", "print(response.json())"),
        (Answer.TEXT, "console.log(await response.text());", "print(response.text)"),
        (
            Answer.BINARY,
            "process.stdout.write(Buffer.from(await response.arrayBuffer()));",
            "sys.stdout.buffer.write(response.content)",
        ),
        (Answer.STREAM, "}", "    print(line.decode())"),
        (Answer.NOTHING, "console.log(response.status);", "print(response.status_code)"),
    ],
)
def test_only_what_comes_is_parsed(answer: Answer, javascript: str, python: str) -> None:
    """DEFECTS.md, row 21."""
    assert javascript == snippet_text("javascript", REQUEST, answer).splitlines()[-1]
    assert python == snippet_text("python", REQUEST, answer).splitlines()[-1]


def test_python_is_printed_as_black_would() -> None:
    """The template's own text is black-stable, long and short lists included."""
    values = {"short": [1, 2], "long": ["abcdefghijkl"] * 9, "nested": [[1], [], {}], "quotes": ["'", '"', "'\""]}
    text = snippet_text("python", WireRequest(method="PUT", url=URL, body=JsonBody(values)))

    assert '"short": [1, 2],' in text
    assert text == format_python(text, "x.py")
