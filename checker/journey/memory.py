"""What a run remembers of what it has done and heard: a frozen value, that each step makes a new one of."""

import msgspec
from msgspec import structs

from checker.journey.steps import WAY, Choose, Fill, Hover, Key, Mark, Outcome, Press, Step, Tour, Wait, Waymark
from checker.model import Warned
from checker.page.observation import Observation


class Memory(msgspec.Struct, frozen=True):
    """What was done and heard until now, and where the run is."""

    screen: str = "start"
    resumed: bool = False
    """Whether it goes on with a kept session, of which nobody knows yet that it is dead."""
    at_balance: bool = False
    """Whether the address at which it goes on showed the balance last time; else the way there."""
    address: str = ""
    shown: bool = False
    """Where the balance was found and, if that has an address of its own, True; else where the way to it was."""
    met_login: bool = False
    """Whether a login form was met."""
    sent: bool = False
    """Whether the login form was sent, by the program or by a person; it is then not sent again."""
    named: bool = False
    """Whether the first of two steps was taken, that for the e-mail address."""
    asked: bool = False
    """Whether the way to the balance was pressed."""
    inside: bool = False
    """Whether the portal has shown what it shows to a member only."""
    lines_before: frozenset[str] = frozenset()
    """The lines of the page on which the login was sent: what stood there is no answer to it."""
    said: tuple[str, ...] = ()
    """What was said since then."""
    heard: int = 0
    """How many dialogs were heard before."""
    pressed: tuple[Mark, ...] = ()
    """What was done once, or a few times, in order."""
    way: tuple[Waymark, ...] = ()
    """What was pressed since the login until the balance was asked for, in order."""
    waited: int = 0
    elsewhere: str = ""
    """The address, none of the portal's, that the last link led to: its window is not followed."""
    last: Step | None = None
    done: bool = True
    """Whether the last step did what it was for."""
    filled: Fill | None = None
    """What was written into the login form, until that is sent."""
    turned_back: bool = False
    """Whether a window was left again that had come along with a press."""
    warnings: tuple[Warned, ...] = ()

    def has(self, mark: Mark) -> bool:
        """Whether this was done."""
        return mark in self.pressed

    def at(self, screen: str) -> "Memory":
        """A screen was met; where that is a login, a kept session is dead: the portal asks who this is."""
        if screen != "login":
            return structs.replace(self, screen=screen)
        asked = self.asked and not self.resumed
        return structs.replace(self, screen=screen, met_login=True, resumed=False, asked=asked)

    def about_to(self, step: Step, seen: Observation) -> "Memory":
        """A step is about to be taken on a page that looks like this."""
        mark = getattr(step, "mark", None)
        now = structs.replace(self, pressed=(*self.pressed, mark)) if mark is not None else self
        now = now.warned(*getattr(step, "warns", ()))._under_way(step)
        if isinstance(step, Tour) and step.unasked:
            return structs.replace(now, address=seen.url, shown=True)
        if isinstance(step, Key) and step.field is not None:
            return now.sending(seen)
        if not isinstance(step, Press):
            return now
        now = structs.replace(now, elsewhere=step.on.link if step.on.link.startswith("http") else "")
        if step.purpose == "balance":
            place = structs.replace(now, inside=True, asked=True, screen="menu")
            return structs.replace(place, address=seen.url, shown=False)
        if step.purpose == "login" and not self.sent:
            return now.sending(seen)
        if step.purpose == "next":
            return structs.replace(now, named=True, filled=None, lines_before=frozenset(seen.sight.text.splitlines()))
        return structs.replace(now, screen="menu") if step.purpose in ("menu", "corner") else now

    def after(self, step: Step, seen: Observation, outcome: Outcome) -> "Memory":
        """What is remembered once a step was taken on a page that looked like this."""
        now = structs.replace(self, last=step, done=outcome.done)
        if isinstance(step, Wait):
            return structs.replace(now, waited=self.waited + 1)
        if not isinstance(step, Fill) or not outcome.done:
            return now
        if not outcome.left:
            return structs.replace(now, filled=step)
        # It was sent as the field was left.
        return now.sending(seen) if step.password is not None else structs.replace(now, named=True)

    def _under_way(self, step: Step) -> "Memory":
        """What leads to the balance is kept; a menu that is hovered over and then pressed counts once."""
        if self.asked or not isinstance(step, Press | Choose | Hover):
            return self
        what = "menu" if isinstance(step, Hover) else step.purpose
        one = (what, step.on.called)
        return structs.replace(self, way=(*self.way, one)) if what in WAY and one not in self.way else self

    def turning_back(self) -> "Memory":
        """The window that a press has led to is left again: the way to the balance may be pressed once more."""
        kept = tuple(one for one in self.pressed if one.what != "balance")
        return structs.replace(self, pressed=kept, turned_back=True)

    def sending(self, seen: Observation) -> "Memory":
        """The login form of the page `seen` is about to be sent: only what is new from here on answers it."""
        lines = frozenset(seen.sight.text.splitlines())
        return structs.replace(self, sent=True, lines_before=lines, said=(), heard=len(seen.heard), filled=None, way=())

    def listening(self, seen: Observation) -> "Memory":
        """What the page says that it did not say before is kept."""
        known = self.lines_before | set(self.said)
        new = tuple(dict.fromkeys(line for line in seen.sight.text.splitlines() if line not in known))
        return structs.replace(self, said=(*self.said, *new)) if new else self

    def warned(self, *warnings: Warned) -> "Memory":
        """The same, with warnings added that were not given yet."""
        new = tuple(one for one in warnings if one not in self.warnings)
        return structs.replace(self, warnings=(*self.warnings, *new)) if new else self
