"""The one table of failures: code, exit status, what may be retried.

Each failure is a class named by its code; it carries data, not prose. What a person reads (what happened, what to
do) stands in `checker.texts`, under the same code.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

Retry = Literal["no", "never", "before-login"]


@dataclass(eq=False)
class Failure(Exception):
    """A check that ended without a balance, for a reason that has a name.

    `detail` is one short line in English, free of secrets; `screen` is the portal screen it happened on;
    `evidence` the folder that holds what was seen; `try_after` the instant before which another try is useless;
    `case` names a special case of the failure, in which a person has something else to do; `rule` names the rule that
    refused, where one did.
    """

    code: ClassVar[str]
    exit_status: ClassVar[int]
    retry: ClassVar[Retry] = "no"

    detail: str = ""
    screen: str | None = None
    evidence: Path | None = None
    try_after: datetime | None = None
    case: str = ""
    rule: str | None = None

    @property
    def hint(self) -> str:
        """The key of the text that tells what to do."""
        return f"failure.{self.code}.hint" + (f".{self.case}" if self.case else "")

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class InternalError(Failure):
    code, exit_status = "internal-error", 1


class NeedsHuman(Failure):
    code, exit_status = "needs-human", 10


class CredentialsRejected(Failure):
    code, exit_status = "credentials-rejected", 11
    retry = "never"


class AccountLocked(Failure):
    code, exit_status = "account-locked", 12
    retry = "never"


class PasswordExpired(Failure):
    code, exit_status = "password-expired", 13


class CredentialsMissing(Failure):
    code, exit_status = "credentials-missing", 14


class ConfigInvalid(Failure):
    code, exit_status = "config-invalid", 15


class PortalUnreachable(Failure):
    code, exit_status = "portal-unreachable", 20
    retry = "before-login"


class PortalUnavailable(Failure):
    code, exit_status = "portal-unavailable", 21
    retry = "before-login"


class PortalBlocked(Failure):
    code, exit_status = "portal-blocked", 22


class PortalMoved(Failure):
    code, exit_status = "portal-moved", 23


class PageNotRecognised(Failure):
    code, exit_status = "page-not-recognised", 30


class BalanceNotShown(Failure):
    code, exit_status = "balance-not-shown", 31


class BalanceUncertain(Failure):
    code, exit_status = "balance-uncertain", 32


class BrowserFailed(Failure):
    code, exit_status = "browser-failed", 40
    retry = "before-login"


class StorageFailed(Failure):
    code, exit_status = "storage-failed", 50


class Busy(Failure):
    code, exit_status = "busy", 60


class TooSoon(Failure):
    code, exit_status = "too-soon", 61


BY_CODE: dict[str, type[Failure]] = {cls.code: cls for cls in Failure.__subclasses__()}
