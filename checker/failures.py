"""The one table of failures: code, exit status, what may be retried, what happened, what it means elsewhere in the
program, and what a person should do.

Each failure is a class named by its code; one that is raised carries data, not prose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from checker.texts import N_

Retry = Literal["no", "never", "before-login", "before-number"]
IN_A_ROW = 3
"""After how many failed checks in a row a person is told, unless they set another number."""


@dataclass(eq=False)
class Failure(Exception):
    """A check that ended without a balance, for a reason that has a name.

    `detail` is one short line in English, free of secrets; `screen` is the portal screen it happened on;
    `evidence` the folder that holds what was seen; `try_after` the instant before which another try is useless;
    `case` names a special case of the failure, in which a person has something else to do; `rule` names the rule that
    refused, where one did; `trace` the rules of the reading that had spoken before, and of which places on the page.
    `message`, `advice` and the advice in special `cases` are English, as JSON tells them.

    `noted` is what the ledger notes of a login that ends so; `tried_again` says that a person who logs in by themselves
    may try again in the same window; `of_page` that it tells of a page, so that a browser's end may look like it.
    `needs_person` says that no later check ends otherwise before a person has done something.
    """

    code: ClassVar[str]
    exit_status: ClassVar[int]
    retry: ClassVar[Retry] = "no"
    noted: ClassVar[Literal["refused", "locked", "unknown"]] = "unknown"
    tried_again: ClassVar[bool] = False
    of_page: ClassVar[bool] = False
    needs_person: ClassVar[bool] = False
    message: ClassVar[str]
    advice: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}

    detail: str = ""
    screen: str | None = None
    evidence: Path | None = None
    try_after: datetime | None = None
    case: str = ""
    rule: str | None = None
    trace: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What the person should do about it, in English."""
        return self.cases[self.case] if self.case else self.advice

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class InternalError(Failure):
    code, exit_status = "internal-error", 1
    message = N_("The program has a defect and stopped.")
    advice = N_("Nothing was changed at the portal. Please report the lines above; they hold no personal data.")


class NeedsHuman(Failure):
    code, exit_status = "needs-human", 10
    needs_person = True
    message = N_("Something is asked for that only a person may do (captcha, PIN, OTP, consent, a first look).")
    advice = N_("Run `saldo-jht login` and answer it in the window; without a display, `saldo-jht login --remote`.")
    cases: ClassVar = {
        "unconfirmed": N_(
            "Run `saldo-jht confirm` once, on a terminal: it shows what is read and asks whether the portal shows the "
            "same. After that, checks need nobody. `saldo-jht confirm --remote` also shows the page, on your laptop "
            "or phone."
        ),
        "message": N_("Read what the message costs and gives away, then answer yes on a terminal, or give --yes."),
        "picture": N_(
            "Run it on a terminal, where you see what was read beside the picture, and say whether it is right."
        ),
        "other-device": N_(
            "Log out on the other device or browser, or wait until its session has ended; then check again."
        ),
        "change-stopped": N_(
            "The portal's page wanted to send something that may change data, or ask for money. Nothing of it "
            "was sent. Look at the portal yourself with an ordinary browser before you check again."
        ),
        "app": N_("Answer it yourself on the phone, then run `saldo-jht jmo check` again."),
        "app-update": N_("Update JMO from the phone's own store, log in again, then run `saldo-jht jmo check` again."),
        "app-biometrics": N_("Unlock the app with your finger or face on the phone, then run the check again."),
        "app-pin": N_("Enter the PIN yourself on the phone, then run the check again; the program never asks for it."),
        "app-code": N_("Enter the code yourself on the phone, then run the check again."),
        "app-locked": N_("Unlock the app yourself on the phone, then run the check again."),
        "app-login": N_(
            "Log in to JMO yourself on the phone, then run the check again; no password passes through here."
        ),
        "app-not-in-front": N_("Open JMO on the phone, leave its start screen in front, then run the check again."),
        "app-consent": N_("Read it on the phone and answer it as you like, then run the check again."),
        "app-notice": N_("Close the notice yourself on the phone, then run the check again."),
        "app-unconfirmed": N_(
            "Run `saldo-jht jmo check` once on a terminal, with the phone beside you: it shows what is read and asks "
            "whether the app shows the same. After that, checks of the app need no answer."
        ),
    }


class CredentialsRejected(Failure):
    code, exit_status = "credentials-rejected", 11
    retry, noted, tried_again = "never", "refused", True
    needs_person = True
    message = N_("The portal refused the e-mail address or the password.")
    advice = N_(
        "Log in once with an ordinary browser to see which is right, then correct it where it is kept (`saldo-jht "
        "account list` tells where). Do not just try again: too many wrong tries may lock the account."
    )


