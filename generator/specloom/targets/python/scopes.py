"""Names in the scopes inside a package: fields of a model, arguments of a method, methods of a section, and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api, Info, Section
from specloom.ir.operation import Operation, Parameter
from specloom.ir.types import Field, Object
from specloom.published import NO_NAMES, NameBook, Scope
from specloom.targets.python.forms import RequestForm
from specloom.targets.python.names import KEEPER, Contender, parts_of, resolve, spellings
from specloom.targets.python.streams import has_stream_method
from specloom.targets.python.words import digest, module_name, pascal, snake

__all__ = [
    "CONTENT_TYPE",
    "SECTION_CLASSES",
    "SectionNames",
    "argument_scope",
    "field_key",
    "lasting_key",
    "method_scope",
    "name_api",
    "name_arguments",
    "name_client_arguments",
    "name_fields",
    "name_forms",
    "name_iterators",
    "name_methods",
    "name_sections",
    "name_streams",
    "package_name",
    "parameter_key",
]

_TWIN = "Async"
"""What the name of an asynchronous class begins with."""


SECTION_CLASSES = "python/section-classes"
"""The scope of the classes of sections."""
CONTENT_TYPE = "content_type"
"""The argument that chooses the media type of a body."""
_LISTING = ("list_", "get_", "find_", "search_")
"""What the name of a method that lists begins with."""


def package_name(info: Info) -> str:
    """Return the name of the package that the document suggests."""
    return module_name(parts_of(info.slug or info.title), "package")


def name_api(info: Info) -> str:
    """Return the name of the client's class."""
    return pascal(parts_of(info.slug or info.title), "api")


def name_fields(
    definition: Object, diagnostics: Diagnostics | None = None, book: NameBook = NO_NAMES
) -> Mapping[str, str]:
    """Return the name of each field by its name on the wire."""
    spell = partial(snake, kind="field")
    contenders = [
        Contender(
            key=field.wire_name,
            shown=field.wire_name,
            candidates=(found := spellings(field.wire_name, spell)),
            rank=int(found[0] != field.wire_name),
            origin=field.origin,
        )
        for field in definition.fields
    ]
    return resolve(contenders, diagnostics, same=str, scope=book.scope(f"python/fields/{definition.id}"))


def parameter_key(parameter: Parameter) -> str:
    """Return what tells a parameter from the other inputs of its operation."""
    return f"{parameter.location}:{parameter.wire_name}"


def field_key(field: Field) -> str:
    """Return what tells a field of a body from the other inputs of its operation."""
    return f"body:{field.wire_name}"


def name_arguments(
    parameters: Iterable[Parameter],
    fields: Iterable[Field],
    diagnostics: Diagnostics | None = None,
    *,
    has_choice: bool = False,
    scope: Scope | None = None,
) -> Mapping[str, str]:
    """Return the name of each argument by `parameter_key` and `field_key`; where they clash, by where the value goes.

    Where there `has_choice` of media types, the argument for it is named as well, by `CONTENT_TYPE`.
    """
    names = (CONTENT_TYPE, f"body_{CONTENT_TYPE}", f"{CONTENT_TYPE}_{digest(CONTENT_TYPE)}")
    contenders = [
        *([Contender(key=CONTENT_TYPE, shown=CONTENT_TYPE, candidates=names, rank=2)] if has_choice else []),
        *(_argument(parameter_key(one), one.wire_name, one.location, one) for one in parameters),
        *(_argument(field_key(one), one.wire_name, "body", one) for one in fields),
    ]
    return resolve(contenders, diagnostics, same=str, scope=scope)


def _argument(key: str, wire_name: str, place: str, source: Parameter | Field) -> Contender:
    def placed(parts: list[str]) -> str:
        return snake([*parts, place], "argument")

    names = (snake(parts_of(wire_name), "argument"), *spellings(wire_name, placed))
    return Contender(
        key=key,
        shown=f"{place} {wire_name}",
        candidates=tuple(dict.fromkeys(names)),
        rank=int(names[0] != wire_name),
        origin=source.origin,
    )


