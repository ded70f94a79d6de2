"""The person at the terminal: what they are told while a command goes on, and what they answer meanwhile."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.browser.remote import Remote
    from checker.model import Answer
    from checker.tasks.confirming import Question

STEPS = {
    "browser": N_("Starting the browser ..."),
    "phone": N_("Looking at the phone ..."),
    "open": N_("Opening the portal ..."),
    "absent": N_("The portal is not there yet; it is tried again in a while ..."),
    "login": N_("Logging in ..."),
    "balance": N_("Asking for the balance ..."),
    "read": N_("Reading the balance ..."),
    "picture": N_("Reading the picture ..."),
    "prove": N_("Reading the balance with what was learnt ..."),
    "met": N_("Another page: wait ..."),
    "taken": N_('The page is recorded. Go on; the last one is told by Enter here, or by "Go on" at the page.'),
    "anonymise": N_("Replacing everything personal ..."),
}
"""What a person hears of each step, in English."""


def is_there() -> bool:
    """Whether a person is at a terminal to type on."""
    return sys.stdin is not None and sys.stdin.isatty()


def secret(question: str) -> str:
    """Ask for a line that is not shown as it is typed; where there is no terminal, the first line of standard input."""
    # Imported here, since most commands ask for no secret.
    import getpass

    if not is_there():
        return (sys.stdin.readline() if sys.stdin is not None else "").strip()
    try:
        return getpass.getpass(question, stream=None if sys.platform == "win32" else sys.stderr).strip()
    except EOFError:
        return ""


def only_by_a_person(force: bool) -> None:
    """Refuse `--force` where nobody types it: in a script it would undo what protects the account."""
    if force and not is_there():
        raise click.UsageError(
            _("--force is for a person on a terminal; in a script it would undo what protects the account.")
        )


class Progress:
    """Steps told on standard error: one line that changes on a terminal, plain lines elsewhere, none with `quiet`."""

    def __init__(self, verbose: bool = False, quiet: bool = False) -> None:
        self.verbose, self.quiet = verbose, quiet
        self.live = sys.stderr is not None and sys.stderr.isatty() and not verbose
        self.began = time.monotonic()
        self.last = ""
        self.asked = ""
        self.minutes = -1

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_error: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line of the step away, and begin anew."""
        if self.live and self.last:
            self._over("")
        self.last = ""

    def tell(self, step: str) -> None:
        """Tell a step, once while it lasts."""
        if step == self.last or self.quiet:
            return
        self.last, self.asked = step, ""
        text = _(STEPS[step])
        if self.live:
            self._over(text)
        else:
            click.echo(f"[{time.monotonic() - self.began:5.1f} s] {text}" if self.verbose else text, err=True)

    def person(self, text: str, left: float) -> None:
        """Tell what a person is to do, once, and then the time that is left (in seconds): on a terminal as it passes,
        elsewhere each minute.
        """
        if text != self.asked:
            self.asked, self.minutes, self.last = text, -1, "person"
            click.echo(("\r\033[K" if self.live else "") + text, err=True)
        minutes, seconds = divmod(int(left), 60)
        waiting = _("Waiting for you: {time} left").format(time=f"{minutes}:{seconds:02}")
        if self.live:
            self._over(waiting)
        elif minutes != self.minutes:
            self.minutes = minutes
            click.echo(waiting, err=True)

    def _over(self, text: str) -> None:
        """Write `text` over the line that is there."""
        click.echo(f"\r\033[K{text}", err=True, nl=False)


class Person:
    """Reads the lines that are typed on standard input, from its first use on."""

    def __init__(self) -> None:
        # Imported here, since most commands ask nothing while they go on.
        import queue

        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reading = False
        self.gone = False
        """Whether no line can come any more, as `line` has found."""

    def done(self) -> bool:
        """Whether Enter was pressed since it was last asked."""
        self._listen()
        if self._lines.empty():
            return False
        line = self._lines.get()
        if line is None:
            # Nobody is there to press it any more: a window that is shut tells the same.
            self._lines.put(None)
            return False
        return True

    def ask(self, question: str) -> str:
        """Ask and wait for an answer, in lower case; an empty one where nobody can answer."""
        self._listen()
        click.echo(question, err=True, nl=False)
        line = self._lines.get()
        if line is None:
            self._lines.put(None)
            click.echo("", err=True)
        return (line or "").strip().lower()

    def agrees(self, question: str) -> bool:
        """Whether the answer is a yes."""
        return self.ask(question) in ("y", "yes", "ya")

    def line(self, seconds: float) -> str | None:
        """The line that is typed within so many seconds, if one is; empty where nobody can type any."""
        # Imported here, since most commands ask nothing while they go on.
        from queue import Empty

        self._listen()
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            return None
        if line is None:
            self.gone = True
            self._lines.put(None)
        return line or ""

    def _listen(self) -> None:
        if not self._reading:
            self._reading = True
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        # The descriptor itself: a thread that waits in Python's own reader would hold up the end of the program.
        line = b""
        try:
            descriptor = sys.stdin.fileno()
            while sign := os.read(descriptor, 1):
                if sign == b"\n":
                    self._lines.put(line.decode(errors="replace"))
                    line = b""
                else:
                    line += sign
        except (OSError, ValueError, AttributeError):
            pass
        self._lines.put(None)


