"""Hypothesis strategies for whole OpenAPI documents: valid, of moderate size, and as unkind as the specification allows."""

from documents.document import documents
from documents.swagger import swagger_documents

__all__ = ["documents", "swagger_documents"]
