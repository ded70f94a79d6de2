"""`saldo-jht completion`: the lines that make a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from checker.cli import options
from checker.texts import _


@options.command(
    _("Print what makes your shell complete commands and options with the tab key."),
    ("completion bash > ~/.local/share/bash-completion/completions/saldo-jht", ""),
    ("completion zsh > ~/.zfunc/_saldo-jht", _("with ~/.zfunc in fpath")),
    ("completion fish > ~/.config/fish/completions/saldo-jht.fish", ""),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "saldo-jht", "_SALDO_JHT_COMPLETE").source())
    return 0
