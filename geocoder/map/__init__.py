"""A map of documents in one HTML file that opens without a network."""

from geocoder.map.documents import MapDocument, Problem, of_document
from geocoder.map.inputs import read_documents
from geocoder.map.page import build_map

__all__ = ["MapDocument", "Problem", "build_map", "of_document", "read_documents"]
