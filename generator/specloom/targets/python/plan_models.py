"""The modules below `models`: one for each definition, and one for each union that is lifted out of another type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.types import Direction, Field, Literal, Object
from specloom.targets.python.code import Identifier, ModulePath
from specloom.targets.python.docs import paragraphs, with_facts
from specloom.targets.python.expressions import Expr, join, name
from specloom.targets.python.hoists import Hoist, definition_hoists, definition_place
from specloom.targets.python.imports import Imports, name_key, natural, plan_imports
from specloom.targets.python.layout import LINE, annotation
from specloom.targets.python.literals import PyString
from specloom.targets.python.model_views import AliasModule, Export, FieldView, ModelClass, ModelModule, ModelsPackage
from specloom.targets.python.plan_aliases import Aliases, AliasPlan, enum_alias
from specloom.targets.python.prose import PyTitle
from specloom.targets.python.scopes import name_fields
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import EnumAlias, Header

__all__ = ["ModelPlanner"]

_UNSET = name("Unset")


@dataclass(frozen=True, slots=True)
class ModelPlanner:
    """Plans the models of one API."""

    api: Api
    writer: TypeWriter
    package: str
    diagnostics: Diagnostics

    def plan(self, lifted: Iterable[Hoist]) -> Iterator[ModelModule | AliasModule | ModelsPackage]:
        """Yield a view for each module; `lifted` are the hoisted types of operations."""
        yield self._package()
        aliases = AliasPlan(self.writer)
        for definition in self.api.types.values():
            key = definition_place(definition).key
            if isinstance(definition, Object):
                yield self._object(definition)
            else:
                yield replace(self._alias(key, aliases.of_definition(definition)), shows=(definition.origin,))
            for hoist in definition_hoists(definition):
                if not isinstance(hoist.type, Literal):
                    yield self._alias(hoist.place.key, aliases.of_hoist(hoist))
        for hoist in lifted:
            if not hoist.is_local:
                yield self._alias(hoist.place.key, aliases.of_hoist(hoist))

    def _header(self, title: str) -> Header:
        return Header(PyTitle(title), PyTitle(self.api.info.source))

    def _path(self, title: str) -> str:
        return f"{self.package}/models/{self.writer.names.modules[title]}.py"

    def _imports(self, used: Iterable[str], *, at_runtime: bool) -> Imports:
        modules = {name: f".{module}" for name, module in self.writer.names.modules.items()}
        return plan_imports(used, runtime=".._runtime.", modules=modules, at_runtime=at_runtime)

    def _alias(self, key: str, found: Aliases) -> AliasModule:
        title = self.writer.names.of(key, Direction.RESPONSE)
        own = {self.writer.names.of(key, direction) for direction in self.writer.names.both(key)}
        own |= {alias.name.name for alias in found.enums}
        return AliasModule(
            path=self._path(title),
            header=self._header(title),
            imports=self._imports(found.used - own, at_runtime=not found.is_quoted),
            enums=tuple(found.enums),
            unions=tuple(found.unions),
            aliases=tuple(found.others),
        )

    def _object(self, definition: Object) -> ModelModule:
        key = definition_place(definition).key
        names = name_fields(definition, self.diagnostics, self.writer.names.book)
        used = {"Model"}
        enums: list[EnumAlias] = []
        for hoist in definition_hoists(definition):
            if isinstance(hoist.type, Literal):
                alias_name = self.writer.names.of(hoist.place.key, Direction.RESPONSE)
                enums.append(enum_alias(self.writer, hoist.type, alias_name, used))
        classes: list[ModelClass] = []
        for direction in self.writer.names.both(key):
            one, needs = self._class(definition, names, direction)
            classes.append(one)
            used |= needs
        title = self.writer.names.of(key, Direction.RESPONSE)
        own = {one.name.name for one in classes} | {alias.name.name for alias in enums}
        return ModelModule(
            path=self._path(title),
            shows=(definition.origin,),
            header=self._header(title),
            imports=self._imports(used - own, at_runtime=False),
            aliases=tuple(enums),
            classes=tuple(classes),
        )

    def _class(
        self, definition: Object, names: Mapping[str, str], direction: Direction
    ) -> tuple[ModelClass, frozenset[str]]:
        """Return the class of an object in a direction, and the names it uses."""
        place = definition_place(definition)
        used: set[str] = set()
        fields: list[FieldView] = []
        for field in definition.fields:
            if len(self.writer.names.both(place.key)) == 1 or field.exists_in(direction):
                written = self.writer.value(field.type, place.named(field.wire_name), direction)
                expression = written if field.required else join(written, _UNSET)
                renamed = names[field.wire_name] != field.wire_name
                used |= expression.needs | ({"field"} if renamed else set()) | (set() if field.required else {"UNSET"})
                fields.append(_field(field, names[field.wire_name], expression))
        title = self.writer.names.of(place.key, direction)
        deprecated = "Deprecated." if definition.deprecated else ""
        text = definition.description or definition.title or f"{title}."
        view = ModelClass(
            name=Identifier(title),
            is_wide=len(f"class {title}(Model):") > LINE,
            doc=paragraphs(text, deprecated),
            fields=tuple(fields),
        )
        return view, frozenset(used)

    def _package(self) -> ModelsPackage:
        ordered = sorted(self.writer.names.modules.items(), key=lambda item: (natural(item[1]), name_key(item[0])))
        return ModelsPackage(
            path=f"{self.package}/models/__init__.py",
            header=self._header(f"Models of {self.api.info.title}"),
            exports=tuple(_export(name, module) for name, module in ordered),
        )


def _field(field: Field, name: str, expression: Expr) -> FieldView:
    """Return a field. Where one line is too short its value goes over several, and its type only if that is not enough."""
    wire_name = PyString(field.wire_name) if name != field.wire_name else None
    value = f" = field({wire_name.printed()}{'' if field.required else ', default=UNSET'})" if wire_name else ""
    after = len(value) if wire_name else 0 if field.required else len(" = UNSET")
    column = 4 + len(f"{name}: ")
    width = column + len(expression.text)
    is_exploded = wire_name is not None and width + after > LINE
    has_value = is_exploded or not field.required
    needed = len(" = field(") if is_exploded else after
    is_enclosed = has_value and width + needed > LINE >= width + len(" = (")
    room = len(" = (") if is_enclosed else needed
    return FieldView(
        name=Identifier(name),
        type=annotation(expression, column=column, after=room, indent=4),
        wire_name=wire_name,
        is_optional=not field.required,
        is_exploded=is_exploded,
        is_enclosed=is_enclosed,
        doc=with_facts(
            field.description, deprecated=field.deprecated, default=field.default, has_default=field.has_default
        ),
    )


def _export(name: str, module: str) -> Export:
    line = f"    from .{module} import {name} as {name}"
    return Export(
        Identifier(name), ModulePath(f".{module}"), PyString(name), PyString(module), is_wide=len(line) > LINE
    )
