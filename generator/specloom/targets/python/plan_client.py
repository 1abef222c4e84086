"""The client itself and the package's own names: `_client.py`, `__init__.py`, `resources/__init__.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.api import Api
from specloom.ir.security import SchemeKind, SecurityScheme
from specloom.targets.python.client_views import (
    ClientClass,
    ClientModule,
    CredentialArgument,
    PackageModule,
    ResourcesPackage,
    SchemeView,
    SectionAttribute,
)
from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.docs import paragraphs
from specloom.targets.python.imports import ImportLine, Imports, name_key, plan_imports
from specloom.targets.python.layout import LINE, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc, PyTitle
from specloom.targets.python.scopes import SectionNames, name_api, name_credentials
from specloom.targets.python.views import Header

__all__ = ["ClientPlanner"]

_ERRORS = (
    "ApiConnectionError",
    "ApiError",
    "ApiStatusError",
    "ApiTimeoutError",
    "BadRequestError",
    "ConflictError",
    "DecodeError",
    "Drift",
    "ForbiddenError",
    "MissingCredentialsError",
    "NotFoundError",
    "ServerError",
    "TooManyRequestsError",
    "UnauthorizedError",
    "UnprocessableEntityError",
)
_RUNTIME = {
    "AsyncStream": "_runtime.stream",
    "AsyncStreamedResponse": "_runtime.raw",
    "NamedFile": "_runtime.bodies",
    "Options": "_runtime.options",
    "RawResponse": "_runtime.raw",
    "Stream": "_runtime.stream",
    "StreamedResponse": "_runtime.raw",
    "UNSET": "_runtime.unset",
    "Unset": "_runtime.unset",
}
_MODULES = ("errors", "models")


@dataclass(frozen=True, slots=True)
class ClientPlanner:
    """Plans the client of one API."""

    api: Api
    package: str
    base_url: str
    sections: Mapping[str, SectionNames]
    """Of those that have operations, by the section's name in the document; in order."""

    def plan(self) -> Iterator[ClientModule | PackageModule | ResourcesPackage]:
        """Yield a view for each file."""
        yield self._package()
        yield self._client()
        yield ResourcesPackage(path=f"{self.package}/resources/__init__.py", header=self._header("sections"))

    def _header(self, what: str = "") -> Header:
        title = f"{self.api.info.title}: {what}" if what else self.api.info.title
        return Header(PyTitle(title), PyTitle(self.api.info.source))

    def _client(self) -> ClientModule:
        name = name_api(self.api.info)
        used = {"AsyncBaseClient", "Service", "Settings", "BaseClient", "UNSET", "Unset", "Callable"}
        used |= {"cached_property"} if self.sections else set()
        schemes = tuple(self._schemes())
        used |= {scheme.kind.name for scheme in schemes}
        return ClientModule(
            path=f"{self.package}/_client.py",
            header=self._header("the client"),
            imports=self._imports(used),
            base_url=PyString(self.base_url),
            schemes=schemes,
            credentials=tuple(self._credentials()),
            classes=(
                self._class(name, "BaseClient", "httpx2.Client", "", "."),
                self._class(f"Async{name}", "AsyncBaseClient", "httpx2.AsyncClient", "Async", ", awaited."),
            ),
        )

    def _imports(self, used: set[str]) -> Imports:
        modules: dict[str, str] = {}
        for chosen in self.sections.values():
            for class_name in (chosen.class_name, f"Async{chosen.class_name}"):
                modules[class_name] = f".resources.{chosen.module}"
        modules["Drift"] = ".errors"
        planned = plan_imports({*used, *modules, "TYPE_CHECKING"}, runtime="._runtime.", modules=modules)
        httpx = ImportLine(ModulePath("httpx2"))
        return Imports(groups=planned.groups, checking=((httpx,), *planned.checking))

    def _class(self, name: str, base: str, http_client: str, prefix: str, ending: str) -> ClientClass:
        info = self.api.info
        return ClientClass(
            name=Identifier(name),
            base=Identifier(base),
            http_client=TypeExpression(http_client),
            doc=paragraphs(f"{info.title.rstrip('.')}{ending}"),
            sections=tuple(self._section(chosen, prefix) for chosen in self.sections.values()),
        )

    def _section(self, chosen: SectionNames, prefix: str) -> SectionAttribute:
        module, class_name = chosen.module, prefix + chosen.class_name
        return SectionAttribute(
            name=Identifier(module),
            module=ModulePath(f".resources.{module}"),
            class_name=Identifier(class_name),
            is_wide=len(f"    def {module}(self) -> {class_name}:") > LINE,
            is_import_wide=len(f"        from .resources.{module} import {class_name}") > LINE,
        )

    def _schemes(self) -> Iterator[SchemeView]:
        for scheme in self.api.security_schemes:
            kind, values = _scheme(scheme)
            yield SchemeView(PyString(scheme.name), Identifier(kind), tuple(PyString(value) for value in values))

    def _credentials(self) -> Iterator[CredentialArgument]:
        names = name_credentials(self.api)
        told: set[str] = set()
        for scheme in self.api.security_schemes:
            for credential in scheme.credentials:
                if credential.variable not in told:
                    told.add(credential.variable)
                    yield CredentialArgument(
                        name=Identifier(names[credential.variable]),
                        variable=PyString(credential.variable),
                        doc=_credential_doc(scheme, credential.name, credential.variable),
                    )

    def _package(self) -> PackageModule:
        name = name_api(self.api.info)
        origins: dict[str, str] = {
            name: "_client",
            f"Async{name}": "_client",
            **dict.fromkeys(_ERRORS, "errors"),
            **_RUNTIME,
            **{module: module for module in _MODULES},
        }
        modules = {key: "." if key in _MODULES else f".{module}" for key, module in origins.items()}
        return PackageModule(
            path=f"{self.package}/__init__.py",
            header=self._header(),
            imports=plan_imports({*origins, "TYPE_CHECKING", "lazy_exports"}, runtime="._runtime.", modules=modules),
            exports=tuple(PyPair(PyString(key), PyString(origins[key])) for key in sorted(origins, key=name_key)),
        )


def _scheme(scheme: SecurityScheme) -> tuple[str, tuple[str, ...]]:
    """Return the class of the runtime for a scheme, and what it is given."""
    variables = tuple(credential.variable for credential in scheme.credentials)
    match scheme.kind:
        case SchemeKind.API_KEY:
            return "ApiKey", (scheme.location, scheme.wire_name, *variables)
        case SchemeKind.BASIC:
            return "Basic", variables
        case SchemeKind.BEARER | SchemeKind.OAUTH2 | SchemeKind.OPENID_CONNECT:
            return "Http", ("Bearer", *variables)
        case SchemeKind.HTTP:
            return "Http", (scheme.http_scheme, *variables)
        case SchemeKind.MUTUAL_TLS:
            return "NoCredential", ()
        case _:
            assert_never(scheme.kind)


def _credential_doc(scheme: SecurityScheme, credential: str, variable: str) -> PyDoc:
    """Return what a secret is, and where it comes from when it is not given."""
    what = f"The {credential} of {scheme.name}." if credential != "value" else f"The secret of {scheme.name}."
    deprecated = "Deprecated. " if scheme.deprecated else ""
    return PyDoc(f"{deprecated}{what} Default: the environment variable {variable}.")
