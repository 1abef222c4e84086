"""The outline of a body: every field to any depth, recursion cut, deep ends left to the schema pages."""

from __future__ import annotations

from specloom.diagnostics import Location
from specloom.ir.types import (
    Access,
    Alias,
    AnyType,
    Array,
    Bounds,
    Direction,
    Enum,
    Field,
    Literal,
    MapType,
    Member,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    TypeDef,
    Union,
    UnionOf,
)
from specloom.targets.docs.names import PageNames
from specloom.targets.docs.outline import Outliner
from specloom.targets.docs.words import Words

HERE = Location("spec.yaml")
STRING = Scalar(kind=ScalarKind.STRING)


def entry(name: str, type_: Type, *, required: bool = False, access: Access = Access.BOTH) -> Field:
    """Return a field."""
    return Field(wire_name=name, type=type_, required=required, access=access, origin=HERE)


def obj(name: str, *fields: Field, additional: Type | None = None) -> Object:
    """Return a named object."""
    return Object(
        id=name, hint=(name,), component=True, schema=f"/{name}", origin=HERE, fields=fields, additional=additional
    )


def outliner(*definitions: TypeDef, budget: int = 100) -> Outliner:
    """Return an outliner for a page beside the schemas."""
    types = {definition.id: definition for definition in definitions}
    names = PageNames(operations={}, sections={}, schemas={name: f"schemas/{name}.md" for name in types})
    return Outliner(words=Words(types), names=names, here="pets/x.md", budget=budget)


def shown(outline: Outliner, type_: Type, direction: Direction | None = Direction.REQUEST) -> list[str]:
    """Return the outline as text: names, roles, types and marks, and where what is cut stands."""
    return [
        line.indent.printed()
        + " ".join(
            part
            for part in (
                line.name.printed() if line.name else "",
                line.role.printed() if line.role else "",
                line.words.printed().replace(", optional", ""),
                f"-> {line.link.page.printed()}" if line.link else "",
            )
            if part
        )
        for line in outline.of_type(type_, direction)
    ]


def test_every_field_at_every_depth() -> None:
    leaf = obj("Leaf", entry("c", STRING))
    middle = obj("Middle", entry("b", Array(items=Array(items=Ref(target="Leaf")))))
    root = obj("Root", entry("a", Ref(target="Middle", nullable=True)), entry("m", MapType(values=Ref(target="Leaf"))))

    assert shown(outliner(leaf, middle, root), Ref(target="Root")) == [
        "`a` object or null",
        "  `b` array of array of object",
        "    `c` string",
        "`m` map of object",
        "  any key object",
        "    `c` string",
    ]


def test_recursion_is_cut_and_linked() -> None:
    tree = obj("Tree", entry("name", STRING), entry("children", Array(items=Ref(target="Tree"))))

    assert shown(outliner(tree), Ref(target="Tree")) == [
        "`name` string",
        "`children` array of object, recursive -> ../schemas/Tree.md",
    ]


def test_an_alias_of_itself_ends() -> None:
    nest = Alias(
        id="Nest",
        hint=("Nest",),
        component=True,
        schema="/Nest",
        origin=HERE,
        type=Array(items=Ref(target="Nest")),
        recursive=True,
    )

    assert ["array of any, recursive -> ../schemas/Nest.md"] == shown(outliner(nest), Ref(target="Nest"))


def test_the_deepest_levels_go_first_when_the_page_is_full() -> None:
    leaf = obj("Leaf", *(entry(f"c{number}", STRING) for number in range(5)))
    root = obj("Root", entry("a", Ref(target="Leaf")), entry("b", Ref(target="Leaf")), entry("z", STRING))

    assert shown(outliner(leaf, root, budget=8), Ref(target="Root")) == [
        "`a` object",
        "  `c0` string",
        "  `c1` string",
        "  `c2` string",
        "  `c3` string",
        "  `c4` string",
        "`b` object -> ../schemas/Leaf.md",
        "`z` string",
    ]


def test_directions() -> None:
    root = obj("Root", entry("id", STRING, access=Access.READ), entry("secret", STRING, access=Access.WRITE))

    assert ["`secret` string, write-only"] == shown(outliner(root), Ref(target="Root"))
    assert ["`id` string, read-only"] == shown(outliner(root), Ref(target="Root"), Direction.RESPONSE)
    assert ["`id` string, read-only", "`secret` string, write-only"] == shown(outliner(root), Ref(target="Root"), None)


def test_unions_show_their_variants() -> None:
    cat, dog = obj("Cat", entry("lives", STRING)), obj("Dog", entry("size", STRING))
    pet = Union(
        id="Pet",
        hint=("Pet",),
        component=True,
        schema="/Pet",
        origin=HERE,
        variants=(Ref(target="Cat"), Ref(target="Dog")),
    )
    plain = UnionOf(variants=(STRING, Scalar(kind=ScalarKind.INTEGER)))
    root = obj("Root", entry("id", plain), entry("pet", Ref(target="Pet")), additional=plain)

    assert shown(outliner(cat, dog, pet, root), Ref(target="Root")) == [
        "`id` string or integer",
        "`pet` object",
        "  variant object -> ../schemas/Cat.md",
        "    `lives` string",
        "  variant object -> ../schemas/Dog.md",
        "    `size` string",
        "any other key string or integer",
    ]


def test_what_has_no_fields_is_one_line() -> None:
    assert ["array of string"] == shown(outliner(), Array(items=STRING))
    assert ["any"] == shown(outliner(), AnyType())
    assert ["string"] == shown(outliner(), STRING)


def test_facts() -> None:
    """Format, values and constraints (DEFECTS.md, rows 17 and 18), those of the items too."""
    color = Enum(
        id="Color",
        hint=("Color",),
        component=True,
        schema="/Color",
        origin=HERE,
        members=(Member(value="red"), Member(value=1)),
        bounds=Bounds(max_length=9),
    )
    words = outliner(color).words
    items = Scalar(kind=ScalarKind.STRING, format="date", bounds=Bounds(pattern="^a|b$"))

    def printed(type_: Type, *, cell: bool = False) -> list[str]:
        facts = words.facts(type_, cell=cell)
        return [
            f"{fact.label.printed()} {', '.join(value.printed() for value in fact.values)}".strip() for fact in facts
        ]

    assert ["One of `red`, `1`", "Maximum length `9`"] == printed(Ref(target="Color"))
    assert printed(Array(items=items, bounds=Bounds(min_items=0, unique_items=True)), cell=True) == [
        "Minimum items `0`",
        "Unique items",
        "Items: format `date`",
        "Items: pattern `^a\\|b$`",
    ]
    assert ["Always `x`"] == printed(Literal(members=(Member(value="x"),), open=False, kind=ScalarKind.STRING))
    assert ["One of `null`, `x y`, `` ` ``"] == printed(
        Literal(members=(Member(value=None), Member(value="x y"), Member(value="`")))
    )
