"""`saldo-jht sms`: the texts for the SMS service 2757, shown for the person to send, and its reply, read.

The program sends nothing, and keeps nothing but a picture that was asked for.
"""

import io
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import options, render, terminal
from checker.failures import Failure, NeedsHuman
from checker.texts import N_, _

if TYPE_CHECKING:
    import segno

    from checker.portal.sms import Sms

_SCHEMA = "saldo-jht/sms/1"
_TERMS = (
    N_("This message goes to {number} by SMS, from a number of Telkomsel, Indosat or XL, and costs what they ask."),
    N_("Articles of 2025 call the service discontinued; nobody who wrote this program has tried it."),
)
_IN_THE_CLEAR = N_("It holds your NIK, which the operators and anybody who gets hold of the phone can read.")
_MOST_READ = 10_000
_YES = options.flag("--yes", text=_("Show it without asking: you know what it costs and what it gives away."))
_PICTURE = options.file("-o", "--output", text=_("Also keep the QR code as a picture (.png or .svg), for you alone."))


@options.group(
    _("The SMS service 2757: the program writes the message, you send it."),
    "sms register",
    "sms balance --kpj 12345678901",
    "sms read",
)
@click.pass_context
def sms(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@options.command(
    _(
        "The message that registers you, from what you type (nothing of it is kept). Without a terminal, lines such as "
        "nik=... are read from standard input: nik, name, birth, kpj, email."
    ),
    "sms register",
    ("sms register --form names", _("the form that asks for the name instead of an e-mail address")),
    ("sms register --yes -o daftar.png < data.txt", _("lines such as nik=..., birth=17-08-1990")),
    of=sms,
)
@click.option("--form", type=click.Choice(["email", "names"]), default="email", help=_("Which form that was printed."))
@_YES
@_PICTURE
@options.AS_JSON
def register(form: str, yes: bool, output: Path | None, as_json: bool) -> int:
    from checker.portal import sms as portal
    from checker.tasks import sms as task

    service = portal.load()
    _agreed(service.number, yes, (*_TERMS, _IN_THE_CLEAR))
    values = _asked(task.ASKED[form])
    if task.disagrees(values["nik"], values["birth"]):
        render.say(_("Warning: {detail}").format(detail=_("the NIK tells another day of birth than you")))
    return _show(service, task.registration(service, form, values), output, as_json)


@options.command(
    _("The message that asks for the balance of a card."), "sms balance --kpj 12345678901", "sms balance", of=sms
)
@click.option("--kpj", metavar="KPJ", help=_("The card; asked for where it is not given."))
@_YES
@_PICTURE
@options.AS_JSON
def balance(kpj: str | None, yes: bool, output: Path | None, as_json: bool) -> int:
    from checker.portal import sms as portal
    from checker.tasks import sms as task

    service = portal.load()
    try:
        number = task.CHECKS["kpj"](kpj) if kpj is not None else None
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="--kpj") from None
    _agreed(service.number, yes, _TERMS)
    number = number or _asked(("kpj",))["kpj"]
    return _show(service, service.texts.balance.format(kpj=number), output, as_json)


@options.command(
    _(
        "Read a reply: one balance a card, said to be the JHT's, or none at all. It is kept in the history. No reply "
        "was ever printed, so compare what is shown with the message."
    ),
    ("sms read", _("paste it, then Enter and Ctrl-D")),
    ("sms read 'THE REPLY'", _("its text, as it came")),
    "sms read - < balasan.txt",
    of=sms,
)
@click.argument("text", required=False)
@options.given("--account", "default", _("Whose balance it is."), sign="NAME")
@options.flag("--dry-run", text=_("Only show what is read."))
@options.AS_JSON
def read(text: str | None, account: str, dry_run: bool, as_json: bool) -> int:
    from checker.cli.check import show
    from checker.tasks.check import Checked
    from checker.tasks.sms import read_reply

    if text in (None, "-"):
        if text is None and terminal.is_there():
            render.say(_("Paste the reply, then press Enter and Ctrl-D:"))
        text = sys.stdin.read(_MOST_READ)
    started, began = datetime.now(UTC), time.monotonic()
    try:
        outcome = read_reply(text or "", account, render.settings().folders, to_keep=not dry_run)
    except Failure as failure:
        return render.fail(failure, as_json, account, started)
    return show([Checked(account, started, time.monotonic() - began, outcome, last=True)], as_json)


