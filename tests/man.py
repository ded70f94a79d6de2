"""The man pages, made from the commands' help: `make man` brings them up to date, in both languages."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import click

from checker import texts
from checker.cli.program import saldo_jht
from tests.driving import ROOT

LANGUAGES = {"en": ROOT / "docs/man/man1/saldo-jht.1", "id": ROOT / "docs/man/id/man1/saldo-jht.1"}
_HEADS = {"en": ("NAME", "DESCRIPTION", "COMMANDS"), "id": ("NAMA", "KETERANGAN", "PERINTAH")}


def page(language: str) -> str:
    """The page in the language that this process speaks, as troff (man(7))."""
    name, description, commands = _HEADS[language]
    root = click.Context(saldo_jht, info_name="saldo-jht", help_option_names=["-h", "--help"], terminal_width=78)
    about = texts._("Check the balance of your own JHT savings at BPJS Ketenagakerjaan.")
    lines = [
        '.TH SALDO-JHT 1 "" "saldo-jht"',
        f".SH {name}",
        f"saldo-jht \\- {_escaped(about)}",
        f".SH {description}",
        *_verbatim(root.get_help()),
        f".SH {commands}",
    ]
    for inner in _below(root):
        lines += [f".SS {_escaped(inner.command_path)}", *_verbatim(inner.get_help())]
    return "\n".join(lines) + "\n"


def _below(context: click.Context) -> Iterator[click.Context]:
    """The contexts of all commands below one, in their order."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        yield inner
        yield from _below(inner)


def _verbatim(text: str) -> list[str]:
    return [".nf", *map(_escaped, text.splitlines()), ".fi"]


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped)


def main() -> None:
    for language, path in LANGUAGES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        # The texts of options are asked for as their modules are loaded: each language needs a process of its own.
        own = {**os.environ, "SALDO_JHT_LANG": language}
        made = subprocess.run([sys.executable, "-m", "tests.man", language], env=own, capture_output=True, check=True)
        path.write_bytes(made.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(page(sys.argv[1]))
    else:
        main()
