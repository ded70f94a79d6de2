"""What the portal has told: that it is down, has refused the login or wants a person, or why no balance is there.

Each is a failure by name, or a step that answers it.
"""

import contextlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from checker.failures import (
    BY_CODE,
    BalanceNotShown,
    BalanceUncertain,
    CredentialsRejected,
    Failure,
    NeedsHuman,
    PageNotRecognised,
    PasswordExpired,
    PortalBlocked,
    PortalUnavailable,
    PortalUnreachable,
)
from checker.journey import fields, notices
from checker.journey.now import Now
from checker.journey.steps import HandOver, Step, Stop, Wait
from checker.page import match
from checker.texts import N_

_FOREVER_S = 366 * 86_400
"""Seconds: a portal that names a later time than a year hence has made a mistake."""
_UNITS = {
    "seconds": (1, N_("{0} seconds")),
    "minutes": (60, N_("{0} minutes")),
    "hours": (3600, N_("{0} hours")),
    "days": (86_400, N_("{0} days")),
}
"""The units of the times to wait that a portal tells: how many seconds each has, and how it is told."""
_WAITS = 4
"""How often a run waits for a page to become another one."""


def status(now: Now) -> Step | None:
    """End the run where the portal has answered for the page with an error."""
    answered, seen = now.seen.status, now.seen
    if answered < 400:
        return None
    detail = f"the portal answered with status {answered}"
    if now.selectors.failure_said(seen.sight.text) == "account-locked":
        return Stop(failure(now, "account-locked", "login", seen.sight.text))
    if answered in (403, 429, 451):
        return Stop(PortalBlocked(detail, try_after=_instant(seen.retry_after)))
    if answered >= 500:
        return Stop(PortalUnavailable(detail, try_after=_instant(seen.retry_after)))
    if now.memory.sent and answered == 401 and told(now) is None:
        return Stop(CredentialsRejected(detail, screen="login"))
    return None


def told(now: Now) -> str | None:
    """The code of the failure that the page tells since the login form was sent, dialogs included."""
    return heard(now) if now.memory.sent and not now.memory.inside else None


def heard(now: Now) -> str | None:
    """The code of the failure that was told since the login form was sent, be it inside the portal."""
    lines = list(now.lines)
    if now.attended:
        # A captcha that a person mistyped is no refused password: they answer it again.
        lines = [line for line in lines if not now.selectors.screens.captcha.says(line)]
    return now.selectors.failure_said("\n".join(lines))


def to_login(now: Now) -> Step | None:
    """Heed what the portal has said to the login."""
    if not now.memory.sent or now.memory.inside or now.offers_balance:
        return None
    code = told(now)
    password = fields.password(now)
    if now.selectors.failure_said(now.seen.answered) == "portal-blocked":
        # What a firewall answers in the portal's place is taken by the page's own script for whatever it expects.
        return Stop(failure(now, "portal-blocked", "login", now.seen.answered))
    if code is not None and code != "balance-not-shown":
        if code == "password-expired" and fields.asks_new_password(now):
            return HandOver(N_("the portal demands a new password"), "new-password")
        if code == "session-ended" and now.attended and password is not None:
            return None  # the person may log in once more
        return Stop(failure(now, code, "login"))
    refused = now.seen.refused
    detail = f"the portal answered the login with status {refused}"
    if refused in (401, 422) and password is not None:
        return Stop(CredentialsRejected(detail, screen="login"))
    if refused in (403, 429):
        return Stop(PortalBlocked(detail, screen="login"))
    broken = (refused or 0) >= 500
    if password is None or not (broken or now.seen.unsent):
        return None
    # What failed may not have been the login: the page may go on all the same.
    silent = PortalUnreachable("the portal did not answer the login", screen="login")
    return wait(now) or Stop(PortalUnavailable(detail, screen="login") if broken else silent)


def wait(now: Now) -> Wait | None:
    """Wait for the page to become another one: not twice for the same, and a few times a run."""
    in_vain = isinstance(now.memory.last, Wait) and not now.memory.done
    return None if in_vain or now.memory.waited >= _WAITS else Wait()


