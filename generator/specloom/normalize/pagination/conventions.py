"""The names by which real APIs page, in lower case without signs: `pageToken` and `page_token` are one."""

from __future__ import annotations

import re

from specloom.ir.types import Field

__all__ = [
    "ASIDE",
    "CURSORS",
    "HAS_MORE",
    "IS_LAST",
    "LAST_SEEN",
    "LIMITS",
    "NEXT_CURSORS",
    "NEXT_URLS",
    "OFFSETS",
    "PAGES",
    "STARTS",
    "TOTALS",
    "WEAK_CURSORS",
    "WRAPPERS",
    "is_address",
    "plain",
]

CURSORS = frozenset(
    {
        "cursor",
        "nextcursor",
        "startcursor",
        "pagecursor",
        "pagetoken",
        "nextpagetoken",
        "nexttoken",
        "continuationtoken",
    }
    | {"continuation", "continue", "marker", "startingafter", "after"}
)
"""Parameters: Google's `pageToken`, Slack's `cursor`, Kubernetes' `continue`, Stripe's `starting_after`."""
WEAK_CURSORS = {"page": frozenset({"nextpage"}), "from": frozenset({"next", "nextfrom"}), "next": frozenset({"next"})}
"""Parameters that are a cursor only beside one of these properties: Stripe's `page` and `next_page`, Meilisearch's `from`."""
NEXT_CURSORS: tuple[frozenset[str], ...] = (
    frozenset({"nextcursor", "nextpagetoken", "nexttoken", "nextmarker", "nextpage", "nextcontinuationtoken"}),
    frozenset({"next", "continue", "continuationtoken", "endcursor", "startingafter", "after", "cursorafter"}),
)
"""Properties of an answer, the plainest words first."""
LAST_SEEN = (frozenset({"lastid"}), frozenset({"cursor"}))
"""Properties that are the next cursor only where a flag says whether more comes: OpenAI's `last_id`, Figma's `cursor`."""
NEXT_URLS = frozenset(
    {"nexturl", "nexturi", "nextlink", "odatanextlink", "nextpageuri", "nextpageurl", "nextpagelink", "nexthref"}
)
"""Properties: Azure's `nextLink`, OData's `@odata.nextLink`, Twilio's `next_page_uri`, Lob's `next_url`."""
HAS_MORE = frozenset({"hasmore", "hasnext", "hasnextpage", "hasmorepages", "hasmoreitems", "nextpage", "more"})
IS_LAST = frozenset({"islast", "islastpage", "last", "lastpage"})
"""Jira's `isLast`, Spring's `last`."""
TOTALS = frozenset(
    {"total", "totalcount", "totalresults", "totalitems", "totalelements", "totalrecords", "totalhits", "totalsize"}
)
OFFSETS = frozenset({"offset", "skip", "startat", "pageoffset"})
"""Parameters; they begin at 0 where nothing else is said. Jira's `startAt`, OData's `$skip`."""
STARTS = frozenset({"start", "from", "startindex", "first"})
"""Parameters that are an offset beside one that says how many: Elasticsearch's `from` and `size`, SCIM's `startIndex`."""
PAGES = frozenset({"page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"})
LIMITS = frozenset(
    {"limit", "pagesize", "perpage", "size", "count", "maxresults", "maxitems", "maxpagesize", "maximumpagesize"}
    | {"pagelimit", "top", "take", "max", "first", "itemsperpage", "resultsperpage"}
)
ASIDE = frozenset({"errors", "messages", "warnings", "included"})
"""Lists beside the items: Cloudflare's `errors` and `messages`, JSON:API's `included`."""
WRAPPERS = frozenset(
    {"meta", "metadata", "pagination", "paging", "pageinfo", "page", "pages", "responsemetadata", "cursors", "cursor"}
    | {"links", "resultinfo", "pagingmetadata", "pagingcursors", "next", "pageinformation", "searchmetadata"}
)
"""Properties inside of which the facts about pages stand: Slack's `response_metadata`, JSON:API's `links`."""

_ADDRESS = re.compile(r"\b(?:ur[il]s?|links?|https?)\b", re.IGNORECASE)
_ADDRESS_FORMATS = {"uri", "url", "uri-reference", "iri", "iri-reference"}


def plain(name: str) -> str:
    """Return a name in lower case without signs."""
    return "".join(character for character in name.lower() if character.isalnum())


def is_address(field: Field, format_: str | None) -> bool:
    """Return whether the text of a field is a URL: its format or its description says so."""
    return format_ in _ADDRESS_FORMATS or bool(_ADDRESS.search(field.description))
