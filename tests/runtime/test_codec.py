"""JSON to Python and back, without a generator and without a server."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import json
import pickle
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Emitted = Callable[[str], ModuleType]

KEYS = st.text() | st.sampled_from(["kind", "petName", "name"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)
TYPES = [
    "str", "int", "float", "bool", "bytes", "None", "Any", "dt.datetime", "dt.date", "UUID", "Decimal", "Pet",
    "Animal | None | Unset", "Tree", "list[Pet]",
    "dict[str, dt.date]", "tuple[int, *tuple[dt.date, ...]]", "tuple[int, str]", "Pet | Owner | None",
    'Literal["a", "b"] | None', "list[Cat | Dog] | dict[str, Tree]",
]  # fmt: skip
UUID_TEXT = "12345678-1234-5678-1234-567812345678"


def decode(emitted: Emitted, expression: str, value: Any) -> Any:
    return emitted("_runtime.codec").Reader().read(expression, value)


@pytest.mark.parametrize(
    ("expression", "value", "expected"),
    [
        ("dt.datetime", "2020-06-01T08:00:00Z", dt.datetime(2020, 6, 1, 8, tzinfo=dt.UTC)),
        ("dt.datetime", "2020-06-01T08:00:00", dt.datetime(2020, 6, 1, 8, tzinfo=dt.UTC)),
        ("dt.datetime", "yesterday", "yesterday"),
        ("dt.datetime", 1591000000, 1591000000),
        ("dt.date", "2020-06-01", dt.date(2020, 6, 1)),
        ("dt.date", "2020-06-01T08:00:00Z", "2020-06-01T08:00:00Z"),
        ("UUID", UUID_TEXT, UUID(UUID_TEXT)),
        ("UUID", "none", "none"),
        ("Decimal", "1.10", Decimal("1.10")),
        ("Decimal", 1.1, Decimal("1.1")),
        ("Decimal", "much", "much"),
        ("bytes", "AAEC", b"\x00\x01\x02"),
        ("bytes", "_-8", b"\xff\xef"),
        ("bytes", "!", "!"),
        ("int | dt.date", "2020-06-01", dt.date(2020, 6, 1)),
        ("UUID | str", "x", "x"),
        ("bool | int", 1, 1),
        ("list[dt.date] | None", None, None),
        ("tuple[int, dt.date]", [1, "2020-06-01"], (1, dt.date(2020, 6, 1))),
        ("tuple[int, dt.date]", [1], (1,)),
        ("tuple[int, *tuple[dt.date, ...]]", [1, "2020-06-01", "x"], (1, dt.date(2020, 6, 1), "x")),
        ("Tree", {"a": ["2020-06-01"]}, {"a": [dt.date(2020, 6, 1)]}),
        ("dict[str, Tree]", {"a": "2020-06-01", "b": 1}, {"a": dt.date(2020, 6, 1), "b": 1}),
    ],
)
def test_decode(emitted: Emitted, expression: str, value: Any, expected: Any) -> None:
    """What fits becomes a Python value; what does not is kept as it came."""
    assert expected == decode(emitted, expression, value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.sampled_from(TYPES), JSON)
def test_nothing_raises(emitted: Emitted, expression: str, value: Any) -> None:
    """Any type takes any JSON, and what is written back is JSON of the same shape."""
    before = copy.deepcopy(value)
    found = decode(emitted, expression, value)
    emitted("_runtime.codec").Reader(is_strict=True).read(expression, value)

    assert before == value
    assert type(emitted("_runtime.encode").encode(found)) in (type(value), list, str)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
TIMES = st.datetimes(timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-3))])).map(
    dt.datetime.isoformat
)
DATES = st.dates().map(dt.date.isoformat)
OWNERS = st.recursive(
    st.fixed_dictionaries({"name": NAMES}),
    lambda best: st.fixed_dictionaries({"name": NAMES}, optional={"best": st.none() | best}),
    max_leaves=3,
)
CATS = st.fixed_dictionaries({"kind": st.just("cat")}, optional={"lives": st.integers(-(2**80), 2**80)})
DOGS = st.fixed_dictionaries({"kind": st.just("dog")}, optional={"lives": DATES})
TREES = st.recursive(DATES, lambda tree: st.lists(tree, max_size=2) | st.dictionaries(NAMES, tree, max_size=2))
PETS = st.fixed_dictionaries(
    {"petName": NAMES},
    optional={"born": DATES, "petOwners": st.lists(OWNERS, max_size=2), "more": st.integers() | NAMES},
)
DOCUMENTS = st.one_of(
    st.tuples(st.just("list[Pet]"), st.lists(PETS, max_size=3)),
    st.tuples(st.just("dict[str, Animal | None]"), st.dictionaries(NAMES, CATS | DOGS | st.none(), max_size=3)),
    st.tuples(st.just("list[Cat | Pet | Owner]"), st.lists(CATS | PETS | OWNERS, max_size=3)),
    st.tuples(st.just("Tree"), TREES),
    st.tuples(st.just("list[dt.datetime]"), st.lists(TIMES, max_size=3)),
    st.tuples(st.just("tuple[int, *tuple[dt.date, ...]]"), st.lists(DATES, max_size=2).map(lambda dates: [1, *dates])),
    st.tuples(st.just("list[float]"), st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False))),
    st.tuples(st.just("UUID | None"), st.uuids().map(str) | st.none()),
    st.tuples(st.just("Decimal"), st.decimals(allow_nan=False, allow_infinity=False).map(str)),
    st.tuples(st.just("bytes"), st.binary().map(lambda data: base64.b64encode(data).decode())),
    st.tuples(st.just('list[Literal["a", 1, True] | None]'), st.lists(st.sampled_from(["a", 1, True, None]))),
    st.tuples(st.just('Literal["a"] | str | bool'), NAMES | st.booleans()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_both_ways_agree(emitted: Emitted, document: tuple[str, Any]) -> None:
    """What msgspec reads in one go is what is read bit by bit, where the document is as its type says."""
    codec = emitted("_runtime.codec")
    expression, value = document
    text = json.dumps(value)
    codec.decode(expression, text)
    at_once = codec._DECODERS[expression].decode(text)
    slowly = codec.Reader(is_strict=True)

    assert slowly.read(expression, value) == at_once
    assert [fault for fault in slowly.faults if fault[1] != "unknown value"] == []


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a\x01", "é", ""])
def test_names_that_msgspec_cannot_have(emitted: Emitted, name: str) -> None:
    """A field may have any name on the wire."""
    model = emitted("_runtime.model")
    body = {"__annotations__": {"a_b": "dt.date"}, "a_b": model.field(name), "__module__": "emitted.models"}
    made = model.ModelMeta("Odd", (model.Model,), body)
    emitted("models").Odd = made
    emitted("_runtime.scope")._SCOPE.pop("Odd", None)
    emitted("_runtime.scope")._evaluated.cache_clear()
    emitted("_runtime.native").native.cache_clear()
    emitted("_runtime.codec")._DECODERS.clear()
    found = emitted("_runtime.codec").decode("list[Odd]", json.dumps([{name: "2020-01-01", "a_b": 1}]))

    assert (dt.date(2020, 1, 1), {"a_b": 1}) == (found[0].a_b, found[0].extra_fields)
    assert {name: "2020-01-01", "a_b": 1} == found[0].to_dict()


def test_text_that_json_can_have(emitted: Emitted) -> None:
    """What msgspec refuses and Python's own reader does not: another encoding, a lone surrogate, infinity."""
    read = emitted("_runtime.codec").decode

    assert "Ann" == read("Owner", '{"name": "Ann"}'.encode("utf-16")).name
    assert "\ud800" == read("str", b'"\\ud800"')
    assert [float("inf")] == read("list[float]", b"[1e400]")


