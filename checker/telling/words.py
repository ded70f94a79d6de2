"""The words of a message to a person. Pure: amounts and whole card numbers stand in it only where they are wished, and
nothing that a page said but these.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec
from msgspec import structs

from checker.failures import BY_CODE, Failure, NeedsHuman, PortalUnavailable
from checker.model import UNCONFIRMED
from checker.money import spoken
from checker.plausible import Key, short
from checker.settings import JAKARTA
from checker.states import Ended, News, State
from checker.texts import N_, _

_MONTHS = N_("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_CONFIRM = frozenset((UNCONFIRMED, "layout-changed"))


class Wished(msgspec.Struct, frozen=True):
    """What a message may hold."""

    amounts: bool = False
    kpj: bool = False


class Message(msgspec.Struct, frozen=True):
    """One message, in the person's language; `state` is what it tells first."""

    state: State
    title: str
    body: str


def message(news: News, account: str, wished: Wished, *, several: bool = False, remote: bool = False) -> Message:
    """What is told of one account, named where there are `several`; `remote` where no window can be shown here."""
    told = [_TOLD[one](news, account, wished, remote) for one in news.states]
    title, *lines = [line for part in told for line in part]
    if several:
        title = f"{account}: {title}"
    lines.append(_("Checked {when}.").format(when=news.now.at.astimezone(JAKARTA).strftime("%Y-%m-%d %H:%M")))
    return Message(news.states[0], title, "\n".join(lines))


def samples(now: datetime, wished: Wished, in_a_row: int) -> list[Message]:
    """One message of each kind, about an invented card of Rp 12.345.678, each of which says that it is a sample."""
    card: Key = ("12345678901", None)
    last = (now.astimezone(JAKARTA).replace(day=1) - timedelta(days=1)).date()
    before = Ended(1, now - timedelta(days=in_a_row), "ok", balances={card: 1_234_567_800})
    good = Ended(2, now, "ok", balances={card: 1_275_797_800}, as_of=last)
    needed, down = Ended(3, now, NeedsHuman.code), Ended(4, now, PortalUnavailable.code)
    news = (
        News((State.CHANGED,), good, before, now, 0),
        News((State.NEEDS_PERSON,), needed, before, now, 0),
        News((State.FAILING,), down, before, before.at, in_a_row),
        News((State.BACK,), structs.replace(good, balances=before.balances), before, now, 0),
    )
    made = [message(one, "default", wished) for one in news]
    return [structs.replace(one, title=_("Sample: {title}").format(title=one.title)) for one in made]


def day(when: date) -> str:
    """A day as people write it in their language: ``31 Okt 2026``, ``31 Oct 2026``."""
    return f"{when.day} {_(_MONTHS).split()[when.month - 1]} {when.year}"


def _changed(news: News, _account: str, wished: Wished, _remote: bool) -> list[str]:
    now, before = news.now, news.before
    assert before is not None
    change = now.total - before.total
    about = _("balance") if len(now.balances) == len(before.balances) else _("cards")
    when = _("as of {day}").format(day=day(now.as_of)) if now.as_of else _("read {day}").format(day=day(_local(now.at)))
    head = {1: N_("JHT balance up{by} ({when})"), -1: N_("JHT balance down{by} ({when})")}.get(
        (change > 0) - (change < 0), N_("JHT {about} changed ({when})")
    )
    by = f" {spoken(abs(change))}" if wished.amounts else ""
    lines = [_(head).format(by=by, when=when, about=about)]
    if wished.amounts:
        lines.append(_("Total: {amount}").format(amount=spoken(now.total)))
    if len({*now.balances, *before.balances}) > 1:
        lines += _cards(before.balances, now.balances, wished)
    if change < 0 and len(now.balances) == len(before.balances):
        lines.append(_("A balance falls by a claim only. If you made none, call 175."))
    return lines


def _cards(before: Mapping[Key, int], now: Mapping[Key, int], wished: Wished) -> list[str]:
    """A line for each card that has changed."""
    lines = []
    for card in dict.fromkeys((*before, *now)):
        was, is_ = before.get(card), now.get(card)
        if was == is_:
            continue
        if is_ is None:
            what = _("no longer shown")
        elif was is None:
            what = _("new")
        else:
            what = _("up") if is_ > was else _("down")
            what += f" {spoken(abs(is_ - was))}" if wished.amounts else ""
        name = card[0] if wished.kpj and card[0] else short(card[0])
        lines.append(_("Card {name}: {what}").format(name=name, what=what))
    return lines


def _needs_person(news: News, account: str, _wished: Wished, remote: bool) -> list[str]:
    failure = _failure(news.now)
    return [_("JHT balance check: you are needed"), _(failure.message), _todo(news.now, failure, account, remote)]


def _failing(news: News, account: str, _wished: Wished, remote: bool) -> list[str]:
    failure = _failure(news.now)
    return [
        _("JHT balance check: failed {count} times in a row").format(count=news.in_a_row),
        _(failure.message),
        _("Since {day}.").format(day=day(_local(news.since))),
        _todo(news.now, failure, account, remote),
    ]


def _back(news: News, _account: str, _wished: Wished, _remote: bool) -> list[str]:
    lines = [_("JHT balance check: works again")]
    if State.CHANGED not in news.states and news.before is not None:
        lines.append(_("The balance is what it was."))
    return lines


_TOLD = {
    State.CHANGED: _changed,
    State.NEEDS_PERSON: _needs_person,
    State.FAILING: _failing,
    State.BACK: _back,
}


def _todo(now: Ended, failure: type[Failure], account: str, remote: bool) -> str:
    """What the person should do: the one command, where one helps, else the advice of the table of failures."""
    if now.rule in _CONFIRM or (failure is NeedsHuman and now.rule not in failure.cases):
        command = "confirm" if now.rule in _CONFIRM else "login"
        end = " --remote" if remote else ""
        return _("Run: {command}").format(command=f"saldo-jht {command} --account {account}{end}")
    advice = failure.cases.get(now.rule or "", failure.advice)
    # Both words stand for it in the texts of the two languages.
    return _("What to do: {hint}").format(hint=re.sub(r"\bNAM[EA]\b", account, _(advice)))


def _failure(one: Ended) -> type[Failure]:
    return BY_CODE.get(one.code, Failure.__subclasses__()[0])


def _local(when: datetime) -> date:
    return when.astimezone(JAKARTA).date()
