"""Codes of operations and all they carry."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "BODY_ALTERNATIVE",
    "BODY_UNDESCRIBED",
    "ENCODING_NESTED",
    "FIELD_NEWER",
    "HEADER_IGNORED",
    "HEADER_NAME",
    "HEADER_NAME_REQUIRED",
    "LINK_UNKNOWN",
    "METHOD_CASE",
    "OPERATION_ID_DUPLICATE",
    "OPERATION_ID_MISSING",
    "PAGINATION_UNUSABLE",
    "PARAMETER_CONTENT",
    "PARAMETER_DUPLICATE",
    "PARAMETER_STYLE",
    "PART_HEADERS",
    "PATH_PARAMETER_MISSING",
    "PATH_PARAMETER_OPTIONAL",
    "PATH_PARAMETER_UNUSED",
    "PATH_SLASH",
    "PATH_TWIN",
    "QUERYSTRING_CONFLICT",
    "QUERY_FIXED",
    "RESPONSES_MISSING",
    "SCHEME_UNSUPPORTED",
    "SECURITY_UNDEFINED",
    "SERVER_LOCAL",
    "SERVER_RELATIVE",
    "SERVER_VARIABLE_UNDEFINED",
    "STATUS_UNUSUAL",
    "TAG_DUPLICATE",
    "TAG_PARENT",
]

OPERATION_ID_MISSING = define(
    "operation-id-missing",
    Severity.NOTE,
    "{subject} has no operationId",
    "it is called {name!r}, after its method and path",
    "add an `operationId`, so that its name is yours",
    "Method names, file names and anchors are made from the operationId. Without one they come from the method and the\n"
    "path, which is stable but long.",
)
OPERATION_ID_DUPLICATE = define(
    "operation-id-duplicate",
    Severity.WARNING,
    "the operationId {name!r} is also that of {other}",
    "both operations were kept; this one is called {renamed!r}",
    "give one of them another operationId",
    "operationIds must be unique (OpenAPI §4.8.10). Both operations are kept, and each is named after its method and path.",
)
TAG_DUPLICATE = define(
    "tag-duplicate",
    Severity.WARNING,
    "the tag {name!r} is described twice",
    "the first description was used",
    "remove one of the two",
    "The names of the tags in the list `tags` must be unique (OpenAPI §4.8.1).",
)
TAG_PARENT = define(
    "tag-parent",
    Severity.WARNING,
    "the parent of the tag {name!r} cannot be: {problem}",
    "the tag was taken to stand at the top",
    "name a tag of the list `tags` that is not below this one, or remove `parent`",
    "From OpenAPI 3.2 on a tag may name another one as its `parent`. It must be described in the same list, and the parents\n"
    "must not go round in a circle.",
)
FIELD_NEWER = define(
    "field-newer",
    Severity.WARNING,
    "{key!r} is known from OpenAPI 3.2 on, and this document is of version {version}",
    "it was read all the same",
    "set the version of the document to 3.2.0, or use what its version has",
    "A document of an older version uses what a later one brought. Its meaning is clear, so it is read as there; other tools\n"
    "may leave it out.",
)
PATH_SLASH = define(
    "path-slash",
    Severity.WARNING,
    "the path {path!r} does not begin with a slash",
    "it was read as {read!r}",
    "write {read!r}",
    "A path is appended to the URL of the server (OpenAPI §4.8.1). Without a slash between them `.example.org` behind\n"
    "`https://api.example.com` would be another host.",
)
PATH_TWIN = define(
    "path-twin",
    Severity.WARNING,
    "the paths {path!r} and {other!r} are one path to a server",
    "both operations were kept, each named after its own path",
    "describe the operation once, or tell the paths apart by something else than the name of a variable",
    "Paths with the same hierarchy and other names of variables must not exist, since they are identical\n"
    "(OpenAPI §4.8.2): the server sees the same request for both.",
)
METHOD_CASE = define(
    "method-case",
    Severity.WARNING,
    "the operation stands under {key!r}, where {method!r} is asked for",
    "it was read as {method!r}",
    "write {method!r}, as a member of the path item",
    "The methods that the specification knows are members of the path item in lower case (OpenAPI §4.9.1). Only the others\n"
    "stand under `additionalOperations`, spelled as they are sent.",
)
PATH_PARAMETER_MISSING = define(
    "path-parameter-missing",
    Severity.WARNING,
    "the path names {{{name}}}, but no path parameter describes it",
    "it was taken to be a required string",
    "describe the parameter, with `in: path` and `required: true`",
    "Each variable of a path template needs a parameter of the same name.",
)
PATH_PARAMETER_UNUSED = define(
    "path-parameter-unused",
    Severity.WARNING,
    "the path parameter {name!r} does not occur in the path {path!r}",
    "it was left out: there is no place to put it",
    "add it to the path, correct its name, or remove it",
    "A path parameter replaces a variable in the path template; this one has none.",
)
PATH_PARAMETER_OPTIONAL = define(
    "path-parameter-optional",
    Severity.WARNING,
    "the path parameter {name!r} is not marked as required",
    "it was taken to be required: a URL cannot leave it out",
    "add `required: true`",
    "Path parameters are always required (OpenAPI §4.8.12.2).",
)
PARAMETER_DUPLICATE = define(
    "parameter-duplicate",
    Severity.WARNING,
    "the {location} parameter {name!r} is described twice",
    "the first description was used",
    "remove one of the two",
    "A parameter is identified by its name and its location, and must be described once per operation.",
)
PARAMETER_STYLE = define(
    "parameter-style",
    Severity.WARNING,
    "the {location} parameter {name!r} has the style {style!r}, which does not go with its location",
    "it is written in the style {used!r}",
    "write a style that goes with the location, or remove it",
    "Path parameters have the styles simple, label and matrix, those of the query form, spaceDelimited, pipeDelimited and\n"
    "deepObject, headers simple, cookies form and (from 3.2 on) cookie (OpenAPI §4.12.3).",
)
PARAMETER_CONTENT = define(
    "parameter-content",
    Severity.WARNING,
    "the parameter {name!r} is of the media type {media_type!r}, which specloom cannot write",
    "text is sent as it is, everything else as JSON",
    "describe the parameter with `schema`, or as `application/json` or `text/plain`",
    "The value of a parameter with `content` is written in that media type (OpenAPI §4.12.2). specloom writes JSON and text,\n"
    "and forms where the parameter is the whole query string.",
)
QUERY_FIXED = define(
    "query-fixed",
    Severity.WARNING,
    "the path {path!r} gives the query parameter {name!r} a value already",
    "the parameter was left out: the value in the path is sent",
    "remove the parameter, or the query from the path",
    "The key of a path item holds no query by the specification, but some documents tell operations apart by one. What it\n"
    "says is sent with every call.",
)
QUERYSTRING_CONFLICT = define(
    "querystring-conflict",
    Severity.WARNING,
    "the parameter {name!r} is the whole query string, and there are query parameters beside it",
    "both are sent, the query parameters first",
    "describe everything in the one, or in the others",
    "A parameter with `in: querystring` stands for all that follows the `?`, so that nothing may stand beside it\n"
    "(OpenAPI §4.12.1).",
)
HEADER_IGNORED = define(
    "header-ignored",
    Severity.NOTE,
    "the header parameter {name!r} is ignored by the specification",
    "it was left out: media types and security say what is sent",
    "remove it",
    "`Accept`, `Content-Type` and `Authorization` cannot be described as parameters (OpenAPI §4.8.12.2).",
)
HEADER_NAME = define(
    "header-name",
    Severity.WARNING,
    "the header parameter {name!r} has a name that HTTP does not allow",
    "it was left out: no request can carry it",
    "correct the name: letters, digits and !#$%&'*+-.^_`|~",
    "The name of a header is a token (RFC 9110 §5.6.2): not empty, without blanks, colons and letters beyond ASCII.",
)
HEADER_NAME_REQUIRED = define(
    "header-name-required",
    Severity.ERROR,
    "the required header parameter {name!r} has a name that HTTP does not allow",
    "{stopped}",
    "correct the name: letters, digits and !#$%&'*+-.^_`|~",
    "The name of a header is a token (RFC 9110 §5.6.2): not empty, without blanks, colons and letters beyond ASCII. The\n"
    "document says that no call succeeds without this one, and no request can carry it.",
)
SERVER_RELATIVE = define(
    "server-relative",
    Severity.WARNING,
    "the server {url!r} names no host",
    "snippets and clients use {used!r}",
    "write an absolute URL, or set `server` in the config (`--server` on the command line)",
    "A relative server URL is relative to where the description is served from, which a file on disk does not say.",
)
SERVER_LOCAL = define(
    "server-local",
    Severity.WARNING,
    "the server {url!r} is on this machine",
    "snippets and clients use it as it stands",
    "name the real host, or correct it with `server` in the config",
    "A published description should not send its readers to `localhost`; it is usually left over from development.",
)
SERVER_VARIABLE_UNDEFINED = define(
    "server-variable-undefined",
    Severity.WARNING,
    "the server's URL names {{{name}}}, but no variable describes it",
    "its name stands in its place",
    "describe it under `variables`, with a `default`",
    "Each variable in the URL of a server needs an entry under `variables` (OpenAPI §4.8.6).",
)
SECURITY_UNDEFINED = define(
    "security-undefined",
    Severity.WARNING,
    "no security scheme is called {name!r}{hint}",
    "the alternative that needs it was left out",
    "define it under `components/securitySchemes`, or correct the name",
    "A security requirement names a scheme that the document does not define.",
)
SCHEME_UNSUPPORTED = define(
    "scheme-unsupported",
    Severity.WARNING,
    "the security scheme {name!r} is of a kind that cannot be understood: {reason}",
    "it was left out, with the alternatives that need it",
    "describe it as apiKey, http, oauth2, openIdConnect or mutualTLS, with the fields that kind needs",
    "The credential would have no place in the request.",
)
STATUS_UNUSUAL = define(
    "status-unusual",
    Severity.WARNING,
    "{status!r} is not a status code, a range such as `4XX`, or `default`",
    "{did}",
    "write three digits, `1XX` to `5XX` in upper case, or `default`",
    "The keys of `responses` are status codes (OpenAPI §4.8.16).",
)
RESPONSES_MISSING = define(
    "responses-missing",
    Severity.WARNING,
    "{subject} documents no response",
    "any answer with a 2xx status counts as success, and its body is not parsed",
    "document at least the success answer",
    "An operation must have at least one response (OpenAPI §4.8.16).",
)
LINK_UNKNOWN = define(
    "link-unknown",
    Severity.WARNING,
    "the link leads to no operation of the document: {target!r}",
    "the link is shown, and leads nowhere",
    "name the `operationId` of an operation, unique in the document, or its place with `operationRef`",
    "A link says which operation can be called with what an answer holds (OpenAPI §4.20).",
)
PART_HEADERS = define(
    "part-headers",
    Severity.WARNING,
    "a part of a body has headers of its own: {names}",
    "they are documented, but clients and snippets do not send them",
    "nothing needs doing, unless the server refuses parts without them",
    "An Encoding Object may describe headers of a part of a multipart body (OpenAPI §4.15.1). HTTP libraries build such\n"
    "bodies themselves, and most of them write the name and the media type of a part and nothing else.",
)
ENCODING_NESTED = define(
    "encoding-nested",
    Severity.WARNING,
    "a part of a body has parts that are encoded in a way of their own",
    "the part is written as its media type says",
    "nothing needs doing, unless the server asks for that encoding",
    "From OpenAPI 3.2 on an Encoding Object may describe how parts inside of a part are written (§4.15.1).",
)
BODY_UNDESCRIBED = define(
    "body-undescribed",
    Severity.WARNING,
    "the request body of {subject} has no media type",
    "clients and snippets send no body",
    "describe it under `content`, or remove `requestBody`",
    "A Request Body Object says in `content` what may be sent (OpenAPI §4.8.13.1). Where that is empty or absent there is a\n"
    "body of which nothing is known.",
)
BODY_ALTERNATIVE = define(
    "body-alternative",
    Severity.NOTE,
    "the body of {subject} may also be {others}",
    "the Python client sends {used!r} and cannot be asked for another form",
    "nothing needs doing, unless the API prefers one of the others: then put it alone into the description",
    "An operation describes its request body in several media types. The Python client writes JSON, forms, multipart, text\n"
    "and bytes; an object as XML, beside one of these, is the same value in a notation that it does not write.",
)
PAGINATION_UNUSABLE = define(
    "pagination-unusable",
    Severity.WARNING,
    "what is said of the pages of {operation} cannot be: {problem}",
    "the operation has no iterator",
    "correct the extension, or say in the config how its list goes on (`pagination`)",
    "An extension such as `x-specloom-pagination`, `x-ms-pageable`, `x-fern-pagination` or `x-speakeasy-pagination` says how\n"
    "a list goes on. It names parameters of the operation and properties of its answer, and these must be documented.",
)
