"""The one hand on a phone: every touch, and every step back, goes through here, and nothing else is done to a phone.

It types nothing. It touches what has a name that is wanted, once it has seen it anew right before, at the same place
and called the same, with nothing over it.
"""

from checker.journey.policy import Policy, Refusal
from checker.journey.surroundings import Purpose, Surroundings
from checker.page.observation import FRAME
from checker.phone.adb import Phone
from checker.phone.around import middle, pressable, surroundings
from checker.phone.nodes import Node, Tree
from checker.portal.app import App

WANTED: tuple[Purpose, ...] = (
    *("balance", "menu", "programme", "card", "cards", "switch", "turn", "choose", "expand", "reveal", "close", "pass"),
)
"""What something may be touched for: no login, and no way out of one."""


class Hand:
    """Acts on one phone, by the rules of `policy` and of the `app`."""

    def __init__(self, phone: Phone, policy: Policy, app: App) -> None:
        self._phone, self._policy, self._app = phone, policy, app

    def press(self, before: Tree, now: Tree, node: int, purpose: Purpose, called: str) -> Refusal | None:
        """Touch a node of the tree `before` that was decided upon as it was `called`, as it stands in the tree `now`.

        Returns why it is not touched, or None where it was. Raises DeviceUnavailable.
        """
        aimed, then = before.by_number.get(node), pressable(before, node)
        found = _again(now, then) if then is not None else None
        point = _again(now, aimed) if aimed is not None else None
        if aimed is None or then is None or found is None or point is None or now.package != self._app.package:
            return Refusal("screen-changed")
        refusal = self.may(before, then, purpose) or self.may(now, found, purpose)
        around = surroundings(now, found, point)
        refusal = refusal or self._policy.renamed(called, around)
        refusal = refusal or self._policy.changed(surroundings(before, then, aimed), around)
        if refusal is None:
            self._phone.tap(*middle(point, now))
        return refusal

    def may(self, tree: Tree, node: Node, purpose: Purpose) -> Refusal | None:
        """Why a node may not be touched for a purpose; None where it may.

        Beside the policy's reasons: what has no name may do anything, and nothing that it sends could be stopped here.
        """
        around = surroundings(tree, node)
        if purpose not in WANTED or not node.on or node.secret or node.role == "input":
            return Refusal("not-wanted")
        if not any(one.strip() for one in around.names):
            return Refusal("nameless")
        if any(self._app.denied.search(line) for line in self._judged(around, purpose)):
            return Refusal("denied-in-app")
        if self._policy.selectors.dismiss.asks_consent("\n".join((*around.lead, *around.box.said))):
            return Refusal("consent-asked", person=True)
        return self._policy.judge(purpose, around)

    def _judged(self, around: Surroundings, purpose: Purpose) -> tuple[str, ...]:
        """The lines that may not say what is denied in the app: a notice that does may be closed all the same."""
        whole = " ".join(around.names)
        if purpose in ("close", "pass") or around.dialog is None:
            return (*around.names, whole)
        return (*around.names, whole, *around.dialog.said)

    def scroll(self, now: Tree, *, onwards: bool) -> bool:
        """Move the largest part that scrolls, by a finger that is drawn over its middle; False where there is none.

        Raises DeviceUnavailable.
        """
        parts = [one for one in now.nodes if one.scrolls and not one.is_sideways]
        if not parts or now.package != self._app.package:
            return False
        part = max(parts, key=lambda one: one.box.w * one.box.h)
        x, near, far = middle(part, now)[0], part.box.y + 0.75 * part.box.h, part.box.y + 0.35 * part.box.h
        begin, end = (round(one * now.scale) for one in ((near, far) if onwards else (far, near)))
        self._phone.swipe(x, begin, end)
        return True

    def back(self, now: Tree) -> bool:
        """Go back from what the app shows; False where another app is in front. Raises DeviceUnavailable."""
        if now.package != self._app.package:
            return False
        self._phone.back()
        return True


def node_of(index: int, numbers: tuple[int, ...]) -> int:
    """The number of the node that an element of an observation is: a control by its place, a text by its step."""
    return numbers[index] if index >= 0 else -index % FRAME


def _again(now: Tree, then: Node) -> Node | None:
    """A node as it stands now: in the same place of the tree and of the screen, showing the same."""
    found = now.by_number.get(then.number)
    same = found is not None and (found.path, found.kind, found.box, found.text, found.said) == (
        *(then.path, then.kind, then.box, then.text, then.said),
    )
    return found if same else None
