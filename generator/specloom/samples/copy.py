"""The files of a description with a snippet of every language in each operation's `x-codeSamples`.

The extension is a list of `{lang, label, source}` (Redocly's specification extension of that name). What the description
has there already stays, and comes first; a sample of ours gives way to one with the same label.
"""

from __future__ import annotations

import json
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.diagnostics.pointer import escape_token
from specloom.ir.api import Api
from specloom.ir.types import JsonValue
from specloom.samples.yaml_text import yaml_text
from specloom.source import Document
from specloom.source.values import is_array, is_object
from specloom.targets.base import EmbeddedSnippet

__all__ = ["sampled_copy"]

_KEYS = ("x-codeSamples", "x-code-samples")
_MINIMAL = "minimal"
_URL = "://"
_Sample = dict[str, str]


def sampled_copy(
    document: Document, api: Api, snippets: Iterable[EmbeddedSnippet], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield the path and text of a copy of every file of the description, below `folder`.

    Files keep their places relative to each other, so that references lead where they led; what an overlay corrected is
    corrected, and comments are gone. Files of other hosts are not copied: references to them are addresses.
    """
    samples: defaultdict[str, dict[str, list[_Sample]]] = defaultdict(dict)
    minimal: defaultdict[str, list[_Sample]] = defaultdict(list)
    for snippet in snippets:
        if snippet.key.variant == _MINIMAL:
            sample = {"lang": snippet.fence, "label": snippet.label, "source": snippet.text.printed()}
            minimal[snippet.key.operation].append(sample)
    for operation in api.operations:
        file = document.file(operation.origin.file)
        if file is not None and operation.id in minimal:
            samples[file.label].setdefault(operation.origin.pointer, minimal[operation.id])
    labels = [label for label, file in document.files.items() if _URL not in label and file.is_parsed]
    depth = max((label.split("/").count("..") for label in labels), default=0)
    for label in sorted(labels):
        file = document.files[label]
        data = _Writer(samples[label], _ways(samples[label])).write(file.data)
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n" if file.is_json else yaml_text(data)
        yield posixpath.normpath(posixpath.join(folder, *["description"] * depth, label)), text


@dataclass(frozen=True, slots=True)
class _Writer:
    """Copies the data of one file."""

    samples: Mapping[str, list[_Sample]]
    """By the pointer of the operation."""
    ways: frozenset[str]
    """The pointers of what holds them, and their own."""

    def write(self, data: JsonValue, pointer: str = "") -> JsonValue:
        """Return the data with the samples in it; only what lies on the way to one is copied."""
        if is_object(data):
            members = {key: self._member(key, value, pointer) for key, value in data.items()}
            return {**members, **self._own(data, pointer)}
        if is_array(data):
            return [self._member(str(index), item, pointer) for index, item in enumerate(data)]
        return data

    def _member(self, key: str, value: JsonValue, pointer: str) -> JsonValue:
        inner = f"{pointer}/{escape_token(key)}"
        return self.write(value, inner) if inner in self.ways else value

    def _own(self, node: Mapping[str, JsonValue], pointer: str) -> Mapping[str, JsonValue]:
        """Return the extension of a node that is an operation."""
        if pointer not in self.samples:
            return {}
        key = next((each for each in _KEYS if each in node), _KEYS[0])
        stated = node.get(key)
        kept = stated if is_array(stated) else []
        labels = [each.get("label") for each in kept if is_object(each)]
        return {key: [*kept, *(each for each in self.samples[pointer] if each["label"] not in labels)]}


def _ways(pointers: Iterable[str]) -> frozenset[str]:
    """Return the pointers of the nodes that hold those of `pointers`, and these."""
    ways: set[str] = set()
    for pointer in pointers:
        while pointer not in ways:
            ways.add(pointer)
            pointer = pointer.rpartition("/")[0]
    return frozenset(ways)
