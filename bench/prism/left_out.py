"""What is right and cannot get a 2xx from Prism, by document and operation, and why; each was tried with curl by hand."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LEFT_OUT"]

_LIST = "Prism reads no list in a multipart form, in however many parts or as a JSON text"
_OBJECT = "Prism reads no object in a multipart form, as a part of JSON or as a text"
_ABSENT = "Prism takes an optional object that is not sent, in a form with deepObject, for an empty one"
_OBJECTS = "Prism reads no list of objects in a form with deepObject"

LEFT_OUT: Mapping[tuple[str, str], str] = {
    ("clockify", "PUT /v1/workspaces/{workspaceId}/expenses/{expenseId}"): _LIST,
    ("openai", "POST /audio/transcriptions"): _LIST,
    ("openai", "POST /files"): _OBJECT,
    ("digitalocean", "POST /v2/droplets/actions"): (
        "what fits the first alternative of its oneOf fits the second as well; Prism does not read the discriminator"
    ),
    ("stripe", "POST /v1/customers/{customer}/funding_instructions"): _ABSENT,
    ("stripe", "POST /v1/issuing/cards"): _ABSENT,
    ("stripe", "POST /v1/products"): f"{_ABSENT}; {_OBJECTS}",
    ("stripe", "POST /v1/quotes"): _OBJECTS,
    ("stripe", "POST /v1/quotes/{quote}"): _OBJECTS,
    ("stripe", "POST /v1/shipping_rates"): _ABSENT,
    ("stripe", "POST /v1/subscription_items"): _ABSENT,
    ("stripe", "POST /v1/subscription_schedules/{schedule}"): _OBJECTS,
    ("stripe", "POST /v1/terminal/readers/{reader}/set_reader_display"): _ABSENT,
    ("stripe", "POST /v1/treasury/financial_accounts"): _ABSENT,
    ("github-rest", "GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs"): "302 is the only success it documents",
}
"""Only those of their snippets that fail are left out."""
