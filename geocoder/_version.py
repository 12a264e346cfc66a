"""The version of the library, read by the build and by the record."""

__version__ = "0.1.0"
