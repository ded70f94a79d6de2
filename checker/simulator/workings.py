"""What a simulated portal is made of: sessions, a log of what it is sent, troubles in place of pages, templates.

Two Flask applications: the portal's own, whose routes a subclass gives, and a site on another origin.
"""

import os
import secrets
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, send_from_directory
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from checker.simulator.scenarios import AS_OF, EMAIL, PASSWORD, PERSON, Scenario
from checker.simulator.skins import SHARED, SHIPPED, Skin

_HANG_S = 600


@dataclass(frozen=True, slots=True)
class Logged:
    """One request: what was asked for and the names of the fields sent, never their values.

    `what` is the part of the portal that it met (``login``, ``balance``, ``claim`` ...). `password_anywhere` says that
    the password stood in the address, a header or the body, whatever the field was called.
    """

    method: str
    path: str
    what: str
    fields: tuple[str, ...] = ()
    email_ok: bool = False
    password_ok: bool = False
    password_anywhere: bool = False
    other_origin: bool = False


@dataclass
class Portal:
    """A running simulated portal."""

    url: str
    other_url: str
    skin: Skin
    scenario: Scenario
    requests: list[Logged] = field(default_factory=list)

    end_sessions: Callable[[], None] = field(default=lambda: None, repr=False)
    """Forget every browser, as a portal does in the night."""

    def count(self, what: str) -> int:
        """How many requests met `what` (``login-sent``, ``claim``, ``consent`` ...)."""
        return sum(1 for entry in self.requests if entry.what == what)


@dataclass
class Session:
    """What the server remembers of one browser. `stage` grows: ``new``, ``named``, ``waiting``, ``in``."""

    token: str
    stage: str = "new"
    pin_given: bool = False
    message: str | None = None


def _reset(connection: socket.socket) -> None:
    """Tear a connection down under the server, which then writes its answer to nobody."""
    # Lingering for zero seconds makes the close a reset rather than an orderly end. The server holds the socket open
    # through its own file objects, so its descriptor is given to another one whose far end is closed.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    dead, far_end = socket.socketpair()
    far_end.close()
    os.dup2(dead.fileno(), connection.fileno())
    dead.close()


