"""Codes of reading: files, references, overlays."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "FILE_MISSING",
    "FILE_UNREADABLE",
    "KEY_DUPLICATE",
    "LIMIT_PASSED",
    "OVERLAY_EXTENDS",
    "OVERLAY_INVALID",
    "OVERLAY_UNUSED",
    "REF_BASE",
    "REF_CIRCULAR",
    "REF_DANGLING",
    "REF_FORBIDDEN",
    "REF_INVALID",
    "REF_MISPLACED",
    "REF_MISSING",
    "REF_REMOTE",
    "REMOTE_PIN",
    "REMOTE_UNREADABLE",
    "SYNTAX",
    "YAML_UNSUPPORTED",
]

FILE_MISSING = define(
    "file-missing",
    Severity.FATAL,
    "there is no file {path!r}",
    "nothing was read or written",
    "check the path; it is relative to the folder the command runs in, or to the config file that names it",
    "The description, the config or a file that one of them names could not be found.",
)
FILE_UNREADABLE = define(
    "file-unreadable",
    Severity.FATAL,
    "{path!r} cannot be read: {reason}",
    "nothing was written",
    "make it a readable UTF-8 text file",
    "The file exists, but the operating system refuses it, it is a folder, or it is not UTF-8 text.",
)
SYNTAX = define(
    "syntax",
    Severity.FATAL,
    "{problem}",
    "nothing was written",
    "mend the {format} syntax here",
    "The file is not well-formed JSON or YAML, so nothing in it can be understood. JSON is read strictly (no comments, no\n"
    "trailing commas, no NaN); YAML by the core schema of YAML 1.2, without custom tags.",
)
KEY_DUPLICATE = define(
    "key-duplicate",
    Severity.FATAL,
    "the key {key!r} stands twice in one object",
    "nothing was written, since either value may be the one that is meant",
    "remove or rename one of the two",
    "JSON and YAML parsers quietly keep the last of two equal keys. A path or a schema would vanish without a word, so\n"
    "specloom refuses the document and shows both places.",
)
LIMIT_PASSED = define(
    "limit-passed",
    Severity.FATAL,
    "{what} is more than the limit of {limit}",
    "nothing was written",
    "raise `limits.{option}` in the config if the document is meant to be like this",
    "Size, depth, number of nodes and YAML aliases have limits, so that a hostile document cannot exhaust the machine.\n"
    "They are far above what real API descriptions need.",
)
YAML_UNSUPPORTED = define(
    "yaml-unsupported",
    Severity.FATAL,
    "{problem}",
    "nothing was written",
    "write it without this YAML feature",
    "An API description is JSON data. YAML features beyond that (custom tags, keys that are not scalars, aliases that\n"
    "contain themselves, several documents in a file) have no meaning in it.",
)
REF_MISSING = define(
    "ref-missing",
    Severity.ERROR,
    "nothing at {ref!r}{hint}",
    "{stopped}",
    "correct the reference",
    "A `$ref` names a place that does not exist in the file it names.",
)
REF_FORBIDDEN = define(
    "ref-forbidden",
    Severity.ERROR,
    "the reference {ref!r} leaves the folder of the description",
    "it was not followed; {stopped}",
    "move the file below the description's folder{or_allow}",
    "A description may come from somebody else. Its references are followed only inside its own root folder, so that it\n"
    "cannot read other files of this machine into the output. The root folder is the description's own, unless `--root`\n"
    "or `root` in the config names a larger one.",
)
REF_REMOTE = define(
    "ref-remote",
    Severity.ERROR,
    "the reference {ref!r} points to another host",
    "it was not followed; {stopped}",
    "download the document next to the description and refer to it by a relative path, or write "
    "`remote: {{allow: [{allow!r}]}}` under `{setting}` in the config",
    "specloom does not use the network unless the config allows an address and pins what it holds (docs/references.md).\n"
    "A remote reference would make the output depend on somebody else's server.",
)
REMOTE_PIN = define(
    "remote-pin",
    Severity.ERROR,
    "{url!r} {problem}",
    "it was not used; {stopped}",
    "read it, and if it is what you want write `{url}: {sha256}` under `{setting}.remote.pins` in the config",
    "A document on somebody else's server is used only as long as it is, byte for byte, the one that was reviewed: its\n"
    "SHA-256 stands in the config. With the pin, later runs read it from the cache and need no network.",
)
REMOTE_UNREADABLE = define(
    "remote-unreadable",
    Severity.ERROR,
    "{url!r} cannot be read: {reason}",
    "{stopped}",
    "{fix}",
    "An address that the config allows was asked and gave no document. Redirects are not followed, and addresses of this\n"
    "machine or its own network are not asked unless `remote.allow_private_network` is true.",
)
REF_BASE = define(
    "ref-base",
    Severity.WARNING,
    "seen from the schema resource {address!r} around it, {ref!r} names nothing",
    "it was read as if the `$id` around it were not there, which names something",
    "write the reference from the root of its own schema resource, or remove the `$id`",
    "A schema with an `$id` is a document of its own: references inside it start from there (JSON Schema 2020-12 §8.2.1),\n"
    "not from the root or the folder of the file.",
)
REF_MISPLACED = define(
    "ref-misplaced",
    Severity.WARNING,
    "a reference stands in place of {where}",
    "it was followed, and what it leads to was put in its place",
    "write it out, or refer to whole objects where the specification allows `$ref`",
    "`$ref` is allowed in place of a schema, a parameter, a response and some other objects, not in place of any object or\n"
    "array. Some tools that put files together follow it everywhere, so documents are written like this; others do not\n"
    "understand them.",
)
REF_DANGLING = define(
    "ref-dangling",
    Severity.WARNING,
    "nothing at {ref!r}",
    "nothing was lost: no operation uses the part that it stands in",
    "correct the reference, or remove the part",
    "A `$ref` names a place that does not exist. Where an operation uses the part that it stands in, the finding is called\n"
    "`ref-missing`.",
)
REF_CIRCULAR = define(
    "ref-circular",
    Severity.ERROR,
    "the reference {ref!r} leads back to itself",
    "{stopped}",
    "let one of the references in the ring point to a real definition",
    "A chain of bare `$ref`s that ends where it began defines nothing. (A schema that contains itself below a property is\n"
    "fine.)",
)
REF_INVALID = define(
    "ref-invalid",
    Severity.ERROR,
    "{ref!r} is not a usable reference: {reason}",
    "{stopped}",
    "write a relative path, a JSON pointer (`#/components/schemas/Pet`), or both",
    "The value of `$ref` must be a URI reference whose fragment is a JSON pointer or the name of an `$anchor`.",
)
OVERLAY_INVALID = define(
    "overlay-invalid",
    Severity.FATAL,
    "{problem}",
    "nothing was written, since what the overlay is meant to change cannot be known",
    "{fix}",
    "Overlays follow the OpenAPI Overlay Specification 1.0 or 1.1: an object with `overlay`, `info` and `actions`. Each\n"
    "action has a `target`, a JSONPath (RFC 9535), and an `update` that fits what it selects, a `copy` (1.1), or\n"
    "`remove: true`.",
)
OVERLAY_UNUSED = define(
    "overlay-unused",
    Severity.ERROR,
    "{query!r} selects nothing{hint}",
    "the action changed nothing",
    "correct the query, or remove the action; `overlay-unused: note` under `rules` in the config lets it stand",
    "An action of an overlay selects no node of the description. That is allowed by the Overlay Specification, but it\n"
    "mostly means that the description has moved on and that a correction is no longer made, in silence.",
)
OVERLAY_EXTENDS = define(
    "overlay-extends",
    Severity.NOTE,
    "the overlay says that it extends {extends!r}, and was applied to {spec!r}",
    "it was applied all the same: the config or the command line decides",
    "correct `extends`, or apply the overlay to the description that it names",
    "`extends` of an overlay names the description that it was written for.",
)
