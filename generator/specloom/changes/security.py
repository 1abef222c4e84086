"""Who may call, and with what: requirements, security schemes, servers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specloom.changes.model import Change, Level
from specloom.ir.api import Api
from specloom.ir.operation import Requirement
from specloom.ir.security import OAuthFlow, SecurityScheme

__all__ = ["requirement_changes", "scheme_changes", "server_changes"]


def requirement_changes(old: Sequence[Requirement], new: Sequence[Requirement]) -> Iterator[tuple[str, Level, str]]:
    """Yield the rule, the level and the words of each change of the alternatives that an operation accepts."""
    before, after = _alternatives(old), _alternatives(new)
    was_open, is_open = not before or frozenset() in before, not after or frozenset() in after
    if was_open and not is_open:
        yield "api-security-anonymous-access-removed", Level.BREAKING, f"needs {_listed(after)} now"
        return
    if is_open and not was_open:
        yield "api-security-anonymous-access-added", Level.SAFE, "needs no credentials any more"
        return
    for names, scopes in before.items():
        if names not in after:
            if names:
                yield "api-security-removed", Level.BREAKING, f"is no longer open to {_named(names)}"
            continue
        for scheme, scope in sorted(after[names] - scopes):
            yield "api-security-scope-added", Level.BREAKING, f"needs the scope {scope!r} of {scheme!r} now"
        for scheme, scope in sorted(scopes - after[names]):
            yield "api-security-scope-removed", Level.SAFE, f"no longer needs the scope {scope!r} of {scheme!r}"
    for names in after:
        if names and names not in before:
            yield "api-security-added", Level.SAFE, f"is open to {_named(names)} as well"


def _alternatives(requirements: Sequence[Requirement]) -> dict[frozenset[str], set[tuple[str, str]]]:
    return {
        frozenset(use.scheme for use in each.schemes): {
            (use.scheme, scope) for use in each.schemes for scope in use.scopes
        }
        for each in requirements
    }


def _named(names: frozenset[str]) -> str:
    return " with ".join(repr(name) for name in sorted(names))


def _listed(alternatives: dict[frozenset[str], set[tuple[str, str]]]) -> str:
    return " or ".join(_named(names) for names in alternatives if names)


def scheme_changes(old: Api, new: Api) -> Iterator[Change]:
    """Yield what changed in how callers prove who they are."""
    before, after = ({each.name: each for each in api.security_schemes} for api in (old, new))
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        subject = f"security scheme {name!r}"
        if one is None and other is not None:
            rule, origins = "api-security-component-added", (None, other.origin)
            yield Change(rule=rule, level=Level.SAFE, subject=subject, message="is new", old=origins[0], new=origins[1])
        elif one is not None and other is None:
            rule = "api-security-component-removed"
            yield Change(rule=rule, level=Level.SAFE, subject=subject, message="is gone", old=one.origin, new=None)
        elif one is not None and other is not None:
            for word, level, message in _scheme(one, other):
                yield Change(
                    rule=f"api-security-component-{word}",
                    level=level,
                    subject=subject,
                    message=message,
                    old=one.origin,
                    new=other.origin,
                )


def _scheme(old: SecurityScheme, new: SecurityScheme) -> Iterator[tuple[str, Level, str]]:
    facts = (
        ("type-changed", Level.BREAKING, str(old.kind), str(new.kind)),
        ("api-key-in-changed", Level.BREAKING, old.location, new.location),
        ("api-key-name-changed", Level.BREAKING, old.wire_name, new.wire_name),
        ("http-scheme-changed", Level.BREAKING, old.http_scheme.lower(), new.http_scheme.lower()),
        ("bearer-format-changed", Level.SAFE, old.bearer_format, new.bearer_format),
        ("openid-connect-url-changed", Level.DANGEROUS, old.openid_connect_url, new.openid_connect_url),
    )
    for word, level, was, now in facts:
        if was != now:
            yield word, level, f"was {was or 'not said'}, is {now or 'not said'}"
            if word == "type-changed":
                return
    before, after = ({flow.kind: flow for flow in one.flows} for one in (old, new))
    for kind in sorted(before.keys() | after.keys()):
        yield from _flow(kind, before.get(kind), after.get(kind))


def _flow(kind: str, old: OAuthFlow | None, new: OAuthFlow | None) -> Iterator[tuple[str, Level, str]]:
    if old is None or new is None:
        word, level = ("removed", Level.BREAKING) if new is None else ("added", Level.SAFE)
        yield f"oauth-flow-{word}", level, f"the flow {kind} is {'gone' if new is None else 'new'}"
        return
    urls = (
        ("oauth-url-changed", old.authorization_url, new.authorization_url),
        ("oauth-token-url-changed", old.token_url, new.token_url),
        ("oauth-refresh-url-changed", old.refresh_url, new.refresh_url),
    )
    for word, was, now in urls:
        if was != now:
            yield word, Level.DANGEROUS, f"was {was or 'not said'}, is {now or 'not said'} ({kind})"
    before, after = dict(old.scopes), dict(new.scopes)
    for scope in before:
        if scope not in after:
            yield "oauth-scope-removed", Level.DANGEROUS, f"has the scope {scope!r} no longer ({kind})"
    for scope in after:
        if scope not in before:
            yield "oauth-scope-added", Level.SAFE, f"has the scope {scope!r} ({kind})"


def server_changes(old: Api, new: Api) -> Iterator[Change]:
    """Yield which base URLs came and went."""
    before, after = ({each.url: each for each in api.servers} for api in (old, new))
    for url, one in before.items():
        if url not in after:
            yield Change(
                rule="api-server-removed",
                level=Level.DANGEROUS,
                subject=f"server {url}",
                message="is gone",
                old=one.origin,
                new=None,
            )
    first, default = next(iter(before), None), next(iter(after), None)
    for url, other in after.items():
        is_default = url == default and first is not None
        if url not in before:
            yield Change(
                rule="api-server-added",
                level=Level.DANGEROUS if is_default else Level.SAFE,
                subject=f"server {url}",
                message=f"is new, and the default instead of {first}" if is_default else "is new",
                old=None,
                new=other.origin,
            )
        elif is_default and url != first:
            yield Change(
                rule="api-server-default-changed",
                level=Level.DANGEROUS,
                subject=f"server {url}",
                message=f"is the default instead of {first}",
                old=before[url].origin,
                new=other.origin,
            )
