"""`saldo-jht notify`: who is told how checks end, and by which service. No address is ever shown."""

import click

from checker.cli import options, render, terminal
from checker.failures import ConfigInvalid
from checker.texts import N_, _, local

_WHERE = {"keyring": N_("address in the system's keyring"), "config.toml": N_("address in config.toml")}


@options.group(
    _("Who is told, after a check, what has changed, that they are needed, that checks fail or work again."),
    ("notify add phone", _("then paste, for example, ntfy://my-secret-topic")),
    "notify test",
    ("notify", _("which services there are")),
)
@click.pass_context
def notify(ctx: click.Context) -> int:
    return 0 if ctx.invoked_subcommand else int(ctx.invoke(list_))


@options.command(
    _("Ask for the address of a service (as Apprise writes it) and keep it in the system's keyring."),
    ("notify add phone", _("then paste, for example, ntfy://my-secret-topic")),
    of=notify,
)
@click.argument("name")
def add(name: str) -> int:
    from checker.tasks.check import prepare
    from checker.tasks.telling import of

    services = of(prepare())
    services.check_new(name)
    # Not an argument: what stands on a command line, other users and the shell's history see.
    url = terminal.secret(_("Address of the service, such as ntfy://topic (not shown): "))
    if "://" not in url:
        raise ConfigInvalid(f"the address of {name}: expected one such as ntfy://topic or mailto://...")
    services.add(name, url)
    render.say(_("{name} was added. Try it: saldo-jht notify test {name}"), name=name)
    return 0


@options.command(_("Forget a service that was added."), "notify remove phone", of=notify)
@click.argument("name")
def remove(name: str) -> int:
    from checker.tasks.check import prepare
    from checker.tasks.telling import of

    of(prepare()).remove(name)
    render.say(_("{name} was forgotten."), name=name)
    return 0


@options.command(_("The services, and where each address is."), "notify list", of=notify, name="list")
@options.AS_JSON
def list_(as_json: bool) -> int:
    from checker.tasks.check import prepare
    from checker.tasks.telling import of, open_to_others

    checks = prepare()
    services = of(checks).all()
    render.warn(open_to_others(checks))
    if as_json:
        told = [{"service": name, "where": where} for name, where in services.items()]
        render.print_json({"schema": "saldo-jht/notify/1", "status": "ok", "services": told})
        return 0
    for name, where in services.items():
        click.echo(f"{name}: {_(_WHERE[where])}")
    if not services:
        render.say(_("No service yet: `saldo-jht notify add NAME`, or [notify.urls] in config.toml."))
    return 0


@options.command(
    _("Send one sample of each kind of message, with invented amounts: changed, needed, failing, works again."),
    "notify test",
    "notify test phone",
    of=notify,
)
@click.argument("names", nargs=-1)
@options.AS_JSON
def test(names: tuple[str, ...], as_json: bool) -> int:
    from checker.tasks.check import prepare
    from checker.tasks.telling import of, open_to_others, samples

    checks = prepare()
    render.warn(open_to_others(checks))
    if not of(checks).all():
        render.say(_("No service yet: `saldo-jht notify add NAME`, or [notify.urls] in config.toml."))
        if as_json:
            render.print_json({"schema": "saldo-jht/notify/1", "status": "ok", "sent": []})
        return 4
    sent = samples(checks, names)
    if as_json:
        told = [{"service": one.service, "kind": str(one.kind), "failed": one.failed} for one in sent]
        status = "error" if any(one.failed for one in sent) else "ok"
        render.print_json({"schema": "saldo-jht/notify/1", "status": status, "sent": told})
    for one in sent:
        if not as_json:
            click.echo(
                f"{one.service}: {one.title}: " + (local(one.failed) if one.failed else _("sent")),
                err=one.failed is not None,
            )
    return ConfigInvalid.exit_status if any(one.failed for one in sent) else 0
