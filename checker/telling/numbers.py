"""How the checks of each account stand, as a text file for Prometheus (node_exporter's textfile collector). Pure.

https://prometheus.io/docs/instrumenting/exposition_formats/ is the form. No card's number stands in it.
"""

from collections.abc import Iterable, Mapping, Sequence

from checker.failures import BY_CODE, IN_A_ROW, Busy
from checker.money import exact
from checker.states import Ended, State, state

_PREFIX = "saldo_jht"
_KNOWN = {
    "up": "Whether the last check read a balance (1) or not (0).",
    "last_check_timestamp_seconds": "When the last check began.",
    "last_success_timestamp_seconds": "When the last check began that read a balance.",
    "last_exit_status": "The exit status that the last check's end has in README's table.",
    "failures_in_a_row": "Checks that have failed since the last that read a balance.",
    "state": "1 for the state that the last check left: unchanged, changed, needs-person, failing or back-again.",
    "balance_rupiah": "The sum of the balances that were read last.",
}


def text(accounts: Mapping[str, Sequence[Ended]], amounts: bool = False, in_a_row: int = IN_A_ROW) -> str:
    """The file's text, of the checks of each account in the order of time; balances where they are wished."""
    rows: dict[str, list[str]] = {name: [] for name in _KNOWN}
    for account, every in accounts.items():
        checks = [one for one in every if one.code != Busy.code]
        if not checks:
            continue
        last, good = checks[-1], next((one for one in reversed(checks) if one.code == "ok"), None)
        since = [one for one in checks if good is None or one.at > good.at]
        values = {
            "up": str(int(last.code == "ok")),
            "last_check_timestamp_seconds": f"{last.at.timestamp():.0f}",
            "last_exit_status": str(BY_CODE[last.code].exit_status if last.code in BY_CODE else int(last.code != "ok")),
            "failures_in_a_row": str(len(since)),
        }
        if good is not None:
            values["last_success_timestamp_seconds"] = f"{good.at.timestamp():.0f}"
            if amounts:
                values["balance_rupiah"] = exact(good.total)
        for name, value in values.items():
            rows[name].append(f"{_PREFIX}_{name}{_labels(account=account)} {value}")
        stands = state(checks, in_a_row)
        for one in State:
            rows["state"].append(f"{_PREFIX}_state{_labels(account=account, state=one)} {int(one is stands)}")
    return "".join(f"{line}\n" for name, found in rows.items() if found for line in (*_head(name), *found))


def _head(name: str) -> Iterable[str]:
    return f"# HELP {_PREFIX}_{name} {_KNOWN[name]}", f"# TYPE {_PREFIX}_{name} gauge"


def _labels(**labels: str) -> str:
    # An account's name holds a-z, 0-9, - and _ only: nothing has to be escaped.
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"