def lasting_key(operation: Operation, *further: str) -> str:
    """Return what tells an operation, or a method besides its own, from all others in every version of a description."""
    return " · ".join([f"{operation.method} {operation.path}", *filter(None, further)])


def argument_scope(operation: Operation, book: NameBook) -> Scope:
    """Return the scope of the arguments of a method: of an operation with several, the one for these media types."""
    media_type = operation.body.contents[0].media_type if operation.body else ""
    return book.scope(f"python/arguments/{lasting_key(operation, media_type)}")


def method_scope(section: str, book: NameBook) -> Scope:
    """Return the scope of the methods of a section."""
    return book.scope(f"python/methods/{section}")


def name_methods(
    operations: Iterable[Operation], diagnostics: Diagnostics | None = None, scope: Scope | None = None
) -> Mapping[str, str]:
    """Return the name of each operation's method by its id."""
    spell = partial(snake, kind="method")
    contenders = [replace(_contender(one.id, one.id, spell), lasting=lasting_key(one)) for one in operations]
    return resolve(contenders, diagnostics, scope=scope)


def name_forms(
    forms: Iterable[RequestForm], methods: Mapping[str, str], scope: Scope | None = None
) -> Mapping[str, str]:
    """Return the name of the method of each form by its key: `create_photo_multipart` beside `create_photo`."""
    further = {
        one.key: _Further(
            texts=(f"{methods[one.operation.id]}_{one.word}", f"{methods[one.operation.id]}_{one.media_type}"),
            lasting=lasting_key(one.operation, one.media_type),
        )
        for one in forms
        if one.media_type
    }
    return {**methods, **_beside(methods.values(), further, scope)}


def name_streams(
    forms: Iterable[RequestForm], methods: Mapping[str, str], scope: Scope | None = None
) -> Mapping[str, str]:
    """Return the name of each second method, which reads a stream, by the key of the first one: `create_stream`."""
    further = {
        one.key: _Further((f"{methods[one.key]}_stream",), lasting_key(one.operation, one.media_type, "stream"))
        for one in forms
        if has_stream_method(one.operation)
    }
    return _beside(methods.values(), further, scope)


@dataclass(frozen=True, slots=True)
class _Further:
    """What a method that stands beside another one may be called."""

    texts: tuple[str, ...]
    lasting: str


def _beside(taken: Iterable[str], wanted: Mapping[str, _Further], scope: Scope | None) -> Mapping[str, str]:
    """Return names of methods by key, short ones before long ones; no method of those there is called otherwise."""
    keepers = [Contender(key=f"method:{name}", shown=name, candidates=(name,), rank=KEEPER) for name in taken]
    spell = partial(snake, kind="method")
    contenders = [
        Contender(
            key=key,
            shown=one.texts[0],
            candidates=tuple(
                dict.fromkeys([spell(parts_of(text)) for text in one.texts] + list(spellings(one.texts[-1], spell)))
            ),
            lasting=one.lasting,
        )
        for key, one in wanted.items()
    ]
    named = resolve([*keepers, *contenders], scope=scope)
    return {key: named[key] for key in wanted}


def name_iterators(
    operations: Iterable[Operation],
    methods: Mapping[str, str],
    others: Iterable[str] = (),
    scope: Scope | None = None,
) -> Mapping[str, str]:
    """Return the name of the iterator of each operation with pages by its id: `iter_pets` beside `list_pets`.

    No method, nor one of the `others`, is called otherwise for it. Of two iterators that want one name both have that of
    the whole method.
    """
    keepers = [
        Contender(key=f"method:{name}", shown=name, candidates=(name,), rank=KEEPER)
        for name in (*methods.values(), *others)
    ]
    contenders = [
        Contender(
            key=one.id, shown=one.id, candidates=_iterators(methods[one.id]), lasting=lasting_key(one, "iterator")
        )
        for one in operations
        if one.pagination is not None
    ]
    named = resolve([*keepers, *contenders], scope=scope)
    return {one.key: named[one.key] for one in contenders}


