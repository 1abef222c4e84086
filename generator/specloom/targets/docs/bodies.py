"""Plans the parts of a page that show bodies: the request's, and those of the responses."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.calls.captured import Filed, file_captures
from specloom.calls.model import Variant
from specloom.ir.operation import Content, ContentKind, Header, Operation, Response
from specloom.ir.types import Direction
from specloom.targets.base import PlanInput
from specloom.targets.docs.captured import CapturedAnswer, captured_answers
from specloom.targets.docs.examples import example_block
from specloom.targets.docs.markdown import MdCell, MdCode, MdInline, MdWords
from specloom.targets.docs.names import PageNames
from specloom.targets.docs.outline import Outliner
from specloom.targets.docs.views import ContentBlock, HeaderRow, ResponseBlock
from specloom.targets.docs.words import Words

__all__ = ["BodyPlanner"]

_REQUEST_LINES = 1_000
_RESPONSE_LINES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPlanner:
    """Makes the blocks of one operation's bodies."""

    given: PlanInput
    names: PageNames
    here: str
    operation: Operation

    def request(self) -> tuple[ContentBlock, ...]:
        """Return a block for each media type of the request body."""
        if self.operation.body is None:
            return ()
        return tuple(self._request_content(content) for content in self.operation.body.contents)

    def responses(self, responses: tuple[Response, ...]) -> tuple[ResponseBlock, ...]:
        """Return a block for each status."""
        filed = self._filed()
        return tuple(
            ResponseBlock(
                status=MdWords(response.status),
                summary=MdInline(response.summary) if response.summary.strip() else None,
                description=MdInline(response.description) if response.description.strip() else None,
                contents=tuple(self._response_content(response, content, filed) for content in response.contents),
                bare=captured_answers(each for each in filed if each.response is response and each.has_no_body),
                headers=tuple(self._header(header) for header in response.headers),
            )
            for response in responses
        )

    def undocumented(self) -> tuple[CapturedAnswer, ...]:
        """Return the captured answers that the description does not have."""
        return captured_answers(each for each in self._filed() if not each.is_documented)

    def _filed(self) -> tuple[Filed, ...]:
        return file_captures(self.operation, self.given.calls.captures)

    def _request_content(self, content: Content) -> ContentBlock:
        bodies = self.given.calls.bodies
        minimal = bodies.get((self.operation.id, content.media_type, Variant.MINIMAL))
        full = bodies.get((self.operation.id, content.media_type, Variant.FULL))
        differs = full is not None and (minimal is None or full.value != minimal.value)
        outliner = self._outliner(_REQUEST_LINES)
        return ContentBlock(
            media_type=MdCode(content.media_type),
            schema=outliner.link(content.type),
            is_binary=content.kind is ContentKind.BINARY,
            is_event_stream=content.is_sequence,
            type=outliner.words.type(content.type),
            outline=() if content.kind is ContentKind.BINARY else outliner.of_type(content.type, Direction.REQUEST),
            minimal=example_block(minimal, content),
            full=example_block(full, content) if differs else None,
        )

    def _response_content(self, response: Response, content: Content, filed: tuple[Filed, ...]) -> ContentBlock:
        chosen = self.given.calls.responses.get((self.operation.id, response.status, content.media_type))
        outliner = self._outliner(_RESPONSE_LINES)
        return ContentBlock(
            media_type=MdCode(content.media_type),
            schema=outliner.link(content.type),
            is_binary=content.kind is ContentKind.BINARY,
            is_event_stream=content.is_sequence,
            type=outliner.words.type(content.type),
            outline=() if content.kind is ContentKind.BINARY else outliner.of_type(content.type, Direction.RESPONSE),
            minimal=example_block(chosen, content),
            full=None,
            captured=captured_answers(each for each in filed if each.response is response and each.content is content),
        )

    def _header(self, header: Header) -> HeaderRow:
        words = Words(self.given.api.types)
        return HeaderRow(
            name=MdCode(header.wire_name, cell=True),
            type=words.type(header.type),
            required=header.required,
            description=MdCell(header.description) if header.description.strip() else None,
            deprecated=header.deprecated,
            facts=words.facts(header.type, cell=True),
        )

    def _outliner(self, budget: int) -> Outliner:
        return Outliner(words=Words(self.given.api.types), names=self.names, here=self.here, budget=budget)