_ANSWERS: "dict[Answer, tuple[str, ...]]" = {
    "yes": ("y", "yes", "ya"),
    "no": ("n", "no", "t", "tidak", "bukan"),
    "later": ("l", "later", "nanti", ""),
}
_MOST_LINES = 40


def agrees(question: str, *, need_answer: bool = True) -> bool:
    """Whether the answer is a yes, in either language; asked again until it is a yes or a no.

    Where none is needed, an empty answer is a no.
    """
    letters = _("[y/n]") if need_answer else _("[y/N]")
    while True:
        said = click.prompt(f"{question} {letters}", default="", show_default=False, err=True).strip().lower()
        if said in _ANSWERS["yes"]:
            return True
        if said in _ANSWERS["no"] or not (said or need_answer):
            return False


class Confirming:
    """Asks the person whether the portal shows what was read: on the terminal, in words that go nowhere else.

    `asks` is the question in other words, where it was not read at the portal.
    """

    def __init__(self, progress: Progress, asks: str = N_("Account {name}: is this what the portal shows?")) -> None:
        self.progress, self.person, self.asks = progress, Person(), asks
        self.prompted = False

    def is_there(self) -> bool:
        """Whether the person can answer on the terminal."""
        return is_there()

    def put(self, question: "Question") -> str:
        """Put the question; what of it a window is to show is returned."""
        from checker.money import rupiah, sen
        from checker.shown import plain

        cards = [
            "  ".join((card.kpj or "-", plain(card.company or "-"), rupiah(sen(card.balance))))
            for card in question.reading.cards
        ]
        asked = _(self.asks).format(name=question.account)
        told = "\n".join([asked, *cards])
        if not is_there():
            # No amounts here: where no terminal is, what is said may end in a log.
            text = _("Account {name}: waiting for your answer at the address above.")
            if question.in_window:
                text = _("Account {name}: waiting for your answer in the window.")
            click.echo(text.format(name=question.account), err=True)
            return told
        self.progress.clear()
        lines = ["", told]
        if question.around:
            lines += ["", _("It stands on the page among these words:")]
            lines += [f"  | {plain(line)}" for line in question.around[:_MOST_LINES]]
        if question.new:
            lines += ["", _("New since you confirmed it:"), *(f"  + {plain(line)}" for line in question.new)]
        if not question.at_window:
            see = _("To see the page itself: saldo-jht confirm --account {name} --remote")
            lines += ["", see.format(name=question.account)]
        click.echo("\n".join(lines), err=True)
        self._prompt()
        return told

    def heard(self, seconds: float) -> "Answer | None":
        """The answer, if it came within so many seconds; where the terminal is gone, that is later."""
        if not is_there():
            return None
        line = self.person.line(seconds)
        if line is None:
            return None
        # What was typed has ended the line of the prompt; where the terminal has gone, nothing has.
        self.prompted = self.person.gone
        answer = next((one for one, said in _ANSWERS.items() if line.strip().lower() in said), None)
        if answer is None:
            self._prompt()
        return answer

    def over(self) -> None:
        """End the line of a prompt that nobody has answered here."""
        if self.prompted:
            click.echo("", err=True)
        self.prompted = False

    def _prompt(self) -> None:
        self.prompted = True
        click.echo(_("[y]es, [n]o or [l]ater: "), err=True, nl=False)


@contextlib.contextmanager
def remote_page(wanted: bool, bind: str, port: int) -> "Iterator[Remote | None]":
    """The page at which a person acts from elsewhere, if it is `wanted`, with what to do told."""
    from checker.browser.guard import is_loopback
    from checker.browser.remote import Remote, lines

    if not wanted:
        yield None
        return
    with Remote(bind, port) as remote:
        for line in lines(remote):
            click.echo(line, err=True)
        if not is_loopback(remote.url):
            _qr(remote.url)
        yield remote


def at_both(progress: Progress, remote: "Remote | None") -> Callable[[str], None]:
    """Tells a step on the terminal and, where a person is there, at the remote page."""

    def tell(step: str) -> None:
        progress.tell(step)
        if remote is not None:
            remote.say(_(STEPS[step]))

    return tell


def _qr(text: str) -> None:
    """Show a text as a QR code on standard error, dark on light whatever the terminal's colours are."""
    # Imported here, since most commands show none.
    import io

    import segno

    drawn = io.StringIO()
    segno.make(text, micro=False).terminal(out=drawn, compact=True, border=2)
    on, off = ("\033[97;40m", "\033[0m") if sys.stderr is not None and sys.stderr.isatty() else ("", "")
    with contextlib.suppress(UnicodeEncodeError):  # the address itself was told
        for line in drawn.getvalue().splitlines():
            click.echo(f"{on}{line}{off}", err=True)
