"""`saldo-jht demo`: the simulated portal or the simulated phone, with a check of it or kept up for one's own try."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from checker.cli import options, render
from checker.texts import _, local

SUPPRESSED = ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD", "SALDO_JHT_PORTAL_URL", "SALDO_JHT_HOME")


@click.command()
@click.option("--serve", is_flag=True, help=_("Keep the portal up until Ctrl-C and print how to point a check at it."))
@click.option("--jmo", is_flag=True, help=_("A simulated phone with the app JMO instead; needs the extra `phone`."))
@click.option("--skin", default="adminlte", show_default=True, help=_("What the portal looks like."))
@click.option("--scenario", default="one-card", show_default=True, help=_("What is shown and what goes wrong."))
@options.given("--port", 0, _("Port on loopback; 0 takes a free one."), click.IntRange(0, 65535), "N")
def demo(serve: bool, jmo: bool, skin: str, scenario: str, port: int) -> None:
    if jmo:
        sys.exit(_phone(serve, scenario, port))
    try:
        # Flask comes with an extra, so it is asked for only here.
        from checker.simulator import server
        from checker.simulator.scenarios import EMAIL, PASSWORD
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "checker":
            raise
        raise click.ClickException(_("The demo needs an extra: pip install 'saldo-jht[demo]'")) from None
    # The account and its address must be the invented ones, so nothing of the person's own settings is handed on.
    signal.signal(signal.SIGTERM, _terminated)
    environment = {name: value for name, value in os.environ.items() if name not in SUPPRESSED}
    try:
        with server.start(skin, scenario, port) as portal:
            settings = {
                "SALDO_JHT_EMAIL": EMAIL,
                "SALDO_JHT_PASSWORD": PASSWORD,
                "SALDO_JHT_PORTAL_URL": portal.url,
            }
            text = _("SIMULATED portal at {url} (skin {skin}, scenario {scenario}): invented person and balances.")
            render.say(text, url=portal.url, skin=skin, scenario=scenario)
            if serve:
                _serve(settings, "check")
                return
            # Nothing of a demo is kept, so that a yes of the person's would hold for nothing.
            text = _(
                "A first check asks you whether the portal shows the same. In a demo nobody is asked, so the check "
                "below says that nobody has confirmed it: there is nothing for you to run."
            )
            render.say(text)
            with tempfile.TemporaryDirectory(prefix="saldo-jht-demo-") as home:
                mine = environment | settings | {"SALDO_JHT_HOME": home}
                status = _run(mine, Path(home), "check", "--unconfirmed") or _run(mine, Path(home), "history")
    except ValueError as error:
        raise click.BadParameter(local(str(error))) from None
    except OSError as error:
        text = _("Port {port} cannot be used: {reason}").format(port=port, reason=error.strerror or error)
        raise click.ClickException(text) from None
    sys.exit(status)


def _phone(serve: bool, scenario: str, port: int) -> int:
    """Show a check of the app on a simulated phone; the exit status."""
    from checker.simulator import adb
    from checker.simulator.jmo import SCENARIOS
    from checker.simulator.phone import phone

    if scenario not in SCENARIOS:
        text = _("no scenario called {name}; there are: {names}")
        raise click.BadParameter(text.format(name=scenario, names=", ".join(SCENARIOS)))
    signal.signal(signal.SIGTERM, _terminated)
    environment = {name: value for name, value in os.environ.items() if name not in (*SUPPRESSED, "ANDROID_SERIAL")}
    try:
        server = adb.start([phone(scenario)], port)
        with server as running:
            text = _("SIMULATED phone behind a simulated adb server (port {port}): invented app, person and balances.")
            render.say(text, port=running.port)
            settings = {"ANDROID_ADB_SERVER_HOST": "127.0.0.1", "ANDROID_ADB_SERVER_PORT": str(running.port)}
            if serve:
                _serve(settings, "jmo check")
                return 0
            with tempfile.TemporaryDirectory(prefix="saldo-jht-demo-") as home:
                mine = environment | settings | {"SALDO_JHT_HOME": home}
                told = _run(mine, Path(home), "jmo", "check", "--unconfirmed")
                return told or _run(mine, Path(home), "history")
    except OSError as error:
        text = _("Port {port} cannot be used: {reason}").format(port=port, reason=error.strerror or error)
        raise click.ClickException(text) from None


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    """End in the orderly way, so that neither a check nor its browser outlives the demo."""
    del number, frame
    sys.exit(143)


def _serve(settings: dict[str, str], command: str) -> None:
    text = _("Set these in another terminal, then run: saldo-jht {command}. Ctrl-C here ends the simulation.")
    render.say(text, command=command)
    for name, value in settings.items():
        click.echo(f"export {name}={value}")
    # A history of invented balances must not mix with the person's own.
    click.echo('export SALDO_JHT_HOME="$(mktemp -d)"')
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


def _run(environment: dict[str, str], folder: Path, *arguments: str) -> int:
    """Run a real command as a process of its own, in an empty folder so that no `.env` lying about is read."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [environment.get("PYTHONPATH")])]
    environment = environment | {"PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "checker", *arguments]
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The terminal sent the signal to both; the check ends by itself and says so with its status.
            return process.wait()
        except SystemExit:
            process.terminate()
            raise
