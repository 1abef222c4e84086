"""Where the API is: the client's own address, the others that the document offers, and the variables in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.calls.encoding import encode_url
from specloom.ir.api import Api
from specloom.ir.ids import slugify, variable_name
from specloom.ir.operation import Server, ServerVariable
from specloom.targets.python.client_views import ServerArgument, ServersView
from specloom.targets.python.code import Identifier
from specloom.targets.python.expressions import Expr, join, literal, name
from specloom.targets.python.layout import LINE, PyGroup, PyPair, annotation
from specloom.targets.python.literals import PyString
from specloom.targets.python.names import Contender, resolve
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.words import digest

__all__ = ["ServerPlanner", "offered_servers", "variables_of"]

_VARIABLE = re.compile(r"(\{[^{}]+\})")
_LONGEST = 40
"""Characters of a description that can serve as a name."""


def offered_servers(api: Api, base_url: str) -> tuple[Server, ...]:
    """Return the servers that a client can choose from, of which `base_url` is the first."""
    lists = (api.servers, *(operation.servers for operation in api.operations))
    found = next((each for each in lists if each and encode_url(each[0].url) == base_url), ())
    return tuple(server for server in found if server.is_absolute)


def variables_of(servers: tuple[Server, ...]) -> Mapping[str, ServerVariable]:
    """Return the variables of servers by name: each as the first server has it that has it."""
    found: dict[str, ServerVariable] = {}
    for server in servers:
        for variable in server.variables:
            found.setdefault(variable.name, variable)
    return found


@dataclass(frozen=True, slots=True)
class ServerPlanner:
    """Plans where one client finds its API."""

    api: Api
    base_url: str
    servers: tuple[Server, ...]
    names: Mapping[str, str]
    """Of the arguments: by the name of the variable; that of the choice by the empty name."""

    def plan(self) -> ServersView:
        """Return what the service and the constructor know of servers."""
        variables = variables_of(self.servers)
        first = self._template(self.servers[0]) if self.servers else self.base_url
        usual = tuple(PyPair(PyString(one.name), PyString(one.default)) for one in variables.values())
        given = tuple(PyPair(PyString(one), Identifier(self.names[one])) for one in variables)
        chosen, variable = self._chosen(), variable_name(f"{self.api.info.slug} base url")
        shown = tuple(PyPair(PyString(key), PyString(url)) for key, url in chosen.items())
        return ServersView(
            base_url=PyString(first),
            variable=PyString(variable),
            plain_variable=PyDoc(variable),
            servers=PyGroup("{}", shown, LINE - len("    servers=,")) if chosen else None,
            variables=PyGroup("{}", usual, LINE - len("    variables=,")) if variables else None,
            arguments=tuple(self._arguments(chosen, variables)),
            given=PyGroup("{}", given, LINE - len("                ,")),
            choice=Identifier(self.names[""]) if chosen else None,
        )

    def _chosen(self) -> Mapping[str, str]:
        """Return the servers by name, where there are several."""
        if len(self.servers) < 2:
            return {}
        templates = dict.fromkeys(self._template(server) for server in self.servers)
        known = {self._template(server): server for server in reversed(self.servers)}
        named = resolve([_contender(url, known[url]) for url in templates])
        return {named[url]: url for url in templates}

    def _template(self, server: Server) -> str:
        """Return a server's address; a variable that another server has with another default is filled in."""
        shared = variables_of(self.servers)
        url = server.url_template
        for variable in server.variables:
            if variable.default != shared[variable.name].default:
                url = url.replace("{" + variable.name + "}", variable.default)
        pieces = _VARIABLE.split(url.rstrip("/"))
        return "".join(piece if index % 2 else encode_url(piece) for index, piece in enumerate(pieces))

    def _arguments(
        self, chosen: Mapping[str, str], variables: Mapping[str, ServerVariable]
    ) -> Iterator[ServerArgument]:
        if chosen:
            expression = literal(PyString(each).printed() for each in chosen)
            yield _argument(self.names[""], expression, "Which server to ask, in place of the first one.")
        for variable in variables.values():
            expression = literal(PyString(each).printed() for each in dict.fromkeys(variable.values))
            text = f"{variable.description.strip()} " if variable.description.strip() else ""
            usual = f"Default: {variable.default}." if variable.default else "Default: nothing."
            kind = expression if variable.values else name("str")
            yield _argument(self.names[variable.name], kind, f"{text}{usual}")


def _argument(title: str, expression: Expr, doc: str) -> ServerArgument:
    shown = annotation(
        join(expression, name("None")),
        column=8 + len(f"{title}: "),
        after=len(" = None,"),
        indent=8,
        is_parameter=True,
    )
    return ServerArgument(name=Identifier(title), type=shown, doc=PyDoc(doc))


def _contender(url: str, server: Server) -> Contender:
    """Return the names that a server can have: what the document calls it, what it says of it in a few words, its host."""
    described = slugify(server.description)
    host = slugify(server.url.partition("://")[2])
    names = (slugify(server.name), described if len(described) <= _LONGEST else "", host)
    found = tuple(dict.fromkeys([*filter(None, names), digest(url)]))
    return Contender(key=url, shown=url, candidates=found)
