"""A command group that loads a command when it is named."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

import click


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, named ``module:attribute``."""

    homes: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands whose modules are installed, in the order of ``homes``."""
        del ctx
        return [name for name, home in self.homes.items() if find_spec(home.partition(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, _, name = self.homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command