def _agreed(number: str, yes: bool, terms: Sequence[str]) -> None:
    """Tell what a message costs and gives away, and go on only where the person says yes. Raises NeedsHuman."""
    for one in terms:
        render.say(_(one).format(number=number))
    if yes:
        return
    if not terminal.is_there() or not terminal.agrees(_("Show the message?"), need_answer=False):
        raise NeedsHuman(
            "nobody has agreed to what the message costs and gives away", case="message", rule="not-agreed"
        )


def _asked(names: Sequence[str]) -> dict[str, str]:
    """What the person types for each of the names, or standard input holds, as it is sent."""
    from checker.tasks.sms import CALLED, CHECKS

    if terminal.is_there():
        return {name: _typed(_(CALLED[name]), name) for name in names}
    given: dict[str, str] = {}
    for line in sys.stdin.read(_MOST_READ).splitlines():
        name, sign, value = line.partition("=")
        if not line.strip():
            continue
        if not sign or name.strip().lower() not in CHECKS:
            # What stands there is not repeated: it may be a NIK.
            raise click.UsageError(
                _("Standard input: expected lines NAME=VALUE with {names}.").format(names=", ".join(names))
            )
        given[name.strip().lower()] = value
    found = {}
    for name in names:
        try:
            found[name] = CHECKS[name](given.get(name, ""))
        except ValueError as wrong:
            raise click.UsageError(_("Standard input, {name}: {reason}.").format(name=name, reason=wrong)) from None
    return found


def _typed(called: str, name: str) -> str:
    """What is typed for one of them, asked for again until it may be right."""
    from checker.tasks.sms import CHECKS

    def checked(text: str) -> str:
        try:
            return CHECKS[name](text)
        except ValueError as wrong:
            raise click.BadParameter(str(wrong)) from None

    default = "" if name == "email" else None
    value: str = click.prompt(called, value_proc=checked, default=default, show_default=False, err=True)
    return value


def _show(service: "Sms", text: str, output: Path | None, as_json: bool) -> int:
    """Show the message as text, as an address and as a QR code that a phone opens as a message."""
    import segno

    from checker.tasks.sms import ONE_SMS, link

    address = link(service, text)
    code = segno.make(address, micro=False)
    if output is not None:
        _keep(code, output)
    if len(text) > ONE_SMS:
        render.say(_("The message is longer than one SMS: it is sent as several."))
    if as_json:
        render.print_json({"schema": _SCHEMA, "status": "ok", "to": service.number, "text": text, "link": address})
        return 0
    click.echo(_("To {number}:").format(number=service.number) + f" {text}")
    click.echo(address)
    drawn = io.StringIO()
    code.terminal(drawn, compact=True)
    click.echo(drawn.getvalue())
    render.say(_("Nothing was sent: send it yourself, then give the reply to `saldo-jht sms read`."))
    return 0


def _keep(code: "segno.QRCode", output: Path) -> None:
    """Write the QR code into a new file of its owner's alone. Raises StorageFailed."""
    from checker.keeping.files import create

    kind = output.suffix.lower().lstrip(".")
    if kind not in ("png", "svg"):
        raise click.BadParameter(_("expected a name that ends in .png or .svg"), param_hint="-o")
    if output.exists():
        raise click.BadParameter(_("{path} is there already: choose another name").format(path=output), param_hint="-o")
    drawn = io.BytesIO()
    code.save(drawn, kind=kind, scale=6)
    create(output, drawn.getvalue())
