"""The simulated portal: a Flask server on loopback that plays one scenario in one skin, and logs what it is sent.

All routes and the JSON behind them are here, so that a skin is templates only. Nothing in it knows how the checker
reads a page.
"""

import json
import os
import re
import secrets
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as AnyResponse

from checker.model import Card
from checker.simulator.scenarios import AS_OF, CAPTCHA_CODE, EMAIL, PASSWORD, PERSON, PIN, SCENARIOS, Scenario
from checker.simulator.skins import SHARED, SHIPPED, Skin, load

CLONE_SKINS = Path(__file__).parents[2] / "tests" / "skins"
HANG_SECONDS = 600


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
    at: float = 0.0


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
class _Session:
    """What the server remembers of one browser. `stage` grows: ``new``, ``named``, ``waiting``, ``in``."""

    token: str
    stage: str = "new"
    pin_given: bool = False
    message: str | None = None


@dataclass(frozen=True)
class _Shown:
    """One card as a template sees it: every value a text in the skin's notation."""

    kpj: str
    saldo: str
    parts: list[str]
    company: str
    npp: str
    segment: str
    membership: str
    as_of: str
    url: str
    index: int


def _reset(connection: socket.socket) -> None:
    """Tear a connection down under the server, which then writes its answer to nobody."""
    # Lingering for zero seconds makes the close a reset rather than an orderly end. The server holds the socket open
    # through its own file objects, so its descriptor is given to another one whose far end is closed.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    dead, far_end = socket.socketpair()
    far_end.close()
    os.dup2(dead.fileno(), connection.fileno())
    dead.close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: the portal keeps its own log, and that one is free of secrets."""


class Site:
    """One skin playing one scenario."""

    def __init__(self, portal: Portal, folder: Path | None, log: Path | None, delay: float | None) -> None:
        self.portal, self.skin, self.scenario = portal, portal.skin, portal.scenario
        self.delay = portal.scenario.delay if delay is None else delay
        self.log_file = log
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.sessions: dict[str, _Session] = {}
        self.app = Flask("simulator", static_folder=None, template_folder=None)
        self.app.jinja_env.undefined = StrictUndefined
        self.app.jinja_env.trim_blocks = self.app.jinja_env.lstrip_blocks = True
        parents = [SHIPPED] if folder is None else [SHIPPED, folder]
        self.app.jinja_loader = ChoiceLoader([FileSystemLoader(self.skin.folder), FileSystemLoader(parents)])
        self.app.context_processor(self.context)
        self.app.before_request(self.before)
        self.app.after_request(self.after)
        self.routes()
        self.portal.end_sessions = self.sessions.clear
        self.other = self.elsewhere()

    # -- plumbing -----------------------------------------------------------------------------------------------

    def route(self, path: str, what: str, view: Callable[..., Any], methods: str = "GET") -> None:
        endpoint = f"{what} {methods} {path}".replace(".", "_")
        self.app.add_url_rule(path, endpoint, view, methods=methods.split())

    def routes(self) -> None:
        paths, api = self.skin.paths, self.skin.paths["api"]
        self.route("/", "root", self.root)
        self.route(paths["login"], "login", self.login)
        self.route(paths["login"], "login-sent", self.login_sent, "POST")
        self.route(paths["password"], "password", self.password)
        self.route(paths["password"], "login-sent", self.password_sent, "POST")
        self.route(paths["home"], "home", self.home)
        self.route(paths["cards"], "cards", self.cards)
        self.route(paths["balance"], "balance", self.balance, "GET POST")
        self.route(paths["card"].replace("{kpj}", "<kpj>"), "balance", self.balance, "GET POST DELETE")
        self.route(paths["frame"], "frame", self.frame, "GET POST")
        self.route(paths["part"], "part", self.part)
        for code in ("otp", "pin"):
            self.route(paths[code], code, getattr(self, code))
            self.route(paths[code], f"{code}-sent", getattr(self, f"{code}_sent"), "POST")
        self.route(paths["survey"], "survey", self.survey)
        self.route(paths["survey"], "survey-sent", self.passed, "POST")
        self.route(paths["survey"] + "/lewati", "survey-skipped", self.passed, "GET POST")
        self.route(paths["expired"], "expired", lambda: self.inside("expired.html"))
        self.route(paths["expired"], "password-changed", self.passed, "POST")
        self.route(paths["welcome"], "welcome", lambda: self.inside("unknown.html"))
        self.route(paths["claim"], "claim", lambda: self.inside("claim.html"))
        self.route(paths["claim"], "claim-sent", lambda: self.inside("claim.html"), "POST")
        self.route(paths["estimate"], "estimate", lambda: self.inside("estimate.html"))
        for name in ("profile", "tracking", "news", "register", "forgot"):
            self.route(
                paths[name], name, lambda: self.shared("message.html", title="elsewhere-title", text="elsewhere")
            )
        self.route(paths["logout"], "logout", self.logout)
        self.route("/captcha/kotak", "captcha", lambda: self.shared("captcha_frame.html"))
        self.route("/captcha/gambar", "captcha", self.captcha_image)
        self.route("/persetujuan", "consent", lambda: ("", 204), "POST")
        self.route("/assets/<path:name>", "asset", self.asset)
        self.route(f"{api}/masuk", "login-sent", self.api_login, "POST")
        self.route(f"{api}/beranda", "api-home", self.api_home, "GET POST")
        self.route(f"{api}/kartu", "api-cards", self.api_cards, "GET POST")
        self.route(f"{api}/saldo", "balance", self.api_balance, "GET POST")
        self.route(f"{api}/jejak", "trace", lambda: ("", 204), "POST")
        self.app.register_error_handler(404, lambda _: self.shared("message.html", 404, title="home", text="missing"))

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
            time.time(),
        )
        with self.lock:
            self.portal.requests.append(entry)
            if self.log_file is not None:
                with self.log_file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(entry)) + "\n")

    def before(self) -> AnyResponse | tuple[Any, int] | None:
        request.get_data(cache=True, parse_form_data=False)
        self.note()
        what = (request.endpoint or "other").split()[0]
        if what in ("asset", "consent", "captcha"):
            return None
        if self.delay:
            self.stopped.wait(self.delay)
        match self.scenario.instead:
            case "maintenance-200" | "maintenance-503":
                status = 503 if self.scenario.instead == "maintenance-503" else 200
                return self.shared("message.html", status, title="maintenance-title", text="maintenance")
            case "moved-notice":
                return self.shared("message.html", title="moved-title", text="moved")
            case "firewall":
                return make_response(render_template(f"{SHARED}/firewall.html"), 403)
            case "too-many":
                answer = self.shared("message.html", 429, title="too-many-title", text="too-many")
                answer.headers["Retry-After"] = "3600"
                return answer
            case "moved-root":
                return redirect(self.portal.other_url)
            case "loop":
                return redirect("/" if request.path != "/" else self.skin.paths["login"])
            case "hang":
                self.stopped.wait(HANG_SECONDS)
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

    def session(self) -> _Session:
        """The session of the browser that asks; a new one is begun where there is none."""
        token = request.environ.get("simulator.token") or request.cookies.get(self.skin.cookie, "")
        with self.lock:
            if token not in self.sessions:
                token = secrets.token_hex(12)
                self.sessions[token] = _Session(secrets.token_hex(8))
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
            "menu": self.skin.paths["cards" if self.skin.cards == "choose" else "balance"],
            "page": "other",
            "notice": None,
            "inline_notice": None,
            "login_action": self.login_action(),
            "other_url": self.portal.other_url,
        }

    def login_action(self) -> str:
        """Where the login form posts to: another origin if the scenario is a form gone astray."""
        if self.scenario.foreign_form:
            return self.portal.other_url + "masuk"
        if self.skin.sends == "xhr" or self.scenario.notice == "401":
            return self.skin.paths["api"] + "/masuk"
        return self.skin.paths["password" if self.skin.two_step else "login"]

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        return make_response(render_template(template, **values), status)

    def shared(self, template: str, status: int = 200, **values: object) -> Response:
        """A page that every skin has alike; a skin may bring its own of the same name."""
        return make_response(render_template([template, f"{SHARED}/{template}"], **values), status)

    def of_no_use(self) -> Response:
        return self.shared("message.html", title="elsewhere-title", text="elsewhere")

    def asset(self, name: str) -> Response:
        for folder in (self.skin.folder, SHIPPED / SHARED):
            if (folder / "static" / name).is_file():
                return send_from_directory((folder / "static").resolve(), name)
        return make_response("", 404)

    # -- login --------------------------------------------------------------------------------------------------

    def root(self) -> AnyResponse:
        return self.login() if self.skin.root == "login" else redirect(self.skin.paths["login"])

    def login(self) -> AnyResponse:
        session = self.session()
        if session.stage == "in" and not self.skin.token:
            return redirect(self.skin.paths["home"])
        message, session.message = session.message, None
        return self.login_page(message)

    def login_page(self, message: str | None = None, second: bool = False) -> Response:
        """The login page with, perhaps, a refusal in the scenario's manner."""
        template = "app.html" if self.skin.app else "password.html" if second else "login.html"
        style = self.scenario.notice
        inline = message if style in ("inline", "401") else None
        return self.page(
            template, page="login", notice=message, inline_notice=inline, csrf=self.session().token, notice_style=style
        )

    def password(self) -> AnyResponse:
        if self.session().stage == "new":
            return redirect(self.skin.paths["login"])
        return self.login_page(second=True)

    def login_sent(self) -> AnyResponse:
        if self.skin.two_step:
            if self.scenario.refusal == "unknown-email" or self.sent("email").lower() != EMAIL:
                return self.login_page(self.skin.say("unknown-email"))
            self.session().stage = "named"
            return redirect(self.skin.paths["password"])
        refused = self.refused()
        return self.login_page(self.skin.say(refused)) if refused else redirect(self.admit(), 303)

    def password_sent(self) -> AnyResponse:
        refused = self.refused()
        return self.login_page(self.skin.say(refused), True) if refused else redirect(self.admit(), 303)

    def sent(self, name: str) -> str:
        values = request.get_json(silent=True) if request.is_json else request.form
        return str((values or {}).get(self.skin.fields.get(name, name), "")).strip()

    def refused(self) -> str | None:
        """The wording key of why this login is turned away, or None."""
        if self.scenario.captcha == "checkbox" and not self.sent("g-recaptcha-response"):
            return "captcha-missing"
        if self.scenario.captcha == "image" and self.sent("kode_captcha").upper() != CAPTCHA_CODE:
            return "captcha-wrong"
        if self.skin.csrf and not request.is_json and self.sent("_token") != self.session().token:
            return "session"
        if self.scenario.refusal:
            return self.scenario.refusal
        named = self.skin.two_step and self.session().stage == "named"
        right = (named or self.sent("email").lower() == EMAIL) and self.sent("password") == PASSWORD
        return None if right else "wrong"

    def admit(self) -> str:
        """Let the browser in, and say where it goes next."""
        session = self.session()
        session.stage = "waiting" if self.scenario.interlude else "in"
        match self.scenario.interlude:
            case None:
                return self.skin.paths["home"]
            case "moved":
                return self.portal.other_url
            case "unknown":
                return self.skin.paths["welcome"]
            case interlude:
                return self.skin.paths[interlude]

    def api_login(self) -> Response | tuple[Response, int]:
        refused = self.refused()
        if refused:
            answer = jsonify(ok=False, message=self.skin.say(refused), style=self.scenario.notice)
            return answer, 401 if self.scenario.notice == "401" else 200
        return jsonify(ok=True, next=self.admit(), token=self.session().token if self.skin.token else None)

    def logout(self) -> AnyResponse:
        self.session().stage = "new"
        return redirect(self.skin.paths["login"])

    def captcha_image(self) -> Response:
        letters = "".join(
            f'<text x="{12 + 26 * place}" y="{34 + place % 2 * 6}">{letter}</text>'
            for place, letter in enumerate(CAPTCHA_CODE)
        )
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="150" height="50" font-size="30">{letters}</svg>'
        return Response(drawing, mimetype="image/svg+xml")

    # -- between login and balance ------------------------------------------------------------------------------

    def stopped_at(self) -> str | None:
        """Where a browser is sent that may not see a page of the inside, or None."""
        session = self.session()
        if session.stage == "in" and not self.tokenless():
            return None
        if session.stage == "waiting" and self.scenario.interlude in ("otp", "survey", "expired"):
            return self.skin.paths[self.scenario.interlude]
        return self.skin.paths["welcome" if session.stage == "waiting" else "login"]

    def tokenless(self) -> bool:
        """Whether a script asks for data without the token that it should have kept in its tab."""
        asked_by_script = request.path.startswith(self.skin.paths["api"])
        return self.skin.token and asked_by_script and request.headers.get("X-Sesi") != self.session().token

    def inside(self, template: str, **values: object) -> AnyResponse:
        if self.session().stage not in ("in", "waiting"):
            return redirect(self.skin.paths["login"])
        return self.shared(template, 200, **values)

    def home(self) -> AnyResponse:
        if where := self.stopped_at():
            return redirect(where)
        return self.page("app.html" if self.skin.app else "home.html", page="home", csrf="", **self.money_shown(None))

    def otp(self) -> AnyResponse:
        return self.inside("code.html", title="otp-title", text="otp", field="kode_otp", action=self.skin.paths["otp"])

    def pin(self) -> AnyResponse:
        return self.inside("code.html", title="pin-title", text="pin", field="pin", action=self.skin.paths["pin"])

    def otp_sent(self) -> AnyResponse:
        if self.sent("kode_otp") == PIN:
            return self.passed()
        return self.otp()

    def pin_sent(self) -> AnyResponse:
        if self.sent("pin") == PIN:
            self.session().pin_given = True
            return redirect(self.context()["menu"], 303)
        return self.pin()

    def survey(self) -> AnyResponse:
        return self.inside("survey.html")

    def passed(self) -> AnyResponse:
        if self.session().stage == "waiting":
            self.session().stage = "in"
        return redirect(self.skin.paths["home"], 303)

    # -- the balance --------------------------------------------------------------------------------------------

    def gate(self, balance: bool) -> str | None:
        """Where the way to the balance leads instead, or None."""
        if where := self.stopped_at():
            return where
        session = self.session()
        if self.scenario.gate == "pin" and not session.pin_given:
            return self.skin.paths["pin"]
        if self.scenario.gate == "session" and balance:
            session.stage, session.message = "new", self.skin.say("session")
            return self.skin.paths["login"]
        return None

    def amount(self, value: Decimal) -> str:
        if self.scenario.amounts == "dash":
            return "-"
        if self.scenario.amounts == "nan":
            return re.sub(r"12[.,]345[.,]678.*", "NaN", self.skin.amount)
        return self.skin.money(value)

    def view(self, card: Card, index: int) -> _Shown:
        saldo = self.amount(card.balance)
        membership = card.membership or ""
        if self.skin.lang == "en":
            membership = {"Aktif": "Active", "Tidak Aktif": "Inactive"}[membership]
        return _Shown(
            card.kpj or "",
            saldo,
            [part for part in re.split(r"(?<=[A-Za-z])\s*(?=\d)|(?=[.,]\d)", saldo) if part],
            card.company or "",
            card.npp or "",
            card.segment or "",
            membership,
            self.skin.day(card.as_of) if card.as_of else "",
            self.skin.paths["card"].replace("{kpj}", card.kpj or ""),
            index,
        )

    def money_shown(self, kpj: str | None) -> dict[str, Any]:
        """What a template of the inside may show: the cards, the chosen ones, the total, or the problem instead."""
        shown = [self.view(card, index) for index, card in enumerate(self.scenario.cards)]
        problem = self.skin.say(self.scenario.amounts) if self.scenario.amounts in ("no-card", "load-failed") else None
        return {
            "cards": shown,
            "chosen": [card for card in shown if kpj in (None, card.kpj)],
            "kpj": kpj,
            "total": self.amount(self.scenario.total) if self.scenario.shows_total else None,
            "problem": problem,
        }

    def cards(self) -> AnyResponse:
        if where := self.gate(balance=False):
            return redirect(where)
        values = self.money_shown(None)
        if self.scenario.amounts == "load-failed":
            values["problem"] = None
        return self.page("app.html" if self.skin.app else "cards.html", page="cards", csrf="", **values)

    def balance(self, kpj: str | None = None) -> AnyResponse:
        if where := self.gate(balance=True):
            return redirect(where)
        kpj = kpj or request.values.get(self.skin.fields["kpj"]) or None
        if self.skin.cards == "choose" and kpj is None:
            return redirect(self.skin.paths["cards"])
        if not self.skin.app and not (self.skin.folder / "balance.html").is_file():
            # A skin that shows the balance in a frame or dialog of its home page has no page for it.
            return redirect(self.skin.paths["home"])
        return self.page(
            "app.html" if self.skin.app else "balance.html", page="balance", csrf="", **self.money_shown(kpj)
        )

    def frame(self) -> AnyResponse:
        """What a frame of the balance page holds, for skins that have one."""
        if where := self.gate(balance=True):
            return redirect(where)
        kpj = request.values.get(self.skin.fields["kpj"]) or None
        return self.page("frame.html", page="frame", **self.money_shown(kpj))

    def part(self) -> AnyResponse:
        """Another frame of the inside (a menu, a greeting), for skins that are made of frames."""
        return redirect(where) if (where := self.stopped_at()) else self.page("part.html", page="part")

    def api_gate(self, balance: bool) -> tuple[Response, int] | None:
        if where := self.gate(balance):
            message = self.session().message
            return jsonify(ok=False, next=where, message=message), 401 if where == self.skin.paths["login"] else 403
        return None

    def api_home(self) -> Response | tuple[Response, int]:
        if where := self.stopped_at():
            return jsonify(ok=False, next=where, message=None), 401
        return jsonify(ok=True, nama=PERSON, email=EMAIL)

    def api_cards(self) -> Response | tuple[Response, int]:
        if answer := self.api_gate(balance=False):
            return answer
        keep = ("kpj", *self.skin.shows)
        cards = [{name: getattr(card, name) for name in keep} for card in self.money_shown(None)["cards"]]
        return jsonify(ok=True, kartu=cards, message=self.skin.say("no-card") if not cards else None)

    def api_balance(self) -> Response | tuple[Response, int]:
        if answer := self.api_gate(balance=True):
            return answer
        if self.skin.data_delay:
            self.stopped.wait(self.skin.data_delay)
        shown = self.money_shown(request.args.get("kpj") or self.sent("kpj") or None)
        if self.scenario.amounts == "load-failed":
            return jsonify(ok=False, message=shown["problem"]), 500
        keep = ("kpj", "saldo", "parts", *self.skin.shows)
        cards = [{name: getattr(card, name) for name in keep} for card in shown["chosen"]]
        return jsonify(ok=True, kartu=cards, total=shown["total"], message=shown["problem"], per=self.skin.day(AS_OF))

    # -- the other origin ---------------------------------------------------------------------------------------

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
    log: Path | None = None,
    delay: float | None = None,
) -> Iterator[Portal]:
    """Run the simulated portal on loopback until the block ends.

    `skins_folder` holds more skins (in a clone, `tests/skins` is found by itself); `log` takes one JSON line a request;
    `delay` replaces the scenario's own seconds before each answer.
    """
    if scenario not in SCENARIOS:
        raise ValueError(f"no scenario called {scenario!r}; there are: {', '.join(SCENARIOS)}")
    folder = skins_folder or (CLONE_SKINS if CLONE_SKINS.is_dir() else None)
    portal = Portal("", "", load(skin, folder), SCENARIOS[scenario])
    site = Site(portal, folder, log, delay)
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
