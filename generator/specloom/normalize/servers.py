"""Servers (OpenAPI 3.2 §4.5): the operation's, else the path item's, else the document's; absolute if at all possible."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from specloom.diagnostics import Code, Location, codes
from specloom.ir.operation import Server, ServerVariable
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["normalize_servers"]

PLACEHOLDER_HOST = "https://api.example.com"
"""Stands in where no host is known (RFC 2606)."""
_TEMPLATE_NAME = re.compile(r"\{([^{}]+)\}")
_LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "::1")


def normalize_servers(context: Context, node: Node | None, override: str | None) -> tuple[Server, ...]:
    """Return the servers of a `servers` list, at least one; `override` replaces them all."""
    if override is not None:
        return (Server(url_template=override.rstrip("/")),)
    found: list[Server] = []
    for element in context.spare(context.elements(node, "servers"), "servers"):
        try:
            found.append(_server(context, context.expect(element, dict, "a server")))
        except BrokenError as broken:
            context.leave_out(broken, "server")
    if not found:
        found = [Server(url_template="/", is_absolute=False, origin=context.spec.root.location)]
    return _made_absolute(context, found)


def _server(context: Context, node: Node) -> Server:
    url = node.get("url")
    if url is None:
        context.report(codes.REQUIRED_MISSING, node.location, where="a server", key="url")
        raise BrokenError(codes.REQUIRED_MISSING, node.location)
    context.expect(url, str, "the URL of a server")
    what = "the variables of a server"
    stated = context.spare(context.entries(node.get("variables"), what), what)
    variables = tuple(_variable(name, member) for name, member in stated if is_object(member.value))
    template = url.value.strip()
    server = Server(
        url_template=template,
        variables=(*variables, *_undescribed(context, url, template, variables)),
        name=node.text("name"),
        description=node.text("description"),
        origin=url.location,
    )
    host = _host(server.url)
    if host in _LOCAL:
        _report(context, codes.SERVER_LOCAL, url.location, url=url.value)
    return server


def _report(context: Context, code: Code, place: Location, /, **fields: object) -> None:
    """Add a finding about a server; one of the document's own concerns no operation more than others."""
    is_of_an_operation = place.pointer.startswith("/paths/")
    subject = context.subject if is_of_an_operation else "the whole document"
    context.diagnostics.report(code, place, fields, subject=subject)


def _undescribed(
    context: Context, url: Node, template: str, variables: tuple[ServerVariable, ...]
) -> tuple[ServerVariable, ...]:
    """Return a variable for each name in the template that nothing describes, its own name as the default."""
    known = {variable.name for variable in variables}
    missing = [name for name in dict.fromkeys(_TEMPLATE_NAME.findall(template)) if name not in known]
    for name in missing:
        _report(context, codes.SERVER_VARIABLE_UNDEFINED, url.location, name=name)
    return tuple(ServerVariable(name=name, default=name) for name in missing)


def _variable(name: str, node: Node) -> ServerVariable:
    listed = node.get("enum")
    values = tuple(str(element.value) for element in listed.elements()) if listed is not None else ()
    default = node.get("default")
    fallback = values[0] if values else name
    return ServerVariable(
        name=name,
        default=str(default.value) if default is not None and not isinstance(default.value, (dict, list)) else fallback,
        values=values,
        description=node.text("description"),
    )


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _is_absolute(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(_host(url))


def _made_absolute(context: Context, servers: list[Server]) -> tuple[Server, ...]:
    """Return the servers that name a host; where none does, each with a host that says it is a placeholder."""
    absolute = [server for server in servers if _is_absolute(server.url)]
    if absolute:
        return tuple(absolute)
    found: list[Server] = []
    for server in servers:
        path = server.url_template if server.url_template.startswith("/") else f"/{server.url_template}"
        if server.url_template.startswith("//"):
            template = f"https:{server.url_template}"
        elif "://" in server.url_template:
            template = PLACEHOLDER_HOST
        else:
            template = (PLACEHOLDER_HOST + path).rstrip("/")
        is_absolute = template.startswith("https:") and server.url_template.startswith("//")
        used = replace(server, url_template=template, is_absolute=is_absolute)
        if server.origin is not None:
            _report(context, codes.SERVER_RELATIVE, server.origin, url=server.url_template, used=used.url)
        found.append(used)
    return tuple(found)
