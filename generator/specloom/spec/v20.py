"""Swagger 2.0 in the shape of OpenAPI 3: body and form parameters, `produces`, `host`, `definitions`.

Objects are put together anew (`MovedObject`), but every node in them keeps the place that it has in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specloom.source import Node
from specloom.source.document import MovedArray, MovedObject
from specloom.source.values import is_array, is_object
from specloom.spec import v30
from specloom.spec.dialect import Dialect, Follow

__all__ = ["V20", "reusable"]

_NOT_OF_A_SCHEMA = {"name", "in", "required", "collectionFormat", "allowEmptyValue", "description", "x-example"}
_STYLES = {
    "csv": ("form", False),
    "multi": ("form", True),
    "ssv": ("spaceDelimited", False),
    "tsv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
}
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


def _schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Schema Object (2.0): `x-nullable` is what vendors write for 3.0's `nullable`; a file is bytes."""
    result = dict(schema)
    if result.get("x-nullable") is True:
        result["nullable"] = True
    if result.get("type") == "file":
        result.update(type="string", format="binary")
    if isinstance(result.get("discriminator"), str):
        result["discriminator"] = {"propertyName": result["discriminator"]}
    return v30.upgrade_schema(result)


def _root(root: Node) -> Node:
    """Swagger Object (2.0): `host`, `basePath` and `schemes` as servers, definitions as components."""
    members = dict(root.members())
    components: dict[str, Node] = {}
    if "definitions" in members:
        components["schemas"] = members["definitions"]
    if "securityDefinitions" in members:
        components["securitySchemes"] = _moved(
            members["securityDefinitions"],
            {name: _scheme(node) for name, node in members["securityDefinitions"].members()},
        )
    members["components"] = _moved(root, components)
    members["servers"] = _servers(root, root.get("schemes"))
    return _moved(root, members)


def _moved(owner: Node, members: Mapping[str, Node]) -> Node:
    """Return an object of these members, which stands where its owner does."""
    return Node(MovedObject(members), owner.location)


def _servers(root: Node, schemes: Node | None) -> Node:
    """Return the addresses that `schemes`, `host` and `basePath` make; https first."""
    place = next((node.location for key in ("host", "basePath") if (node := root.get(key))), root.location)
    host, base = root.text("host"), root.text("basePath").rstrip("/")
    listed = (
        [each for each in schemes.value if each in ("http", "https")] if schemes and is_array(schemes.value) else []
    )
    urls = [f"{scheme}://{host}{base}" for scheme in sorted(set(listed), reverse=True) or ["https"]]
    if not host:
        urls = [base or "/"]
    return Node(MovedArray(Node(MovedObject({"url": Node(url, place)}), place) for url in urls), place)


def _scheme(node: Node) -> Node:
    """Security Scheme Object (2.0)."""
    kind = node.text("type")
    members = dict(node.members())
    if kind == "basic":
        members["type"] = Node("http", node.location)
        members["scheme"] = Node("basic", node.location)
    elif kind == "oauth2":
        flow = _FLOWS.get(node.text("flow"), "implicit")
        members["flows"] = _moved(node, {flow: node})
    return _moved(node, members)


def _operation(root: Node, path_item: Node, operation: Node, follow: Follow) -> tuple[Node, Node]:
    """Operation Object (2.0): parameters of the path item and its own, with those of the body as `requestBody`."""
    if not is_object(operation.value):
        return path_item, operation
    members = {key: node for key, node in operation.members() if key not in ("consumes", "produces", "schemes")}
    parameters, odd = _parameters(path_item, operation, follow)
    plain = [_parameter(node) for node in parameters if node.text("in") not in ("body", "formData")]
    members["parameters"] = odd or Node(MovedArray(plain), operation.location.child("parameters"))
    consumes = _media_types(root, operation, "consumes")
    body = next((node for node in parameters if node.text("in") == "body"), None)
    form = [node for node in parameters if node.text("in") == "formData"]
    if body is not None:
        members["requestBody"] = _body(body, consumes or ["application/json"])
    elif form:
        members["requestBody"] = _form(operation, form, consumes)
    responses = operation.get("responses")
    responses = follow(responses) if responses is not None and is_object(responses.value) else responses
    if responses is not None and is_object(responses.value):
        produces = _media_types(root, operation, "produces")
        members["responses"] = _moved(
            responses,
            {
                status: node if status.startswith("x-") else _response(node, produces, follow)
                for status, node in responses.members()
            },
        )
    if operation.get("schemes") is not None:
        members["servers"] = _servers(root, operation.get("schemes"))
    kept = {key: node for key, node in path_item.members() if key != "parameters"}
    return _moved(path_item, kept), _moved(operation, members)


def _parameters(path_item: Node, operation: Node, follow: Follow) -> tuple[list[Node], Node | None]:
    """Return the parameters, an operation's own in place of the path item's; and a node that is no list of them."""
    found: dict[tuple[str, str], Node] = {}
    for owner in (path_item, operation):
        listed = owner.get("parameters")
        listed = follow(listed) if listed is not None and is_object(listed.value) else listed
        if listed is None:
            continue
        if not is_array(listed.value):
            return [], listed
        for element in listed.elements():
            node = follow(element) if is_object(element.value) else element
            if node is not None:
                found[(node.text("name") or node.location.pointer, node.text("in"))] = node
    return list(found.values()), None