class AccountLocked(Failure):
    code, exit_status = "account-locked", 12
    retry, noted = "never", "locked"
    needs_person = True
    message = N_("The portal says that this account is locked.")
    advice = N_(
        "Do not try again. Unlock it at the portal (forgotten password) or by calling 175; then say so with "
        "`saldo-jht account unlock NAME` (`account list` shows the names)."
    )
    cases: ClassVar = {
        "wait": N_(
            "Do not try again before that time is over. Then see with an ordinary browser that the account is "
            "open, and say so with `saldo-jht account unlock NAME` (`account list` shows the names)."
        )
    }


class PasswordExpired(Failure):
    code, exit_status = "password-expired", 13
    needs_person = True
    message = N_("The portal demands a new password.")
    advice = N_("Change the password at the portal with an ordinary browser, then set the new one here.")


class CredentialsMissing(Failure):
    code, exit_status = "credentials-missing", 14
    needs_person = True
    message = N_("There is no such account, or no e-mail address and password for it.")
    advice = N_(
        "Set SALDO_JHT_EMAIL and SALDO_JHT_PASSWORD in a .env file (see .env.example), or run it on a "
        "terminal, or, where there is a keyring, `saldo-jht account add NAME`."
    )
    cases: ClassVar = {
        "no-such-account": N_("`saldo-jht account list` shows the accounts, `saldo-jht account add NAME` adds one."),
        "no-keyring": N_(
            "Run it in your desktop's session, where the keyring is open; for a scheduler without one, give the "
            "account a password_command in config.toml (`saldo-jht config edit`), or use .env."
        ),
        "command": N_(
            "Run that command by hand: the first line that it prints must be the password, and nothing else."
        ),
    }


class ConfigInvalid(Failure):
    code, exit_status = "config-invalid", 15
    needs_person = True
    message = N_("A setting or the selectors file is wrong.")
    advice = N_("Correct what is named, then run `saldo-jht doctor`.")
    cases: ClassVar = {"extra": N_("Install it with the command that is named, then try again.")}


class PortalUnreachable(Failure):
    code, exit_status = "portal-unreachable", 20
    retry, of_page = "before-login", True
    message = N_("The portal could not be reached.")
    advice = N_(
        "Check the address and the internet connection (`saldo-jht doctor` looks at both), then try again later."
    )
    cases: ClassVar = {
        "proxy": N_(
            "Look at the proxy's settings (https_proxy, no_proxy), and whether an ordinary browser here gets through."
        ),
        "round": N_(
            "Forget the kept session (`saldo-jht logout`), then try again; where an ordinary browser goes in circles "
            "too, it is the portal's fault: try again in some hours."
        ),
        "captive": N_("Log in to the network with an ordinary browser, then try again."),
        "clock": N_("Set the clock of this machine right, then try again."),
    }


class PortalUnavailable(Failure):
    code, exit_status = "portal-unavailable", 21
    retry = "before-login"
    message = N_("The portal is out of service (maintenance or an error of its own).")
    advice = N_("Nothing is wrong here; try again in some hours.")


class PortalBlocked(Failure):
    code, exit_status = "portal-blocked", 22
    message = N_("The portal refused this visit (firewall page, 403 or too many requests).")
    advice = N_(
        "Wait, and look whether an ordinary browser gets in from the same network. The program goes around no block."
    )


class PortalMoved(Failure):
    code, exit_status = "portal-moved", 23
    needs_person = True
    message = N_("The portal sends its visitors elsewhere, or says that the service has moved.")
    advice = N_(
        "Nothing was typed there. Look at the portal with an ordinary browser; the JMO app is the other channel."
    )


class PageNotRecognised(Failure):
    code, exit_status = "page-not-recognised", 30
    of_page = True
    message = N_("What is shown is no page or screen that the program knows.")
    advice = N_(
        "Look at the evidence. Where the portal has changed, show the program what is where: "
        "`saldo-jht selectors learn`."
    )
    cases: ClassVar = {
        "app": N_(
            "Open JMO's start screen or the balance's page and try again, or read the screen as it is with `saldo-jht "
            "jmo check --look`. `saldo-jht jmo record` makes a masked copy of the screen that you can send."
        ),
        "picture": N_(
            "Give the screenshot, as the phone has saved it, of the screen that shows the balance (PNG, JPEG, WebP)."
        ),
    }


class BalanceNotShown(Failure):
    code, exit_status = "balance-not-shown", 31
    tried_again, of_page = True, True
    message = N_("The page is there, but it shows no balance. That is not a balance of zero.")
    advice = N_(
        "Look at the portal with an ordinary browser: a card may not be linked to the account, or the data is late."
    )
    cases: ClassVar = {
        "try-later": N_("Try again later. If it stays so, look at the portal with an ordinary browser."),
        "app": N_(
            "Look on the phone: open the balance's page in JMO, then `saldo-jht jmo check --look`. A card may not be "
            "linked to your account there."
        ),
        "picture": N_('Give the screenshot of the screen that shows "Saldo JHT" with its amount.'),
    }