def test_models(emitted: Emitted) -> None:
    """Fields by their names on the wire; unknown ones are kept and written back."""
    models = emitted("models")
    pet = decode(emitted, "Pet", {"petName": "Rex", "petOwners": [{"name": "Ann", "age": 3}], "x": {"y": 1}})

    assert ("Rex", "Ann", {"age": 3}) == (pet.pet_name, pet.owners[0].name, pet.owners[0].extra_fields)
    assert {"petName": "Rex", "petOwners": [{"name": "Ann", "age": 3}], "x": {"y": 1}} == pet.to_dict()
    assert "Owner(extra_fields={'age': 3}, name='Ann')" == repr(pet.owners[0])
    assert "Owner(name='Ann')" == repr(models.Owner(name="Ann"))
    assert models.Pet(pet_name="Rex") == models.Pet.from_dict({"petName": "Rex"}) != models.Pet(pet_name="Max")
    assert models.Pet(pet_name="Rex") != "Rex"
    with pytest.raises(TypeError, match="unhashable type"):
        hash(pet)
    with pytest.raises(TypeError, match="Unexpected keyword argument 'nme'"):
        models.Pet(pet_name="Rex", nme=1)
    with pytest.raises(TypeError, match="Missing required argument 'name'"):
        models.Owner()


