"""Every rule there is, by its name: `waived_changes` names them, and docs/diff.md counts which of oasdiff's are among them."""

from __future__ import annotations

from specloom.changes.bounds import BOUNDS

__all__ = ["RULES"]

_AREAS = (
    *("request-body", "request-property", "request-parameter"),
    *("response-body", "response-property", "response-header"),
)
_OF_TYPES = (
    *("became-nullable", "became-not-nullable", "became-enum", "became-not-enum", "type-changed", "type-generalized"),
    *("type-specialized", "schema-became-false", "schema-became-not-false", "enum-value-added", "enum-value-removed"),
    *("const-changed", "prefix-items-added"),
    *("prefix-items-removed", "one-of-added", "one-of-removed", "any-of-added", "any-of-removed"),
    *("discriminator-added", "discriminator-removed", "discriminator-property-name-changed"),
    "content-media-type-changed",
    *("discriminator-mapping-added", "discriminator-mapping-deleted", "discriminator-mapping-changed"),
    *BOUNDS,
)
_OF_REST = ("additional-properties-allowed", "additional-properties-forbidden")
_OF_NEED = ("became-required", "became-optional")
_OF_PROPERTIES = (
    *("became-required", "became-optional", "deprecated", "reactivated"),
    *("default-value-added", "default-value-removed", "default-value-changed"),
)
_SINGLE = frozenset(
    {
        *("endpoint-added", "endpoint-deprecated", "endpoint-reactivated", "api-path-changed"),
        *("api-removed-with-deprecation", "api-removed-without-deprecation", "webhook-added", "webhook-removed"),
        *("api-operation-id-added", "api-operation-id-removed", "api-operation-id-changed"),
        *("api-tag-added", "api-tag-removed", "api-schema-added", "api-schema-removed"),
        *("api-server-added", "api-server-removed", "api-server-default-changed", "callback-added", "callback-removed"),
        *("api-security-added", "api-security-removed", "api-security-scope-added", "api-security-scope-removed"),
        *("api-security-anonymous-access-added", "api-security-anonymous-access-removed"),
        *(
            f"api-security-component-{word}"
            for word in (
                *("added", "removed", "type-changed", "api-key-in-changed", "api-key-name-changed"),
                *("http-scheme-changed", "bearer-format-changed", "openid-connect-url-changed"),
                *("oauth-flow-added", "oauth-flow-removed", "oauth-url-changed", "oauth-token-url-changed"),
                *("oauth-refresh-url-changed", "oauth-scope-added", "oauth-scope-removed"),
            )
        ),
        *("new-required-request-parameter", "new-optional-request-parameter", "new-request-path-parameter"),
        *("request-parameter-removed", "request-parameter-removed-with-deprecation"),
        *("request-path-parameter-renamed", "request-parameter-serialization-changed"),
        *("request-body-added-required", "request-body-added-optional", "request-body-removed"),
        *("request-body-media-type-added", "request-body-media-type-removed"),
        *("request-body-media-type-sequence-changed", "response-body-media-type-sequence-changed"),
        *("response-media-type-added", "response-media-type-removed", "response-body-added", "response-body-removed"),
        *("response-success-status-added", "response-success-status-removed"),
        *("response-non-success-status-added", "response-non-success-status-removed"),
        *("response-header-added", "required-response-header-removed", "optional-response-header-removed"),
        *("new-required-request-property", "new-optional-request-property"),
        *("new-required-request-property-with-default", "request-property-removed"),
        "request-property-became-required-with-default",
        *(f"response-{need}-property-{word}" for need in ("required", "optional") for word in ("added", "removed")),
        *(f"request-{need}-property-became-read-only" for need in ("required", "optional")),
        *(f"request-{need}-property-became-not-read-only" for need in ("required", "optional")),
        *(f"response-{need}-property-became-write-only" for need in ("required", "optional")),
        *(f"response-{need}-property-became-not-write-only" for need in ("required", "optional")),
        "docs-page-moved",
    }
)
_PYTHON = (
    *("package-renamed", "class-added", "class-removed", "base-removed", "method-added", "method-removed"),
    *("return-type", "parameter-added", "parameter-added-required", "parameter-removed", "parameter-required"),
    *("parameter-optional", "parameter-default", "parameter-type", "parameter-keyword-only", "parameter-moved"),
    *("field-added", "field-added-required", "field-removed", "field-type", "field-default"),
    *("name-added", "name-removed", "name-value"),
)
RULES = frozenset(
    {
        *_SINGLE,
        *(f"{area}-{word}" for area in _AREAS for word in _OF_TYPES),
        *(f"{area}-{word}" for area in _AREAS if not area.endswith("-body") for word in _OF_REST),
        *(f"{area}-{word}" for area in _AREAS if area != "response-body" for word in _OF_NEED),
        *(f"{area}-{word}" for area in ("request-property", "response-property") for word in _OF_PROPERTIES),
        *(f"request-parameter-{word}" for word in _OF_PROPERTIES),
        *(f"python-{word}" for word in _PYTHON),
    }
)
"""The names of all rules. oasdiff's are taken where they mean the same."""
