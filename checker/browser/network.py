"""What the network's errors mean: the one table of the browser's codes, and the place of a proxy in between."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from checker.browser import guard
from checker.failures import BrowserFailed, Failure, PortalUnreachable
from checker.texts import N_, fill

OURS = frozenset(("ERR_ABORTED", "ERR_BLOCKED_BY_CLIENT"))
"""Codes of documents that were left for another one, or stopped by the program itself: no trouble."""
BY_PROXY = (407, 511)
"""Statuses that no portal answers with: a proxy, or a network that is to be logged in to, stands between."""


class _Trouble(NamedTuple):
    pattern: str
    means: str
    case: str = ""
    """The special case of the failure, in which a person has something else to do."""


# The first that fits the code, which is without its `ERR_`.
_TROUBLES = (
    _Trouble(
        r"(HTTPS_)?PROXY_|TUNNEL_|SOCKS_|UNEXPECTED_PROXY|MANDATORY_PROXY|NO_SUPPORTED_PROXIES|PAC_|.*PROXY_AUTH",
        N_("the connection does not get through {between}"),
        case="proxy",
    ),
    _Trouble(
        r"CERT_AUTHORITY_INVALID|CERT_SYMANTEC|CERTIFICATE_TRANSPARENCY|SSL_PINNED|CERT_KNOWN_INTERCEPTION|CERT_WEAK",
        N_(
            "its certificate is by no authority that the browser knows: something between ({between}, a firewall or a "
            "virus scanner) may open the connection"
        ),
    ),
    _Trouble(
        r"CERT_DATE_INVALID|CERT_VALIDITY",
        N_(
            "its certificate is not valid today: look at the clock here; else something between ({between}) may open "
            "the connection"
        ),
        case="clock",
    ),
    _Trouble(
        r"CERT_COMMON_NAME|CERT_NAME|CERT_NON_UNIQUE",
        N_("its certificate is another site's: a network that is to be logged in to, or {between}, may answer for it"),
    ),
    _Trouble(r"CERT_", N_("its certificate is not accepted by the browser; {between} may stand between")),
    _Trouble(
        r"SSL_|BAD_SSL|TLS|ECH_|EARLY_DATA|WRONG_VERSION_ON_EARLY|NO_PRIVATE_KEY|CT_",
        N_("no encrypted connection comes about; {between} may stand between"),
    ),
    _Trouble(r"NAME_|DNS_|ICANN_NAME", N_("the name does not resolve")),
    _Trouble(r"INTERNET_DISCONNECTED|NETWORK_|ADDRESS_|HOST_RESOLVER", N_("there is no way to it from this network")),
    _Trouble(r"CONNECTION_REFUSED", N_("the connection is refused")),
    _Trouble(r"(CONNECTION_)?TIMED_OUT", N_("the connection was not answered in time")),
    _Trouble(r"CONNECTION_|EMPTY_RESPONSE|SOCKET_|SERVER_", N_("the connection was cut")),
    _Trouble(
        r"CONTENT_LENGTH|CONTENT_DECODING|INCOMPLETE_|INVALID_CHUNKED|INVALID_HTTP|RESPONSE_|HTTP2_|HTTP_1_1|QUIC_|HTTP3_"
        r"|SPDY_|INVALID_RESPONSE|ZSTD|DICTIONARY|REQUEST_RANGE|CACHE_",
        N_("its answer broke off, or is none"),
    ),
    _Trouble(
        r"TOO_MANY_REDIRECTS|INVALID_REDIRECT|UNSAFE_REDIRECT",
        N_("it sends the browser round in circles"),
        case="round",
    ),
    _Trouble(r"BLOCKED_|ACCESS_DENIED|DISALLOWED_|UNSAFE_PORT", N_("the browser here is not allowed to load it")),
)
# What the browser itself lacks.
_OF_THE_BROWSER = re.compile(r"INSUFFICIENT_RESOURCES|OUT_OF_MEMORY|FILE_|UPLOAD_FILE|NO_BUFFER|MSG_TOO_BIG|WINSOCK_")
_CODE = re.compile(r"ERR_[A-Z_0-9]+")


def failure(text: str, address: str) -> Failure:
    """What a failed navigation to `address` means; told apart only by the browser's own code in its `text`."""
    found = _CODE.search(text)
    if found is None:
        if re.search("closed|crashed", text):
            return BrowserFailed("the browser ended before the portal was opened")
        return PortalUnreachable("the portal did not answer in time")
    code = found[0].removeprefix("ERR_")
    # A page that could not be loaded has an address of the browser's own.
    where = guard.origin(address) if address.startswith("http") else "the portal"
    if _OF_THE_BROWSER.match(code):
        return BrowserFailed(f"the browser has not enough to load a page with ({found[0]})")
    for one in _TROUBLES:
        if re.match(one.pattern, code):
            means = fill(one.means, between=between(address))
            told = fill(N_("{where}: {means} ({code})"), where=where, means=means, code=found[0])
            return PortalUnreachable(told, case=one.case)
    return PortalUnreachable(f"{where}: the browser says {found[0]}")


def by_proxy(status: int, address: str) -> PortalUnreachable:
    """What an answer of a status in BY_PROXY means."""
    if status == 407:
        return PortalUnreachable(f"{between(address)} asks for a login (status 407)", case="proxy")
    told = f"the network is to be logged in to first, in an ordinary browser (status {status})"
    return PortalUnreachable(told, case="captive")


def between(address: str) -> str:
    """What is known to stand between here and `address`, by name."""
    return fill(N_("the proxy {place}"), place=place) if (place := proxy(address)) else fill(N_("a proxy"))


def proxy(address: str) -> str | None:
    """Host and port of the proxy by which `address` is asked for, as the settings say; its user and password never."""
    # Imported here since hardly any check needs it.
    import urllib.request

    parts = urlsplit(address)
    set_ = urllib.request.getproxies()
    where = set_.get(parts.scheme) or set_.get("all")
    if not where or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    try:
        found = urlsplit(where if "//" in where else f"//{where}")
        host, port = found.hostname or "", found.port
    except ValueError:
        return None
    if not re.fullmatch(r"[\w.:-]+", host):
        return None
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{port}" if port else host
