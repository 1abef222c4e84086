"""The module `webhooks`: what reads the requests that the API makes, and what checks who made them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from specloom.ir.api import Api
from specloom.ir.operation import ContentKind, Operation
from specloom.ir.types import Direction
from specloom.ir.webhooks import WebhookSignature
from specloom.targets.python.code import Identifier
from specloom.targets.python.docs import paragraphs
from specloom.targets.python.expressions import Expr, generic
from specloom.targets.python.hoists import Incoming, body_place, incoming_requests
from specloom.targets.python.imports import plan_imports
from specloom.targets.python.layout import LINE, PyGroup, annotation
from specloom.targets.python.literals import PyString
from specloom.targets.python.names import Contender, resolve, spellings
from specloom.targets.python.prose import PyTitle
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import Header
from specloom.targets.python.webhook_views import ParserView, SignatureView, WebhooksModule
from specloom.targets.python.words import snake

__all__ = ["WebhookPlanner"]


@dataclass(frozen=True, slots=True)
class WebhookPlanner:
    """Plans what one API calls."""

    api: Api
    writer: TypeWriter
    package: str

    def plan(self) -> Iterator[WebhooksModule]:
        """Yield the module; nothing where the API makes no request whose body can be read."""
        incoming = list(incoming_requests(self.api))
        if not incoming:
            return
        names = resolve([_contender(one) for one in incoming])
        typed = [(one, self._type(one.operation)) for one in incoming]
        signature = self.api.webhook_signature
        used = {"Parser"}.union(*(expression.needs for _, expression in typed))
        used |= {"Signature", "WebhookSignatureError"} if signature else set()
        modules = {name: f".models.{module}" for name, module in self.writer.names.modules.items()}
        yield WebhooksModule(
            path=f"{self.package}/webhooks.py",
            header=Header(PyTitle(f"{self.api.info.title}: the webhooks"), PyTitle(self.api.info.source)),
            imports=plan_imports(used, runtime="._runtime.", modules=modules),
            signature=_signature(signature) if signature else None,
            parsers=tuple(_parser(one, names[one.operation.id], expression) for one, expression in typed),
        )

    def _type(self, operation: Operation) -> Expr:
        """Return the type of the body, as the API sends it."""
        contents = operation.body.contents if operation.body else ()
        content = next(each for each in contents if each.kind is ContentKind.JSON)
        return self.writer.value(content.type, body_place(operation, content), Direction.RESPONSE)


def _contender(one: Incoming) -> Contender:
    spell = partial(snake, kind="parser")
    return Contender(
        key=one.operation.id,
        shown=one.name,
        candidates=tuple(
            dict.fromkeys(
                f"parse_{each}" for each in (*spellings(one.name, spell), *spellings(one.operation.id, spell))
            )
        ),
    )


def _parser(one: Incoming, title: str, expression: Expr) -> ParserView:
    operation, kind = one.operation, generic("Parser", expression)
    is_wide = len(f'{title}: {kind.text} = Parser("{expression.text}")') > LINE
    return ParserView(
        name=Identifier(title),
        key=PyString(title),
        type=annotation(kind, column=len(title) + 2, after=len(" = Parser("), indent=0),
        expression=PyString(expression.text),
        is_wide=is_wide,
        doc=paragraphs(operation.summary or one.name, operation.description),
    )


def _signature(signature: WebhookSignature) -> SignatureView:
    facts = {
        "algorithm": (signature.algorithm, "sha256"),
        "encoding": (signature.encoding, "hex"),
        "prefix": (signature.prefix, ""),
    }
    return SignatureView(
        header=PyString(signature.header),
        variable=PyString(signature.variable),
        signed=PyGroup("()", tuple(map(PyString, signature.signed)), LINE - len("    signed=,")),
        facts=tuple((Identifier(key), PyString(value)) for key, (value, usual) in facts.items() if value != usual),
    )
