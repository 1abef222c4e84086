"""The client itself and the package's own names: `_client.py`, `__init__.py`, `resources/__init__.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.ir.api import Api
from specloom.targets.python.client_views import (
    ClientClass,
    ClientModule,
    PackageModule,
    ResourcesPackage,
    SectionAttribute,
)
from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.docs import paragraphs
from specloom.targets.python.hoists import incoming_requests
from specloom.targets.python.imports import ImportLine, Imports, name_key, plan_imports
from specloom.targets.python.layout import LINE, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.plan_schemes import SchemePlanner
from specloom.targets.python.plan_servers import ServerPlanner, offered_servers, variables_of
from specloom.targets.python.prose import PyTitle
from specloom.targets.python.scopes import SectionNames, name_api, name_client_arguments
from specloom.targets.python.views import Header

__all__ = ["ClientPlanner"]

_ERRORS = (
    "ApiConnectionError",
    "ApiError",
    "ApiStatusError",
    "ApiTimeoutError",
    "BadRequestError",
    "ConflictError",
    "CredentialsError",
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
        offered = offered_servers(self.api, self.base_url)
        names = name_client_arguments(self.api, variables_of(offered), has_choice=len(offered) > 1)
        planner = SchemePlanner(self.api, names)
        schemes, credentials = tuple(planner.schemes()), tuple(planner.arguments())
        servers = ServerPlanner(self.api, self.base_url, offered, names).plan()
        used |= {"Scheme"} if schemes else set()
        used |= {"OAuth"} if any(scheme.oauth for scheme in schemes) else set()
        used |= {"AsyncToken", "Token"} if any(each.is_token for each in credentials) else set()
        used |= {"Literal"} if servers.choice or any(each.values for each in variables_of(offered).values()) else set()
        return ClientModule(
            path=f"{self.package}/_client.py",
            header=self._header("the client"),
            imports=self._imports(used),
            servers=servers,
            schemes=schemes,
            credentials=credentials,
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
            token=Identifier(f"{prefix}Token"),
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

    def _package(self) -> PackageModule:
        name = name_api(self.api.info)
        packages = (*_MODULES, *(["webhooks"] if any(incoming_requests(self.api)) else []))
        origins: dict[str, str] = {
            name: "_client",
            f"Async{name}": "_client",
            **dict.fromkeys(_ERRORS, "errors"),
            **_RUNTIME,
            **{module: module for module in packages},
        }
        modules = {key: "." if key in packages else f".{module}" for key, module in origins.items()}
        return PackageModule(
            path=f"{self.package}/__init__.py",
            header=self._header(),
            imports=plan_imports({*origins, "TYPE_CHECKING", "lazy_exports"}, runtime="._runtime.", modules=modules),
            exports=tuple(PyPair(PyString(key), PyString(origins[key])) for key in sorted(origins, key=name_key)),
        )
