"""Security requirements (OpenAPI 3.2 §4.30), and the schemes that they name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace

from specloom.diagnostics import Location, codes
from specloom.diagnostics.pointer import tokens_of
from specloom.ir.operation import Requirement, SchemeUse
from specloom.ir.security import SecurityScheme
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.credentials import credentials_of, exchange_of
from specloom.normalize.schemes import normalize_scheme
from specloom.source import Node
from specloom.source.values import is_array

__all__ = ["Schemes"]

_IN_A_URI = ("/", "#", ":")


class Schemes:
    """The security schemes of one document: its components, and those that requirements name by their URI."""

    def __init__(self, context: Context, slug: str, variables: Mapping[str, Mapping[str, str]]) -> None:
        self._context = context
        self._slug = slug
        self._variables = variables
        self._found: dict[str, SecurityScheme] = {}
        self._places: dict[Location, str] = {}
        """The name of each scheme, by where it stands; those that cannot be used included."""
        self._unusable: set[str] = set()
        self._add_components()

    def listed(self) -> tuple[SecurityScheme, ...]:
        """Return the schemes by name."""
        return tuple(self._found[name] for name in sorted(self._found))

    def requirements(self, node: Node | None) -> tuple[Requirement, ...]:
        """Return the alternatives of a `security` list; one that names no usable scheme is reported and left out."""
        context = self._context
        listed = context.spare(context.elements(node, "security"), "security")
        found: list[Requirement] = []
        for element in listed:
            requirement = self._requirement(element)
            if requirement is not None and requirement not in found:
                found.append(requirement)
        return tuple(found)

    def _add_components(self) -> None:
        components = self._context.spec.root.get("components")
        try:
            listed = components.get("securitySchemes") if components is not None else None
            members = list(self._context.entries(listed, "components.securitySchemes"))
        except BrokenError:
            return
        for name, member in members:
            with self._context.inside(f"security scheme {name}"):
                try:
                    self._add(name, self._context.follow(member))
                except BrokenError as broken:
                    self._unusable.add(name)
                    self._context.leave_out(broken)

    def _add(self, name: str, node: Node) -> None:
        """Add a scheme, under a name that no other one has."""
        self._places.setdefault(node.location, name)
        scheme = normalize_scheme(self._context, name, self._context.expect(node, dict, "a security scheme"))
        if scheme is None:
            self._unusable.add(name)
        else:
            chosen = self._variables.get(name, {})
            credentials = credentials_of(name, scheme.kind, self._slug, chosen)
            exchange = exchange_of(scheme, self._slug, chosen)
            self._found[name] = replace(scheme, credentials=credentials, exchange=exchange)

    def _requirement(self, element: Node) -> Requirement | None:
        """Return one alternative, Security Requirement Object; None where a scheme of it cannot be had."""
        context = self._context
        try:
            node = context.expect(element, dict, "a security requirement")
            uses = [
                (self._name(key, scopes), scopes) for key, scopes in sorted(node.members(), key=lambda each: each[0])
            ]
        except BrokenError as broken:
            context.leave_out(broken, "security")
            return None
        return Requirement(schemes=tuple(SchemeUse(scheme=name, scopes=_scopes(scopes)) for name, scopes in uses))

    def _name(self, key: str, node: Node) -> str:
        """Return the name of a scheme that a requirement names: a component's, else the URI of one (3.2)."""
        name = key
        if key not in self._found and any(sign in key for sign in _IN_A_URI):
            name = self._named_by_uri(key, node)
        if name in self._found:
            return name
        if name not in self._unusable:
            close = difflib.get_close_matches(key, list(self._found), n=1)
            hint = f'; there is "{close[0]}"' if close else ""
            self._context.report(codes.SECURITY_UNDEFINED, node.location, name=key, hint=hint)
            raise BrokenError(codes.SECURITY_UNDEFINED, node.location)
        raise BrokenError(codes.SCHEME_UNSUPPORTED, node.location)

    def _named_by_uri(self, uri: str, node: Node) -> str:
        """Return the name of the scheme at a URI; a new one is called by the last step of its place, or by the whole URI."""
        target = self._context.follow(Node({"$ref": uri}, node.location))
        if target.location not in self._places:
            last = tokens_of(target.location.pointer)[-1:] or [uri]
            taken = {*self._found, *self._unusable}
            self._add(uri if last[0] in taken else last[0], target)
        return self._places[target.location]


def _scopes(node: Node) -> tuple[str, ...]:
    listed = node.value if is_array(node.value) else []
    return tuple(scope for scope in listed if isinstance(scope, str))