def failure(now: Now, code: str, screen: str, said: str = "") -> Failure:
    """The failure that the portal has told, in `said` or in what it said since the login was sent."""
    remarks = now.selectors.remarks
    said = said or "\n".join(now.lines)
    if code == "session-ended":
        if now.selectors.failure_said(said) == code and remarks.tell("other_device", said):
            why = "somebody is logged in to the account elsewhere, the portal says"
            return NeedsHuman(why, screen=screen, case="other-device", rule="other-device")
        return NeedsHuman("the portal ended the session, and the login form is sent only once a run", screen=screen)
    until = remarks.wait_told(said) if code in ("account-locked", "portal-blocked") else None
    if until is not None:
        number, unit = until.split()
        seconds, span = _UNITS[unit]
        why = N_("the portal says so, and to wait {0}").format(span.format(number))
        if code == "portal-blocked":
            return PortalBlocked(why, screen=screen, try_after=_instant(str(int(number) * seconds)))
        return BY_CODE[code](why, screen=screen, case="wait")
    return BY_CODE[code](N_("the portal says so"), screen=screen)


# -- what only a person can do --------------------------------------------------------------------------------------


def asks_code(now: Now, text: str) -> bool:
    """Whether a code is asked for in `text`, and there is a field for it on the page."""
    entry = any(control.role == "input" and not control.disabled for control in now.seen.sight.controls)
    return entry and now.selectors.screens.code.says(text)


def pin(now: Now) -> Step | None:
    """Have a person give a PIN that is asked for inside the portal, in a field that hides it as a login's does."""
    text, sight = now.seen.sight.text, now.seen.sight
    if not sight.secret or not (now.memory.inside or now.memory.resumed) or not asks_code(now, text):
        return None
    email = now.selectors.fields.email.candidates
    if now.selectors.failure_said(text) == "session-ended" or match.present(now.seen, email):
        return None
    return HandOver("a PIN or one-time code is asked for", "code")


def human(now: Now) -> Step | None:
    """Have a person answer what only they can: a code, a consent. Texts count only where something can be typed."""
    text = now.seen.sight.text
    if asks_code(now, text) and fields.password(now) is None:
        return HandOver("a PIN or one-time code is asked for", "code")
    if not now.memory.asked and not now.offers_balance:
        if _ticks(now) and now.selectors.screens.consent.says(text):
            return HandOver("a consent is asked for", "consent")
    return None


def consent(now: Now) -> Step | None:
    """Have a person answer a consent that lies before the login, or has come up in answer to it."""
    layers = notices.consents(now) - {None}
    before = now.memory.lines_before
    new = any(line.strip() and line not in before for layer in layers for line in (layer or "").splitlines())
    if not layers or now.memory.inside or (now.memory.sent and not new) or now.offers_balance:
        return None
    password = fields.password(now)
    if not now.memory.sent and (password is None or password.element.free):
        return None
    return HandOver("a consent is asked for", "consent")


def _ticks(now: Now) -> bool:
    return any(control.role == "checkbox" for control in now.seen.sight.controls)


def still_asks(now: Now, screen: str) -> bool:
    """Whether the page still shows what a person is to answer, `screen` being what it was."""
    selectors, text = now.selectors, now.seen.sight.text
    if screen in ("captcha", "login"):
        buttons = selectors.buttons.next.candidates + selectors.buttons.login.candidates
        return fields.password(now) is not None or (
            not now.offers_balance
            and match.present(now.seen, selectors.fields.email.candidates)
            and match.present(now.seen, buttons)
        )
    if screen == "code":
        alone = selectors.screens.code.says(text, alone=True) and not now.offers_balance
        return asks_code(now, text) or alone
    if screen == "new-password":
        return fields.asks_new_password(now)
    if notices.consent_over(now):
        return True
    return selectors.screens.consent.says(text, alone=True) and not now.offers_balance


# -- a page that nothing else was made of ---------------------------------------------------------------------------


