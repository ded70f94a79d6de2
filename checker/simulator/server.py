"""Running the simulated portal: two servers on loopback, the portal's own and another origin, until a block ends."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from checker.simulator.scenarios import SCENARIOS
from checker.simulator.site import Site
from checker.simulator.skins import load
from checker.simulator.workings import Portal
from checker.texts import N_

CLONE_SKINS = Path(__file__).parents[2] / "tests" / "skins"


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: the portal keeps its own log, and that one is free of secrets."""


def _serve(app: Flask, port: int = 0) -> BaseWSGIServer:
    with socket.socket() as probe:
        # werkzeug ends the whole program when a port is taken; an OSError from here can be met.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
    return make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)


@contextmanager
def start(
    skin: str = "adminlte",
    scenario: str = "one-card",
    port: int = 0,
    skins_folder: Path | None = None,
    delay: float | None = None,
) -> Iterator[Portal]:
    """Run the simulated portal on loopback until the block ends.

    `skins_folder` holds more skins (in a clone, `tests/skins` is found by itself); `delay` replaces the scenario's own
    seconds before each answer.
    """
    if scenario not in SCENARIOS:
        raise ValueError(N_("no scenario called {0}; there are: {1}").format(repr(scenario), ", ".join(SCENARIOS)))
    folder = skins_folder or (CLONE_SKINS if CLONE_SKINS.is_dir() else None)
    portal = Portal("", "", load(skin, folder), SCENARIOS[scenario])
    site = Site(portal, folder, delay)
    servers = [_serve(site.app, port), _serve(site.other)]
    portal.url, portal.other_url = (f"http://127.0.0.1:{server.server_port}/" for server in servers)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield portal
    finally:
        site.stopped.set()
        for server in servers:
            server.shutdown()
            server.server_close()
