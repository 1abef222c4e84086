"""Plans the requests of captures as curl commands, for the pages of tutorials; no file of the target holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from specloom.calls.addresses import host_of
from specloom.calls.captured import essence
from specloom.calls.captured_request import captured_request
from specloom.captures.model import BodyKind, Capture
from specloom.targets.base import PlanInput, SnippetKey
from specloom.targets.snippets.languages.curl import CURL
from specloom.targets.snippets.languages.model import Answer, InexpressibleError, SnippetFile, SnippetView

__all__ = ["plan_captured"]


def plan_captured(given: PlanInput, hosts: Collection[str]) -> Iterator[tuple[str, SnippetView]]:
    """Yield the view of each captured request that scenarios tell of and curl can send, by the capture's label.

    `hosts`: where such requests may go, ports included. To any other they would carry the reader's credentials.
    """
    known = {host_of(server.url) for each in given.api.operations for server in each.servers} | {*hosts}
    told = {
        f"{flow.id}/{step.id}" for scenario in given.scenarios for flow in scenario.workflows for step in flow.steps
    }
    variables = {each.variable for scheme in given.api.security_schemes for each in scheme.credentials}
    for each in given.calls.captures.recorded:
        request = captured_request(each.capture, variables)
        if request is None or host_of(request.url) not in known:
            continue
        if each.capture.provenance.scenario not in told:
            continue
        file = SnippetFile(
            key=SnippetKey(each.capture.operation, "captured", CURL.name),
            path="",
            label=CURL.label,
            fence=CURL.fence,
            tool=CURL.tool,
            variables=request.variables,
        )
        try:
            yield each.label, CURL.plan(file, request, _answer(each.capture))
        except InexpressibleError:
            continue  # the page shows the message itself


def _answer(capture: Capture) -> Answer:
    body = capture.response.body
    if body is None or capture.request.method == "HEAD":
        return Answer.NOTHING
    if essence(body.media_type) == "text/event-stream":
        return Answer.STREAM
    return {BodyKind.JSON: Answer.JSON, BodyKind.BINARY: Answer.BINARY}.get(body.kind, Answer.TEXT)