class BalanceUncertain(Failure):
    code, exit_status = "balance-uncertain", 32
    of_page = True
    message = N_("A balance is shown, but it could not be read beyond doubt, so none is given.")
    advice = N_("Read it at the portal yourself, and please report the page (the evidence is masked, but look first).")
    cases: ClassVar = {
        "message": N_("Read the message yourself: nothing is taken from one that could be understood in two ways."),
        "try-later": N_("Try again later. If it stays so, read the balance at the portal yourself."),
        "layout-changed": N_(
            "Run `saldo-jht confirm`: it shows what is read now and asks anew; without a display, "
            "`saldo-jht confirm --remote`."
        ),
        "denied-by-person": N_(
            "Read it at the portal yourself, show the program where it stands (`saldo-jht selectors learn`), and "
            "please report the page (the evidence is masked, but look first)."
        ),
        "app": N_(
            "Read it on the phone yourself. `saldo-jht jmo record` makes a masked copy of the screen that you can send."
        ),
        "app-layout-changed": N_(
            "Run `saldo-jht jmo check` on a terminal, the phone beside you: it shows what is read now and asks anew."
        ),
        "picture": N_(
            "Take the screenshot anew, with the whole amount in view, and bring its file over as it is: messengers "
            "make pictures small. If it stays so, read the balance yourself."
        ),
        "picture-of-some": N_("Give the pictures of all your cards at once: `saldo-jht read FIRST.png SECOND.png`."),
        "picture-denied": N_(
            "Nothing was kept. Read the balance in the app yourself, and please report what was read wrong."
        ),
    }


class BrowserFailed(Failure):
    code, exit_status = "browser-failed", 40
    retry = "before-login"
    message = N_("The browser is missing, did not start or crashed.")
    advice = N_("Run `saldo-jht browser install`, then `saldo-jht doctor`.")


class DeviceUnavailable(Failure):
    """What a phone, or the adb server on the way to it, is the cause of; `rule` and `case` are the same name."""

    code, exit_status = "device-unavailable", 41
    retry = "before-number"
    message = N_("The phone cannot be reached, or cannot be read as it is now.")
    advice = N_("Look at the phone: is it on, unlocked and connected? `adb devices` shows what is connected.")
    cases: ClassVar = {
        "adb-server-missing": N_("Start it with `adb start-server` (Android's platform tools), then try again."),
        "adb-failed": N_("Restart it with `adb kill-server`, then `adb start-server`, and connect the phone again."),
        "no-phone": N_(
            "Connect the phone by USB, or pair it (Settings, Developer options, Wireless debugging); then `adb "
            "devices` must show it."
        ),
        "several-phones": N_("Say which one: `saldo-jht jmo check --serial S`; `adb devices` shows the serials."),
        "phone-not-there": N_("`adb devices` shows the serials of the phones that are connected."),
        "phone-unauthorised": N_('Unlock the phone and answer its question "Allow USB debugging?", then try again.'),
        "phone-offline": N_("Unplug the phone and connect it again; for wireless debugging, pair it anew."),
        "phone-unplugged": N_("Connect the phone again and leave it connected until the check has ended."),
        "phone-silent": N_("Unlock the phone, look whether it still reacts, and connect it again."),
        "phone-asleep": N_("Wake the phone, unlock it and open JMO there, then try again."),
        "phone-locked": N_("Unlock the phone yourself and open JMO there; the program enters no PIN and no pattern."),
        "screen-not-dumped": N_(
            "The screen was moving, or the app lets nobody see it. Wait until it has come to rest, then try again."
        ),
        "app-not-installed": N_("Install JMO (Jamsostek Mobile) from the phone's own store and log in there."),
        "app-refuses-debugging": N_(
            "The app does not run on a phone that is connected like this. The program hides nothing from it: read the "
            "balance on the phone, or check at the portal (`saldo-jht check`)."
        ),
    }


class StorageFailed(Failure):
    code, exit_status = "storage-failed", 50
    needs_person = True
    message = N_("Something could not be read or kept on disk.")
    advice = N_("Look at free space and at the rights of the folder; `saldo-jht doctor` names it.")
    cases: ClassVar = {
        "columns": N_(
            "Name a file that `saldo-jht export` began, or a new one; your own columns may stand beside these."
        ),
        "line": N_("Correct that line (`saldo-jht export` shows what stood there), or name a new file."),
        "no-keyring": N_(
            "Write it with `saldo-jht config edit` (`saldo-jht config init` makes the file, readable by you only), "
            "then try it: `saldo-jht notify test`."
        ),
    }


class Busy(Failure):
    code, exit_status = "busy", 60
    message = N_("Another check of this account is running.")
    advice = N_("Wait until it has ended.")


class TooSoon(Failure):
    code, exit_status = "too-soon", 61
    message = N_("It is too soon for another try; waiting protects the account.")
    advice = N_("Try again after the time given.")


BY_CODE: dict[str, type[Failure]] = {cls.code: cls for cls in Failure.__subclasses__()}