def unknown(now: Now) -> Step | None:
    """What a page tells of that is no login, leads nowhere and shows no balance."""
    selectors, text, sent = now.selectors, now.seen.sight.text, now.memory.sent
    if sent and fields.asks_new_password(now):
        return HandOver(N_("the portal demands a new password"), "new-password")
    entry = any(control.role == "input" and not control.disabled for control in now.seen.sight.controls)
    if sent and (notices.consents(now) or selectors.screens.consent.says(text, alone=entry)):
        return HandOver(N_("a consent, or new personal data, is asked for"), "consent")
    said = _all_told(now)
    code = selectors.failure_said(said)
    if code is not None and not (code == "credentials-rejected" and not sent):
        return Stop(failure(now, code, "notice", said))
    if sent and selectors.screens.code.says(text, alone=True):
        return HandOver(N_("a PIN, a one-time code or a look at the face is asked for"), "code")
    if said_failed(now) or any(selectors.remarks.retry.search(one.name) for one in now.seen.sight.controls):
        return wait(now) or Stop(PortalUnavailable("the page says that it could not load its data", screen="notice"))
    return wait(now)


def said_failed(now: Now) -> bool:
    """Whether a line of the page says that its data could not be loaded."""
    return any(now.selectors.words.fits("failed", line) for line in now.seen.sight.text.split("\n"))


def lost(_: Now) -> Step:
    """End the run: the page is nothing that is known."""
    return Stop(PageNotRecognised("the page is none of the screens that are known", screen="unknown"))


def _all_told(now: Now) -> str:
    return "\n".join((now.seen.sight.text, *now.seen.heard[now.memory.heard :]))


# -- why no balance is there ----------------------------------------------------------------------------------------


def absence(now: Now, first: Failure) -> Failure:
    """Why the balance's page shows none, as far as the page tells; `first` is why it could not be read."""
    if fields.password(now) is not None:
        return failure(now, "session-ended", "login", now.seen.sight.text)
    if human(now) is not None:
        return NeedsHuman("a PIN or one-time code is asked for", screen="code")
    missing = isinstance(first, BalanceNotShown)
    if missing and _ticks(now) and now.selectors.screens.consent.says(now.seen.sight.text):
        return NeedsHuman("a consent is asked for", screen="consent")
    said = _all_told(now)
    code = now.selectors.failure_said(said)
    if missing and code not in (None, "balance-not-shown", "credentials-rejected"):
        return failure(now, str(code), "balance", said)
    return _passing(now, first, said, is_told=code == "balance-not-shown" or (missing and said_failed(now)))


def _passing(now: Now, first: Failure, said: str, *, is_told: bool) -> Failure:
    """The failure of a page without a balance, and whether that may pass; `is_told` where the page tells of it."""
    later = now.selectors.remarks.tell("try_later", said) or said_failed(now)
    if is_told and not later:
        return BalanceNotShown("the portal says that there is no balance to show", screen="balance")
    if is_told:
        return BalanceNotShown("the portal says that it cannot show it now", screen="balance", case="try-later")
    waiting = now.seen.rest.asking or now.seen.rest.busy or now.seen.unanswered
    if isinstance(first, BalanceNotShown) and waiting:
        return BalanceNotShown("the page was still waiting for its data", screen="balance", case="try-later")
    if isinstance(first, BalanceNotShown) and now.seen.failed:
        why = f"the portal answered a request of the page with status {now.seen.failed}"
        return BalanceNotShown(why, screen="balance", case="try-later")
    if isinstance(first, BalanceUncertain) and later:
        return BalanceUncertain(f"the page tells of an error; {first.detail}", "balance", case="try-later")
    return first


def hand_over_failure(step: HandOver) -> Failure:
    """What a step for a person amounts to where there is none."""
    kind = PasswordExpired if step.screen == "new-password" else NeedsHuman
    return kind(step.why, screen=step.screen, rule=step.rule)


def _instant(retry_after: str | None) -> datetime | None:
    """The instant that a Retry-After header names, by seconds or by date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        # More than ten digits are more seconds than there are years in a date.
        return datetime.now(UTC) + timedelta(seconds=min(int(retry_after.strip()[:11]), _FOREVER_S))
    with contextlib.suppress(ValueError, OverflowError):
        when = parsedate_to_datetime(retry_after)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return min(when, datetime.now(UTC) + timedelta(seconds=_FOREVER_S))
    return None
