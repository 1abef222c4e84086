"""The entry of the call stage: an API in, valid examples and the requests of its calls out."""

from __future__ import annotations

from specloom.calls.call import CallMaker, subject_of
from specloom.calls.captured import captured_value, file_captures
from specloom.calls.captured_order import captures_in_order
from specloom.calls.contents import body_values, response_value
from specloom.calls.examples import Chooser
from specloom.calls.files import variable_prefix
from specloom.calls.givens import Givens
from specloom.calls.model import Call, Calls, Chosen, Variant
from specloom.calls.schema_check import SchemaChecker
from specloom.captures.model import Captures
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import Operation, OperationId

__all__ = ["prepare_calls"]


def prepare_calls(api: Api, diagnostics: Diagnostics, captures: Captures | None = None) -> Calls:
    """Return an example for every content, and the calls of every operation; report what is wrong with given examples.

    What was captured takes the place of any other example of an answer.
    """
    captures = captures_in_order(api, captures or Captures())
    givens = Givens(api, SchemaChecker(api.schemas), diagnostics)
    givens.audit()
    chooser = Chooser(givens)
    maker = CallMaker(chooser, {scheme.name: scheme for scheme in api.security_schemes})
    prefix = variable_prefix(api.info.slug)
    calls: dict[OperationId, tuple[Call, ...]] = {}
    bodies: dict[tuple[OperationId, str, Variant], Chosen] = {}
    responses: dict[tuple[OperationId, str, str], Chosen] = {}
    for operation in (*api.operations, *api.webhooks):
        found = _body_values(chooser, operation, prefix)
        bodies |= {(operation.id, media, variant): one for media, by in found.items() for variant, one in by.items()}
        responses |= _response_values(chooser, operation) | _captured_values(operation, captures)
        if operation.servers and operation.path:
            calls[operation.id] = maker.calls(operation, found)
    return Calls(calls=calls, bodies=bodies, responses=responses, captures=captures)


def _body_values(chooser: Chooser, operation: Operation, prefix: str) -> dict[str, dict[Variant, Chosen]]:
    body = operation.body
    if body is None:
        return {}
    subject = f"{subject_of(operation)}, request body"
    return {content.media_type: body_values(chooser, body, content, subject, prefix) for content in body.contents}


def _response_values(chooser: Chooser, operation: Operation) -> dict[tuple[OperationId, str, str], Chosen]:
    found: dict[tuple[OperationId, str, str], Chosen] = {}
    for response in operation.responses:
        subject = f"{subject_of(operation)}, response {response.status}"
        for content in response.contents:
            chosen = response_value(chooser, content, subject)
            if chosen is not None:
                found[operation.id, response.status, content.media_type] = chosen
    return found


def _captured_values(operation: Operation, captures: Captures) -> dict[tuple[OperationId, str, str], Chosen]:
    """Return the captured answers that are documented; of several (404 and 409 of `4XX`) the first."""
    found: dict[tuple[OperationId, str, str], Chosen] = {}
    for filed in file_captures(operation, captures):
        chosen = captured_value(filed.recorded)
        if filed.response is not None and filed.content is not None and chosen is not None:
            found.setdefault((operation.id, filed.response.status, filed.content.media_type), chosen)
    return found
