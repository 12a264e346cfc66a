"""Compile the reading and resolving modules with mypyc while the wheel is built, where that can be done.

The compiled modules behave as the Python ones and take about two thirds of their time. Without a C
compiler, or with ``GEOCODER_PURE=1``, the wheel holds Python alone; an editable install always does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULES = (
    "edits",
    "focus",
    "fuzzy",
    "glued",
    "index",
    "interpret/*",
    "kinds",
    "latin",
    "lexicon",
    "match",
    "normalize",
    "outline",
    "precision",
    "record",
    "recurrence",
    "relate/*",
    "resolve/*",
    "spans",
    "spellings",
    "word_classes",
)
"""Modules of the package between the text and its mentions; what callers see of them stays Python."""

_SETUP = """
from mypyc.build import mypycify
from setuptools import setup

setup(
    name="geocoder",
    packages=[],
    ext_modules=mypycify(
        ["--ignore-missing-imports", "--python-version={version}", *{files!r}],
        opt_level="3", debug_level="0", group_name="geocoder",
    ),
)
"""


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel, or says why it holds none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a directory of its own, so that the checkout stays as it is."""
        if version == "editable" or os.environ.get("GEOCODER_PURE"):
            return
        self._workplace = TemporaryDirectory()
        try:
            built = self._compile(Path(self._workplace.name))
        except (subprocess.CalledProcessError, OSError) as error:
            output = getattr(error, "stderr", None) or str(error)
            self.app.display_warning(f"not compiled, the wheel holds Python alone: {output[-2000:]}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update(built)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the directory."""
        if hasattr(self, "_workplace"):
            self._workplace.cleanup()

    def _compile(self, workplace: Path) -> dict[str, str]:
        """Where each compiled file lies, with its path in the wheel."""
        package = workplace / "geocoder"
        shutil.copytree(Path(self.root) / "geocoder", package)
        files = sorted(
            str(path.relative_to(workplace)) for name in MODULES for path in package.glob(f"{name}.py")
        )
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        (workplace / "setup.py").write_text(_SETUP.format(version=version, files=files), encoding="utf-8")
        subprocess.run(
            [sys.executable, "setup.py", "build_ext", "--build-lib", "built"],
            cwd=workplace,
            check=True,
            capture_output=True,
            text=True,
        )
        built = workplace / "built"
        return {str(path): str(path.relative_to(built)) for path in built.rglob("*") if path.is_file()}
