"""Messages as Apprise carries them to a service on loopback, heartbeats, and the numbers for Prometheus."""

import logging
import socket
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from checker.failures import ConfigInvalid
from checker.states import Ended, State
from checker.telling import numbers
from checker.telling.carrying import UNKNOWN, carry
from checker.telling.heartbeat import Heartbeat
from checker.telling.words import Message
from tests.telling.receiving import command_lines, receiving

TOKEN = "t0ken-sentinel-XQ"
ONE = Message(State.CHANGED, "Saldo JHT naik", "isi")
TWO = Message(State.FAILING, "Cek saldo JHT: gagal", "isi")


@pytest.fixture(autouse=True)
def _talkative() -> Iterator[None]:
    """Whatever the program does to silence others, the next test starts as Python does."""
    logging.disable(logging.NOTSET)
    with warnings.catch_warnings():
        yield
    logging.disable(logging.NOTSET)


def test_each_message_arrives_as_what_it_is() -> None:
    with receiving() as service:
        assert carry({"phone": [ONE, TWO]}, {"phone": service.service(TOKEN)}, 20) == {"phone": [None, None]}
    assert [(one["title"], one["message"], one["type"]) for one in service.messages] == [
        ("Saldo JHT naik", "isi", "info"),
        ("Cek saldo JHT: gagal", "isi", "failure"),
    ]


@pytest.mark.parametrize(
    "url", [f"tgram://{TOKEN}", f"json//{TOKEN}", f"nothing://{TOKEN}", f"mailto://{TOKEN}", TOKEN]
)
def test_an_address_that_is_none_is_not_repeated(
    url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert carry({"phone": [ONE]}, {"phone": url}, 20) == {"phone": [UNKNOWN]}
    out, err = capfd.readouterr()
    assert (out, err, caplog.text) == ("", "", "")


def test_a_service_that_refuses_or_is_not_there_harms_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    with receiving() as refusing, receiving() as good, socket.socket() as silent:
        refusing.status = 500
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        urls = {
            "refusing": refusing.service(TOKEN),
            "silent": f"json://127.0.0.1:{silent.getsockname()[1]}/{TOKEN}",
            "absent": f"json://127.0.0.1:9/{TOKEN}",
            "good": good.service(TOKEN),
        }
        found = carry({name: [ONE] for name in urls}, urls, 1.5)
    assert found["good"] == [None]
    assert found["silent"] == ["no answer within 1.5 s"]
    for name in ("refusing", "absent"):
        (why,) = found[name]
        assert why is not None
        assert why.startswith("the service did not take it")
    assert good.titles == ["Saldo JHT naik"]
    assert TOKEN not in "".join(capfd.readouterr())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_no_command_line_shows_an_address() -> None:
    seen = []
    with receiving() as service:
        service.meanwhile = lambda: seen.append(command_lines())
        carry({"phone": [ONE]}, {"phone": service.service(TOKEN)}, 20)
    (shown,) = seen
    assert b"pytest" in shown
    assert TOKEN.encode() not in shown


def test_where_apprise_is_missing_the_command_that_helps_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ConfigInvalid, match=r"pip install 'saldo-jht\[notify\]'"):
        carry({"phone": [ONE]}, {"phone": "json://127.0.0.1"}, 20)


# -- heartbeats -------------------------------------------------------------------------------------------------------


def test_a_monitor_hears_of_the_start_of_success_and_of_the_exit_status() -> None:
    with receiving() as monitor:
        for status in (0, 10):
            heartbeat = Heartbeat(monitor.url("/ping/uuid?a=b"))
            heartbeat.start()
            assert heartbeat.end(status) is None
    assert monitor.asked == ["/ping/uuid/start?a=b", "/ping/uuid?a=b", "/ping/uuid/start?a=b", "/ping/uuid/10?a=b"]


def test_a_monitor_that_is_not_there_is_no_failure() -> None:
    with receiving() as monitor:
        monitor.status = 404
        heartbeat = Heartbeat(monitor.url(f"/{TOKEN}"))
        heartbeat.start()
        assert heartbeat.end(0) == "the answer was 404"
    for url in (monitor.url(f"/{TOKEN}"), f"file:///etc/{TOKEN}", f"http://[{TOKEN}", TOKEN):
        heartbeat = Heartbeat(url)
        heartbeat.start()
        why = heartbeat.end(0)
        assert why is not None
        assert TOKEN not in why


def test_a_monitor_that_is_silent_is_not_waited_for() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        heartbeat = Heartbeat(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3)
        heartbeat.start()
        assert heartbeat.end(0) is not None


# -- Prometheus -------------------------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 2, 1, 0, 3, tzinfo=UTC)


def test_the_numbers_of_each_account() -> None:
    good = Ended(1, NOW, "ok", balances={("12345678901", None): 1_234_567_800})
    checks = {
        "siti": [good, Ended(2, NOW + timedelta(days=1), "portal-unavailable"), Ended(3, NOW, "busy")],
        "budi": [],
    }
    found = numbers.text(checks)
    lines = [one for one in found.splitlines() if not one.startswith("#")]
    assert 'saldo_jht_up{account="siti"} 0' in lines
    assert 'saldo_jht_last_exit_status{account="siti"} 21' in lines
    assert 'saldo_jht_failures_in_a_row{account="siti"} 1' in lines
    assert 'saldo_jht_last_success_timestamp_seconds{account="siti"} 1793581203' in lines
    assert [one for one in lines if one.endswith(" 1") and "state" in one] == [
        'saldo_jht_state{account="siti",state="failing"} 1'
    ]
    assert "12345678" not in found
    assert "budi" not in found
    assert 'saldo_jht_balance_rupiah{account="siti"} 12345678.00\n' in numbers.text(checks, amounts=True)
    # Each family has its type once, before its values: else a collector refuses the file.
    heads = [one.split()[2] for one in found.splitlines() if one.startswith("# TYPE")]
    assert sorted(heads) == sorted({one.partition("{")[0] for one in lines})
