"""The command group."""

import click


@click.group()
def main() -> None:
    """Find places in text."""