def _iterators(method: str) -> tuple[str, ...]:
    method = method.rstrip("_")  # what a reserved word has behind it
    lists = (method.removeprefix(prefix) for prefix in _LISTING if method.startswith(prefix))
    short = [f"iter_{rest}" for rest in lists if rest]
    return tuple(dict.fromkeys([*short, f"iter_{method}", f"iter_{method}_{digest(method)}"]))


@dataclass(frozen=True, slots=True)
class SectionNames:
    """What a section is called."""

    module: str
    """Also the name of the client's attribute."""
    class_name: str


def name_sections(
    sections: Iterable[Section], models: Iterable[str], book: NameBook = NO_NAMES
) -> Mapping[str, SectionNames]:
    """Return the names of each section by its name in the document; no class is called like one of the `models`.

    Nor is a class, or its asynchronous twin, called like the class of another section: `AsyncJobs` beside `Jobs`.
    """
    given = tuple(section.name for section in sections)

    def attribute(parts: Iterable[str]) -> str:
        return snake([module_name(parts, "section")], "client")

    modules = resolve([_contender(name, name, attribute) for name in given], scope=book.scope("python/sections"))
    keepers = [Contender(key=f"model:{model}", shown=model, candidates=(model,), rank=KEEPER) for model in models]
    contenders = [Contender(key=name, shown=name, candidates=_classes(parts_of(name), name)) for name in given]
    classes = resolve([*keepers, *contenders], same=_without_twin, scope=book.scope(SECTION_CLASSES))
    return {name: SectionNames(modules[name], classes[name]) for name in given}


def _classes(parts: list[str], name: str) -> tuple[str, ...]:
    """Return the names that the class of a section can have: the short one, unless it reads like a twin."""

    def longer(parts: Iterable[str]) -> str:
        return pascal([*parts, "Operations", "Section"], "section")

    short = pascal([*parts, "Section"], "section")
    return (*(() if short.startswith(_TWIN) else (short,)), *spellings(name, longer))


def _without_twin(name: str) -> str:
    while name.startswith(_TWIN):
        name = name.removeprefix(_TWIN)
    return name


def name_client_arguments(api: Api, variables: Iterable[str], *, has_choice: bool) -> Mapping[str, str]:
    """Return the name of each argument of the client: of a secret by its environment variable, of a server's variable
    by its name, of the choice of a server, where there is one, by the empty name.

    A secret is called without the API's own name: `CLOCKIFY_API_KEY` is `api_key`.
    """
    prefix = "".join(character if character.isalnum() else "_" for character in api.info.slug.upper()) + "_"
    listed = (one.variable for scheme in api.security_schemes for one in (*scheme.credentials, *scheme.exchange))

    def secret(variable: str) -> Contender:
        short = variable.removeprefix(prefix) or variable
        names = [snake([word.lower()], "client_argument") for word in (short, variable)]
        return Contender(key=variable, shown=variable, candidates=(*names, f"{names[1]}_{digest(variable)}"))

    def placed(parts: Iterable[str]) -> str:
        return snake([*parts, "server"], "client_argument")

    def part(variable: str) -> Contender:
        short = snake(parts_of(variable), "client_argument")
        return Contender(key=variable, shown=variable, candidates=(short, *spellings(variable, placed)), rank=1)

    choice = [Contender(key="", shown="server", candidates=("server",), rank=-1)] if has_choice else []
    return resolve([*choice, *map(secret, dict.fromkeys(listed)), *map(part, variables)])


def _contender(key: str, text: str, spell: Callable[[list[str]], str]) -> Contender:
    names = spellings(text, spell)
    return Contender(key=key, shown=text, candidates=names, rank=int(names[0] != text))