def test_models_are_plain_objects(emitted: Emitted) -> None:
    """They can be changed, copied and pickled."""
    pet = emitted("models").Pet(pet_name="Rex", more=[1])
    twin = pickle.loads(pickle.dumps(copy.deepcopy(pet)))
    twin.pet_name = "Max"
    twin.extra_fields["new"] = True
    again = pickle.loads(pickle.dumps(copy.deepcopy(copy.copy(twin))))

    assert {"petName": "Max", "more": [1], "new": True} == again.to_dict()
    assert again == twin != pet
    assert {"petName": "Rex", "more": [1]} == pet.to_dict()


def test_unions(emitted: Emitted) -> None:
    """By tag where there is one, else by trial."""
    models = emitted("models")

    assert (models.Cat, 9) == (type(cat := decode(emitted, "Animal", {"kind": "cat", "lives": 9})), cat.lives)
    assert dt.date(2020, 1, 1) == decode(emitted, "Animal", {"kind": "dog", "lives": "2020-01-01"}).lives
    assert models.Dog is type(decode(emitted, "Animal | None", {"kind": "cow"}))
    assert models.Cat is type(decode(emitted, "list[Animal | None] | Unset", [None, {"kind": "cat"}])[1])
    assert models.Owner is type(decode(emitted, "Pet | Owner", {"name": "Ann"}))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.datetime(2020, 6, 1, 8, tzinfo=dt.UTC), "2020-06-01T08:00:00Z"),
        (
            dt.datetime(2020, 6, 1, 8, 0, 0, 5000, tzinfo=dt.timezone(dt.timedelta(hours=2))),
            "2020-06-01T08:00:00.005000+02:00",
        ),
        (dt.date(2020, 6, 1), "2020-06-01"),
        (UUID(UUID_TEXT), UUID_TEXT),
        (Decimal("1.10"), "1.10"),
        (b"\x00\x01", "AAE="),
        ({"a": (1, {2})}, {"a": [1, [2]]}),
        (deque([None]), [None]),
    ],
)
def test_encode(emitted: Emitted, value: Any, expected: Any) -> None:
    """Python values as JSON."""
    assert expected == emitted("_runtime.encode").encode(value)


def test_encode_leaves_out_what_is_unset(emitted: Emitted) -> None:
    """In plain dicts as in models."""
    unset = emitted("_runtime.unset").UNSET

    assert {"b": None} == emitted("_runtime.encode").encode({"a": unset, "b": None})
    assert not unset
    assert unset is pickle.loads(pickle.dumps(unset))


@pytest.mark.parametrize("value", [object(), {1: object()}, dt.timedelta(1)])
def test_what_cannot_be_sent(emitted: Emitted, value: Any) -> None:
    """It is said, rather than sent in some form."""
    with pytest.raises(TypeError, match="cannot send"):
        emitted("_runtime.encode").encode(value)


@pytest.mark.parametrize("text", ["20200101", "2020-W01-1", "2020-01-01", "20200101T000000Z"])
def test_text_that_is_no_time(emitted: Emitted, text: str) -> None:
    """Python reads more than RFC 3339 has; a number of an invoice must not become a time."""
    assert text == decode(emitted, "dt.datetime | str", text)
    assert dt.datetime(2020, 1, 1, tzinfo=dt.UTC) == decode(emitted, "dt.datetime | str", "2020-01-01t00:00:00z")


def test_an_unknown_tag(emitted: Emitted) -> None:
    """A variant that lacks what it requires is not meant; one that fits is taken."""
    scope, models = emitted("_runtime.scope"), emitted("models")
    union = scope.Annotated[models.Owner | models.Pet, scope.Tagged("kind", {"o": "Owner", "p": "Pet"})]
    reader = emitted("_runtime.codec").Reader()

    assert {"kind": "?", "x": 1} == reader.read(union, {"kind": "?", "x": 1})
    assert [((), "unknown value")] == [fault[:2] for fault in reader.faults]
    assert "Ann" == reader.read(union, {"kind": "?", "name": "Ann"}).name
