"""The simulated portal: its routes and the JSON behind them, so that a skin is templates only.

Nothing in it knows how the checker reads a page.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from checker.model import Card
from checker.simulator.scenarios import AS_OF, CAPTCHA_CODE, EMAIL, PASSWORD, PERSON, PIN
from checker.simulator.workings import Portal, Workings

_OF_NO_USE = ("profile", "tracking", "news", "register", "forgot")


class Site(Workings):
    """One skin playing one scenario."""

    def __init__(self, portal: Portal, folder: Path | None, delay: float | None) -> None:
        super().__init__(portal, folder, delay)
        self.routes()

    def routes(self) -> None:
        p, api = self.skin.paths, self.skin.paths["api"]
        table: list[tuple[str, str, Callable[..., Any], str]] = [
            ("/", "root", self.root, "GET"),
            (p["login"], "login", self.login, "GET"),
            (p["login"], "login-sent", self.login_sent, "POST"),
            (p["password"], "password", self.password, "GET"),
            (p["password"], "login-sent", self.password_sent, "POST"),
            (p["home"], "home", self.home, "GET"),
            (p["cards"], "cards", self.cards, "GET"),
            (p["balance"], "balance", self.balance, "GET POST"),
            (p["card"].replace("{kpj}", "<kpj>"), "balance", self.balance, "GET POST DELETE"),
            (p["frame"], "frame", self.frame, "GET POST"),
            (p["part"], "part", self.part, "GET"),
            (p["otp"], "otp", lambda: self.code("otp", "kode_otp"), "GET"),
            (p["otp"], "otp-sent", self.otp_sent, "POST"),
            (p["pin"], "pin", lambda: self.code("pin", "pin"), "GET"),
            (p["pin"], "pin-sent", self.pin_sent, "POST"),
            (p["survey"], "survey", lambda: self.inside("survey.html"), "GET"),
            (p["survey"], "survey-sent", self.passed, "POST"),
            (p["survey"] + "/lewati", "survey-skipped", self.passed, "GET POST"),
            (p["expired"], "expired", lambda: self.inside("expired.html"), "GET"),
            (p["expired"], "password-changed", self.passed, "POST"),
            (p["welcome"], "welcome", lambda: self.inside("unknown.html"), "GET"),
            (p["claim"], "claim", lambda: self.inside("claim.html"), "GET"),
            (p["claim"], "claim-sent", lambda: self.inside("claim.html"), "POST"),
            (p["estimate"], "estimate", lambda: self.inside("estimate.html"), "GET"),
            *((p[name], name, lambda: self.message("elsewhere-title", "elsewhere"), "GET") for name in _OF_NO_USE),
            (p["logout"], "logout", self.logout, "GET"),
            ("/captcha/kotak", "captcha", lambda: self.shared("captcha_frame.html"), "GET"),
            ("/captcha/gambar", "captcha", self.captcha_image, "GET"),
            ("/persetujuan", "consent", lambda: ("", 204), "POST"),
            ("/assets/<path:name>", "asset", self.asset, "GET"),
            (f"{api}/masuk", "login-sent", self.api_login, "POST"),
            (f"{api}/beranda", "api-home", self.api_home, "GET POST"),
            (f"{api}/kartu", "api-cards", self.api_cards, "GET POST"),
            (f"{api}/saldo", "balance", self.api_balance, "GET POST"),
            (f"{api}/jejak", "trace", lambda: ("", 204), "POST"),
        ]
        for path, what, view, methods in table:
            endpoint = f"{what} {methods} {path}".replace(".", "_")
            self.app.add_url_rule(path, endpoint, view, methods=methods.split())
        self.app.register_error_handler(404, lambda _: self.message("home", "missing", 404))

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
        style = self.scenario.notice
        values = {"notice": message, "inline_notice": message if style in ("inline", "401") else None}
        token = self.session().token
        return self.page("password" if second else "login", token, **values, notice_style=style, page="login")

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
        return self.page("home", **self.money_shown(None))

    def code(self, name: str, field: str) -> AnyResponse:
        return self.inside("code.html", title=f"{name}-title", text=name, field=field, action=self.skin.paths[name])

    def otp_sent(self) -> AnyResponse:
        return self.passed() if self.sent("kode_otp") == PIN else self.code("otp", "kode_otp")

    def pin_sent(self) -> AnyResponse:
        if self.sent("pin") != PIN:
            return self.code("pin", "pin")
        self.session().pin_given = True
        return redirect(self.menu(), 303)

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

    def view(self, card: Card, index: int) -> dict[str, Any]:
        """One card as a template sees it: every value a text in the skin's notation."""
        saldo = self.amount(card.balance)
        english = {"Aktif": "Active", "Tidak Aktif": "Inactive"} if self.skin.lang == "en" else {}
        return {
            "kpj": card.kpj,
            "saldo": saldo,
            "parts": [part for part in re.split(r"(?<=[A-Za-z])\s*(?=\d)|(?=[.,]\d)", saldo) if part],
            "company": card.company,
            "npp": card.npp,
            "segment": card.segment,
            "membership": english.get(card.membership or "", card.membership),
            "as_of": self.skin.day(AS_OF),
            "url": self.skin.paths["card"].replace("{kpj}", card.kpj or ""),
            "index": index,
        }

    def money_shown(self, kpj: str | None) -> dict[str, Any]:
        """What a template of the inside may show: the cards, the chosen ones, the total, or the problem instead."""
        shown = [self.view(card, index) for index, card in enumerate(self.scenario.cards)]
        problem = self.skin.say(self.scenario.amounts) if self.scenario.amounts in ("no-card", "load-failed") else None
        return {
            "cards": shown,
            "chosen": [card for card in shown if kpj in (None, card["kpj"])],
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
        return self.page("cards", **values)

    def balance(self, kpj: str | None = None) -> AnyResponse:
        if where := self.gate(balance=True):
            return redirect(where)
        kpj = kpj or request.values.get(self.skin.fields["kpj"]) or None
        if self.skin.cards == "choose" and kpj is None:
            return redirect(self.skin.paths["cards"])
        if not self.skin.app and not (self.skin.folder / "balance.html").is_file():
            # A skin that shows the balance in a frame or dialog of its home page has no page for it.
            return redirect(self.skin.paths["home"])
        return self.page("balance", **self.money_shown(kpj))

    def frame(self) -> AnyResponse:
        """What a frame of the balance page holds, for skins that have one."""
        if where := self.gate(balance=True):
            return redirect(where)
        kpj = request.values.get(self.skin.fields["kpj"]) or None
        return make_response(render_template("frame.html", page="frame", **self.money_shown(kpj)))

    def part(self) -> AnyResponse:
        """Another frame of the inside (a menu, a greeting), for skins that are made of frames."""
        if where := self.stopped_at():
            return redirect(where)
        return make_response(render_template("part.html", page="part"))

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
        cards = [{name: card[name] for name in keep} for card in self.money_shown(None)["cards"]]
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
        cards = [{name: card[name] for name in keep} for card in shown["chosen"]]
        return jsonify(ok=True, kartu=cards, total=shown["total"], message=shown["problem"], per=self.skin.day(AS_OF))