class Workings:
    """One skin playing one scenario."""

    def __init__(self, portal: Portal, folder: Path | None, delay: float | None) -> None:
        self.portal, self.skin, self.scenario = portal, portal.skin, portal.scenario
        self.delay = portal.scenario.delay if delay is None else delay
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.sessions: dict[str, Session] = {}
        self.app = Flask("simulator", static_folder=None, template_folder=None)
        self.app.jinja_env.undefined = StrictUndefined
        self.app.jinja_env.trim_blocks = self.app.jinja_env.lstrip_blocks = True
        parents = [SHIPPED] if folder is None else [SHIPPED, folder]
        self.app.jinja_loader = ChoiceLoader([FileSystemLoader(self.skin.folder), FileSystemLoader(parents)])
        self.app.context_processor(self.context)
        self.app.before_request(self.before)
        self.app.after_request(self.after)
        self.portal.end_sessions = self.sessions.clear
        self.other = self.elsewhere()

    def note(self, other_origin: bool = False) -> None:
        """Log the request. Values are looked at here and dropped."""
        sent = request.get_json(silent=True) if request.is_json else request.form.to_dict()
        sent = sent if isinstance(sent, dict) else {}
        everything = f"{request.full_path} {list(request.headers.values())} {request.get_data(as_text=True)} {sent}"
        rule = (request.endpoint or "other").split()[0]
        entry = Logged(
            request.method,
            request.path.replace(PASSWORD, "[password]"),
            "foreign" if other_origin else rule,
            tuple(str(name).replace(PASSWORD, "[password]") for name in [*sent, *request.args]),
            str(sent.get(self.skin.fields["email"], "")).strip().lower() == EMAIL,
            sent.get(self.skin.fields["password"]) == PASSWORD,
            PASSWORD in everything,
            other_origin,
        )
        with self.lock:
            self.portal.requests.append(entry)

    def before(self) -> AnyResponse | tuple[Any, int] | None:
        request.get_data(cache=True, parse_form_data=False)
        self.note()
        what = (request.endpoint or "other").split()[0]
        if what in ("asset", "consent", "captcha"):
            return None
        if self.delay:
            self.stopped.wait(self.delay)
        match self.scenario.instead:
            case "maintenance-200":
                return self.message("maintenance-title", "maintenance")
            case "maintenance-503":
                return self.message("maintenance-title", "maintenance", 503)
            case "moved-notice":
                return self.message("moved-title", "moved")
            case "firewall":
                return make_response(render_template(f"{SHARED}/firewall.html"), 403)
            case "too-many":
                answer = self.message("too-many-title", "too-many", 429)
                answer.headers["Retry-After"] = "3600"
                return answer
            case "moved-root":
                return redirect(self.portal.other_url)
            case "loop":
                return redirect("/" if request.path != "/" else self.skin.paths["login"])
            case "hang":
                self.stopped.wait(_HANG_S)
                return make_response("", 504)
            case "reset":
                _reset(request.environ["werkzeug.socket"])
                return make_response("")
        return None

    def after(self, response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        token = request.environ.get("simulator.token")
        if token:
            response.set_cookie(self.skin.cookie, token, httponly=True, samesite="Lax")
        return response

    def session(self) -> Session:
        """The session of the browser that asks; a new one is begun where there is none."""
        token = request.environ.get("simulator.token") or request.cookies.get(self.skin.cookie, "")
        with self.lock:
            if token not in self.sessions:
                token = secrets.token_hex(12)
                self.sessions[token] = Session(secrets.token_hex(8))
                request.environ["simulator.token"] = token
            return self.sessions[token]

    def context(self) -> dict[str, Any]:
        return {
            "skin": self.skin,
            "scenario": self.scenario,
            "p": self.skin.paths,
            "f": self.skin.fields,
            "t": self.skin.say,
            "money": self.skin.money,
            "day": self.skin.day,
            "today": AS_OF,
            "person": PERSON,
            "email": EMAIL,
            "menu": self.menu(),
            "page": "other",
            "notice": None,
            "inline_notice": None,
            "login_action": self.login_action(),
            "other_url": self.portal.other_url,
        }

    def menu(self) -> str:
        """Where the menu's item for the balance leads."""
        return self.skin.paths["cards" if self.skin.cards == "choose" else "balance"]

    def login_action(self) -> str:
        """Where the login form posts to: another origin if the scenario is a form gone astray."""
        if self.scenario.foreign_form:
            return self.portal.other_url + "masuk"
        if self.skin.sends == "xhr" or self.scenario.notice == "401":
            return self.skin.paths["api"] + "/masuk"
        return self.skin.paths["password" if self.skin.two_step else "login"]

    def page(self, name: str, csrf: str = "", **values: object) -> Response:
        """A page of the skin, which may do them all in one by script."""
        template = "app.html" if self.skin.app else f"{name}.html"
        return make_response(render_template(template, **{"page": name, "csrf": csrf, **values}))

    def shared(self, template: str, status: int = 200, **values: object) -> Response:
        """A page that every skin has alike; a skin may bring its own of the same name."""
        return make_response(render_template([template, f"{SHARED}/{template}"], **values), status)

    def message(self, title: str, text: str, status: int = 200) -> Response:
        """A page that says one thing, by the keys of its wording."""
        return self.shared("message.html", status, title=title, text=text)

    def asset(self, name: str) -> Response:
        for folder in (self.skin.folder, SHIPPED / SHARED):
            if (folder / "static" / name).is_file():
                return send_from_directory((folder / "static").resolve(), name)
        return make_response("", 404)

    def elsewhere(self) -> Flask:
        """A site on another origin: where the service has moved to, and where a stray form would post."""
        app = Flask("elsewhere", static_folder=None, template_folder=None)
        app.jinja_env.undefined = StrictUndefined
        app.jinja_loader = FileSystemLoader(SHIPPED)
        app.context_processor(self.context)

        def anything(path: str = "") -> tuple[str, int, dict[str, str]]:
            del path
            self.note(other_origin=True)
            headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
            return render_template(f"{SHARED}/elsewhere.html"), 200, headers

        for rule in ("/", "/<path:path>"):
            app.add_url_rule(rule, f"foreign {rule}", anything, methods=["GET", "POST", "OPTIONS"])
        return app
