"""Requests that the API makes: callbacks on the pages of their operations, and the page of the webhooks."""

from __future__ import annotations

from specloom.ir.operation import Operation
from specloom.targets.base import PlanInput
from specloom.targets.docs.bodies import BodyPlanner
from specloom.targets.docs.markdown import MdCode, MdInline, MdLink, MdPlain, MdText
from specloom.targets.docs.names import INDEX, WEBHOOKS, PageNames
from specloom.targets.docs.page_views import WebhooksPage
from specloom.targets.docs.views import IncomingRequest

__all__ = ["describe_request", "plan_webhooks"]


def describe_request(
    given: PlanInput, names: PageNames, here: str, operation: Operation, name: str, expression: str = ""
) -> IncomingRequest:
    """Return a request that the API makes, for the page `here`."""
    bodies = BodyPlanner(given=given, names=names, here=here, operation=operation)
    return IncomingRequest(
        name=MdCode(name),
        method=MdPlain(operation.method),
        expression=MdCode(expression) if expression else None,
        summary=MdInline(operation.summary) if operation.summary.strip() else None,
        description=MdText(operation.description, level=4) if operation.description.strip() else None,
        deprecated=operation.deprecated,
        contents=bodies.request(),
    )


def plan_webhooks(given: PlanInput, names: PageNames) -> tuple[WebhooksPage, ...]:
    """Return the page of the webhooks; none where the API has none."""
    if not given.api.webhooks:
        return ()
    return (
        WebhooksPage(
            path=WEBHOOKS,
            title=MdPlain(given.api.info.title),
            requests=tuple(
                describe_request(given, names, WEBHOOKS, webhook, webhook.webhook or webhook.id)
                for webhook in given.api.webhooks
            ),
            index_link=MdLink(WEBHOOKS, INDEX),
        ),
    )
