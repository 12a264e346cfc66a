"""Packages that only some installations have."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from geocoder.errors import InputError


def needed(package: str, *, extra: str, task: str) -> ModuleType:
    """The package, imported now.

    Args:
        package: Name of the module.
        extra: Our extra that brings it.
        task: What it is needed for, as in "read zstd files".

    Raises:
        InputError: It is not installed.
    """
    try:
        return import_module(package)
    except ImportError as error:
        name = package.partition(".")[0]
        raise InputError(
            f"to {task}, install {name}: pip install 'deir-ez-zor-geocoder[{extra}]' ({error})"
        ) from error
