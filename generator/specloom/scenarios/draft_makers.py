"""Which operations make what others ask for: `POST /clients` answers with an `id`, and that is the `{clientId}` of others.

Links of the description come first, then names. What cannot be deleted again is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specloom.diagnostics.pointer import escape_token
from specloom.ir.answers import fields_of, listing_answer, resolved
from specloom.ir.api import Api
from specloom.ir.operation import Operation, ParameterLocation, Response
from specloom.ir.types import Field, Object, Ref, Scalar, ScalarKind, Type, TypeDef, TypeId, Union, UnionOf

__all__ = ["Maker", "find_makers", "key_of", "keys_in"]

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_LINKED = re.compile(r"\$response\.body#(/.+)")
_OWN_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_LONGEST = 60
"""Characters of a name with the prefix in it, at most."""
_SIGNS = re.compile(r"[^a-z0-9]")

_Types = Mapping[TypeId, TypeDef]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """An operation that creates something, and the one that deletes it again."""

    key: str
    """Of the path of what is made, names of parameters left out: `/clients/{}`."""
    parameter: str
    """The name of the last parameter of that path, as the operation that deletes has it."""
    create: Operation
    output: str
    """The expression for the value of that parameter, once it answered: `$response.body#/id`."""
    is_named: bool = False
    """Who creates it chooses that value: `PUT /volumes/{name}`."""
    delete: Operation

    @property
    def words(self) -> frozenset[str]:
        """What properties that mean such a thing are called: `clientid`."""
        collection = self.key.removesuffix("/{}").rpartition("/")[2]
        names = {_plain(collection.removesuffix("s")) + "id", _plain(self.parameter)}
        return frozenset(names - {"id", "uuid", "name", "key", "slug", "code"})


def key_of(path: str) -> str:
    """Return a path without the names of its parameters."""
    return _PARAMETER.sub("{}", path.rstrip("/"))


def keys_in(path: str) -> Iterator[tuple[str, str]]:
    """Yield name and key of each parameter that is a whole step of a path, the first first."""
    walked = ""
    for step in path.strip("/").split("/"):
        walked += f"/{step}"
        found = _PARAMETER.fullmatch(step)
        if found:
            yield found[1], key_of(walked)


def find_makers(api: Api) -> dict[str, Maker]:
    """Return what can be made and deleted again, by key, sorted."""
    deletes = {key_of(each.template): each for each in api.operations if each.method == "DELETE"}
    found: dict[str, Maker] = {}
    creates = [each for each in api.operations if each.method == "POST"]
    makers = (*_linked(creates, api, deletes), *_by_name(creates, api, deletes), *_put(creates, api, deletes))
    for maker in makers:
        found.setdefault(maker.key, maker)
    return dict(sorted(found.items()))


def _linked(creates: Iterable[Operation], api: Api, deletes: Mapping[str, Operation]) -> Iterator[Maker]:
    """Yield what links say (OpenAPI 3.2 §4.20): `parameters: {petId: $response.body#/id}`."""
    by_id = {each.id: each for each in api.operations}
    for create in creates:
        for link in (link for response in create.successes for link in response.links):
            target = by_id.get(link.operation or "")
            for name, value in link.parameters if target else ():
                linked = _LINKED.fullmatch(value) if isinstance(value, str) else None
                for parameter, key in keys_in(target.template if target else ""):
                    is_below = key.startswith(key_of(create.template) + "/")
                    if linked and parameter == name.removeprefix("path.") and key in deletes and is_below:
                        yield _maker(key, create, f"$response.body#{linked[1]}", deletes[key])


def _by_name(creates: Iterable[Operation], api: Api, deletes: Mapping[str, Operation]) -> Iterator[Maker]:
    by_key = {(each.method, key_of(each.template)): each for each in api.operations}
    for create in creates:
        key = key_of(create.template) + "/{}"
        answer = listing_answer(create)
        if key not in deletes or answer is None:
            continue
        parent = by_key.get(("GET", key_of(create.template).rpartition("/")[0]))
        if parent is not None and _is_same(listing_answer(parent), answer):
            continue  # adding a payment answers with its invoice: that `id` is not the payment's
        parameter = [name for name, _ in keys_in(deletes[key].template)][-1]
        pointer = _identity(answer[1].type, parameter, api.types)
        if pointer:
            yield _maker(key, create, f"$response.body#{pointer}", deletes[key])


def _put(creates: Iterable[Operation], api: Api, deletes: Mapping[str, Operation]) -> Iterator[Maker]:
    """Yield what is made under a name of one's own, where no `POST` makes it."""
    posted = {key_of(each.template) for each in creates}
    for put in (each for each in api.operations if each.method == "PUT"):
        key, named = key_of(put.template), list(keys_in(put.template))
        if key not in deletes or not named or named[-1][1] != key or key.removesuffix("/{}") in posted:
            continue
        parameter = next(
            (each for each in put.parameters_in(ParameterLocation.PATH) if each.wire_name == named[-1][0]), None
        )
        if parameter is not None and _OWN_NAME.fullmatch(parameter.wire_name) and _is_free(parameter.type, api.types):
            made = _maker(key, put, f"$request.path.{parameter.wire_name}", deletes[key])
            yield replace(made, is_named=True)


def _is_free(type_: Type, types: _Types) -> bool:
    """Return whether a parameter takes any text that is not too long."""
    found = resolved(type_, types)
    if not isinstance(found, Scalar) or found.kind is not ScalarKind.STRING or found.format:
        return False
    longest = found.bounds.max_length
    return found.bounds.pattern is None and (longest is None or longest >= _LONGEST)


def _maker(key: str, create: Operation, output: str, delete: Operation) -> Maker:
    parameter = [name for name, _ in keys_in(delete.template)][-1]
    return Maker(key=key, parameter=parameter, create=create, output=output, delete=delete)


def _is_same(one: tuple[Response, object] | None, other: tuple[Response, object]) -> bool:
    """Return whether two answers are of one named type."""
    types = [getattr(each[1], "type", None) for each in (one, other) if each is not None]
    refs = [each.target for each in types if isinstance(each, Ref)]
    return len(refs) == 2 and refs[0] == refs[1]


def _identity(type_: Type, parameter: str, types: _Types) -> str:
    """Return the pointer to the value of a parameter in an answer, one object deep at most; empty where there is none."""
    fields = _fields(type_, types)
    found = _best(fields, parameter)
    if found:
        return f"/{escape_token(found)}"
    for field in fields:
        inner = _best(_fields(field.type, types), parameter)
        if inner:
            return f"/{escape_token(field.wire_name)}/{escape_token(inner)}"
    return ""


def _fields(type_: Type, types: _Types) -> Sequence[Field]:
    found = resolved(type_, types)
    if isinstance(found, (Union, UnionOf)):
        return _fields(found.variants[0], types) if _depth_ends(found, types) else ()
    return fields_of(type_, types)


def _depth_ends(union: Union | UnionOf, types: _Types) -> bool:
    """Return whether the first variant is an object, and not a union again."""
    return isinstance(resolved(union.variants[0], types), Object)


def _best(fields: Iterable[Field], parameter: str) -> str:
    """Return the field that has the parameter's name, or else is the `id` of what is made."""
    by_name = {_plain(field.wire_name): field.wire_name for field in reversed(list(fields))}
    wanted = _plain(parameter)
    last = next((one for one in ("uuid", "slug", "name", "key", "code") if wanted.endswith(one)), "")
    return next((by_name[one] for one in (wanted, "id", "uid", last) if one and one in by_name), "")


def _plain(name: str) -> str:
    return _SIGNS.sub("", name.lower())
