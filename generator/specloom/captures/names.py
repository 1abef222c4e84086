"""Names that say that a value is a secret: judged by their words, however they are joined."""

from __future__ import annotations

import re

__all__ = ["NAMING", "VALUES", "is_harmless_detail", "is_secret_name", "words_of"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_ANYWHERE = re.compile(
    r"pass(?:wd|word|wort|phrase|code)|secret(?!ar(?:y|ies|iat))|kennwort|motdepasse|contrasena|credential|authorization"
    r"|(?:api|access|private|signing|encryption|shared|master|session|auth)key|(?:access|auth|refresh|id|session)token"
    r"|socialsecurity|sess(?:ion)?id|cardnumber|creditcard|mnemonic|connectionstring"
)
"""Part of a name without its marks: `dbpasswordold`, `DB_PASSWORD_OLD`."""
_WORDS = frozenset({"jwt", "bearer", "pwd", "otp", "totp", "cvv", "cvc", "ssn", "iban", "csrf", "xsrf", "psk"})
"""Secret wherever in a name they stand as a word."""
_LAST = frozenset(
    {*("token", "tokens", "pin", "cookie", "auth", "pass", "creds", "cred", "signature", "sig", "macaroon", "dsn")}
)
_ALONE = frozenset({"sid", "connectsid", "phpsessid", "pincode", "pinvalue", "pinnumber", "pinhash"})
_PAIRS = {
    "key": frozenset(
        {
            *("api", "access", "private", "signing", "encryption", "shared", "master", "session", "auth", "secret"),
            *(
                "subscription",
                "license",
                "licence",
                "account",
                "storage",
                "webhook",
                "hmac",
                "ssh",
                "deploy",
                "recovery",
            ),
            *("sas", "host", "function", "admin", "service"),
        }
    ),
    "code": frozenset(
        {
            *("verification", "recovery", "backup", "activation", "security", "access", "confirmation", "reset"),
            *("mfa", "auth", "device", "user", "sms", "pin"),
        }
    ),
    "phrase": frozenset({"seed", "recovery"}),
    "answer": frozenset({"security"}),
}
"""By their last word, the words before it that make it a secret."""
_PLURALS = {"keys": "key", "codes": "code", "phrases": "phrase", "answers": "answer"}
_DETAIL = frozenset(
    {
        *("type", "types", "name", "names", "url", "urls", "uri", "uris", "endpoint", "scope", "scopes", "policy"),
        *("count", "counts", "limit", "limits", "length", "size", "min", "max", "ttl", "age", "lifetime", "format"),
        *("expires", "expiry", "expiration", "expired", "date", "time", "timestamp", "algorithm", "alg", "strength"),
        *("required", "enabled", "supported", "description", "methods"),
    }
)
"""Last words of names that tell something about a secret and not the secret: `tokenType`, `passwordPolicyUrl`."""
_AT = re.compile(r"(?:expires|expired|created|updated|changed|modified|issued|set|reset|used|rotated)(?:at|in|on)")
_CURSOR = re.compile(r"(?:next|previous|prev|page|paging|pagination|continuation|continue|cursor|sync|skip)+tokens?")
"""Where a list goes on."""

NAMING = frozenset({"name", "key", "id", "type", "property", "field", "param", "parameter", "variable", "header", "k"})
"""Attributes and properties that say of which setting the value beside them is: `<param name="password" value="..."/>`."""
VALUES = frozenset({"value", "val", "v", "content", "data", "default", "text"})
"""And those of that value."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` have the same."""
    return tuple(word.lower() for word in _WORD.findall(name))


def is_secret_name(name: str) -> bool:
    """Return whether the name of a property, a parameter, a header or an element says that its value is a secret."""
    words = words_of(name)
    joined = "".join(words)
    if not words or is_harmless_detail(name) or _CURSOR.fullmatch(joined):
        return False
    last = _PLURALS.get(words[-1], words[-1])
    return (
        bool(_ANYWHERE.search(joined))
        or not _WORDS.isdisjoint(words)
        or last in _LAST
        or joined in _ALONE
        or last.endswith(("token", "tokens"))
        or not {"token", "tokens"}.isdisjoint(words)
        or (len(words) > 1 and words[-2] in _PAIRS.get(last, ()))
    )


def is_harmless_detail(name: str) -> bool:
    """Return whether a name is that of something about another thing: when it expires, of which type it is."""
    words = words_of(name)
    return bool(words) and (words[-1] in _DETAIL or bool(_AT.fullmatch("".join(words[-2:]))))