def _media_types(root: Node, operation: Node, key: str) -> list[str]:
    """Return `consumes` or `produces`: the operation's, else the document's."""
    node = operation.get(key) or root.get(key)
    return [each for each in node.value if isinstance(each, str)] if node is not None and is_array(node.value) else []


def _schema_of(node: Node) -> Node:
    """Return what of a parameter or a header is a schema; it stands where that does."""
    return Node({key: value for key, value in node.value.items() if key not in _NOT_OF_A_SCHEMA}, node.location)


def _parameter(node: Node) -> Node:
    """Parameter Object (2.0) outside the body: the schema's keywords stand in the parameter itself.

    One with a `schema` is of a later version, in another file.
    """
    if not is_object(node.value) or "schema" in node.value:
        return node
    members = {key: each for key, each in node.members() if key in _NOT_OF_A_SCHEMA or key == "deprecated"}
    members["schema"] = _schema_of(node)
    if "x-example" in members:
        members["example"] = members["x-example"]
    style, explode = _STYLES.get(node.text("collectionFormat"), ("form", False))
    if node.text("in") == "query" and node.value.get("type") == "array":
        members["style"] = Node(style, node.location)
        members["explode"] = Node(explode, node.location)
    return _moved(node, members)


def _body(parameter: Node, consumes: list[str]) -> Node:
    """Return a request body with the schema of a `body` parameter for every media type."""
    schema = parameter.get("schema")
    content = _moved(parameter, {"schema": schema} if schema is not None else {})
    members = {key: node for key, node in parameter.members() if key in ("description", "required")}
    members["content"] = _moved(parameter, dict.fromkeys(consumes, content))
    return _moved(parameter, members)


def _form(operation: Node, fields: list[Node], consumes: list[str]) -> Node:
    """Return a request body whose fields are the `formData` parameters."""
    place = operation.location.child("parameters")
    has_file = any(field.value.get("type") == "file" for field in fields)
    allowed = [each for each in consumes if each in (_FORM, _MULTIPART)]
    media_types = [_MULTIPART] if has_file else allowed or [_FORM]
    schema = MovedObject(
        {
            "type": Node("object", place),
            "properties": Node(MovedObject({field.text("name"): _form_field(field) for field in fields}), place),
            "required": Node([field.text("name") for field in fields if field.flag("required")], place),
        }
    )
    content = MovedObject(
        {"schema": Node(schema, place), "encoding": Node(MovedObject(dict(_encodings(fields))), place)}
    )
    listed = MovedObject(dict.fromkeys(media_types, Node(content, place)))
    required = any(field.flag("required") for field in fields)
    return Node(MovedObject({"content": Node(listed, place), "required": Node(required, place)}), place)


def _form_field(field: Node) -> Node:
    described = field.get("description")
    schema = _schema_of(field)
    if described is not None:
        schema.value["description"] = described.value
    return schema


def _encodings(fields: list[Node]) -> Iterator[tuple[str, Node]]:
    for field in fields:
        if field.value.get("type") == "array":
            style, explode = _STYLES.get(field.text("collectionFormat"), ("form", False))
            yield field.text("name"), Node({"style": style, "explode": explode}, field.location)


def _response(node: Node, produces: list[str], follow: Follow) -> Node:
    """Response Object (2.0): one schema for every media type of `produces`; examples by media type."""
    response = follow(node) if is_object(node.value) else None
    if response is None or not is_object(response.value):
        return node
    if "content" in response.value:
        return response  # of a later version, in another file
    members = {key: each for key, each in response.members() if key not in ("schema", "examples", "headers")}
    headers = response.get("headers")
    if headers is not None and is_object(headers.value):
        members["headers"] = _moved(headers, {name: _header(each) for name, each in headers.members()})
    schema = response.get("schema")
    listed = response.get("examples")
    examples = dict(listed.members()) if listed is not None else {}
    if schema is not None:
        is_file = is_object(schema.value) and schema.value.get("type") == "file"
        media_types = produces or ["application/octet-stream" if is_file else "application/json"]
        members["content"] = _moved(
            response,
            {
                each: _moved(response, {"schema": schema, **({"example": examples[each]} if each in examples else {})})
                for each in media_types
            },
        )
    return _moved(response, members)


def _header(node: Node) -> Node:
    """Header Object (2.0)."""
    if not is_object(node.value):
        return node
    members = {key: each for key, each in node.members() if key == "description"}
    members["schema"] = _schema_of(node)
    return _moved(node, members)


def reusable(node: Node) -> Node:
    """Return a parameter or a response of a 2.0 document as documents of later versions write them; others unchanged."""
    value = node.value
    if not is_object(value) or "content" in value:
        return node
    if "in" in value and "name" in value and "schema" not in value:
        return _parameter(node)
    if "description" in value and "type" not in value and ("schema" in value or "examples" in value):
        return _response(node, [], lambda each: each)
    return node


V20 = Dialect(schema=_schema, root=_root, operation=_operation, schemas="/definitions", has_ref_siblings=False)
