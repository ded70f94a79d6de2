"""What on a page names cards, and what may hide a choice of them: a closed list that shows the card chosen in it."""

from checker import dates
from checker.kpj import find_glued_kpjs, without_kpjs
from checker.page.sight import Control
from checker.portal.words import plain
from checker.reading.amounts import judge
from checker.reading.claims import Claim
from checker.reading.page import Page
from checker.reading.segments import Segment

_OPENED = ("combobox", "listbox", "button", "hand", "link", "input")
LISTS = ("combobox", "listbox")


def kpjs_in(page: Page, text: str) -> set[str]:
    """The card numbers that stand in a text, glued together or not."""
    return page.kpjs_in(text) | (find_glued_kpjs(text) if not page.words.says("other_numbers", text) else set())


def named(page: Page) -> set[str]:
    """All cards that a page names or offers, in closed lists too."""
    names = [label for control in page.sight.controls for label, _, _ in control.options]
    for control in page.sight.controls:
        names += [control.name, control.value, *control.offers]
    names += [one.text for one in page.texts]
    return {one.text for one in page.kpjs}.union(*(kpjs_in(page, name) for name in names))


def shown(page: Page, control: Control) -> str:
    """What a control shows: the words that stand in it, the values of fields among them."""
    words = [one.text for one in page.sight.words if control.path[-1] in one.path]
    return " ".join(words) or control.value or control.name


def closed(page: Page) -> list[tuple[str, Control]]:
    """What may open a list of cards, each with what it shows: it names one card, and says nothing else.

    Where several cards are shown so, all at once, none of them is the one that is chosen, unless it is a list.
    """
    inner = {step for control in page.sight.controls if control.role in _OPENED for step in control.path[:-1]}
    found: list[tuple[str, Control]] = []
    for control in page.sight.controls:
        if control.role not in _OPENED or control.disabled or control.expanded or _leads_away(control):
            continue
        if control.role == "input" and not control.popup:
            continue
        said = shown(page, control)
        numbers = kpjs_in(page, said) or kpjs_in(page, control.name)
        if not numbers and control.role in LISTS:
            # What is chosen stands beside the field of a list, in one box with it.
            said = " ".join(one.text for one in page.held.get(control.path[-2], ()))
            numbers = kpjs_in(page, said) if not holds_balance(page, control.path[-2]) else set()
            said = said if numbers else shown(page, control)
        opens = control.role in LISTS or control.popup
        if not numbers and opens and (page.words.fits("card_names", said) or _asks_for_card(page, said)):
            found.append((said, control))
        if len(numbers) != 1 or (control.path[-1] in inner and control.role == "hand" and not control.popup):
            continue
        number = numbers.pop()
        if opens or _only_names(page, said, number):
            found.append((number, control))
    if len({number for number, _ in found}) > 1:
        found = [(number, one) for number, one in found if one.role in LISTS or one.popup]
    return found


def _asks_for_card(page: Page, said: str) -> bool:
    """Whether what is shown by a list in which nothing is chosen yet asks for a card: "Pilih KPJ ...", and no more."""
    return page.words.says("kpj", said) and all(
        word in page.words.known or word in page.words.choosing for word in plain(said).split()
    )


def _leads_away(control: Control) -> bool:
    """Whether a control is a link to another page."""
    return control.link.startswith("http") and "#" not in control.link


def _only_names(page: Page, said: str, number: str) -> bool:
    """Whether a text is a card's number, with its label: what follows may be its employer or its state."""
    before, _, _ = page.words.phrases["kpj"].without(said).partition(number.lower())
    return all(word in page.words.known or word in page.words.choosing for word in before.split())


def holds_balance(page: Page, part: int) -> bool:
    """Whether a part of the page holds an amount that may be a balance."""
    return any(
        one.amount is not None and judge(page, one).claim is not Claim.QUALIFIED for one in page.held.get(part, ())
    )


def marks(page: Page) -> frozenset[str]:
    """What a page tells of the card that it shows, beside the choice of it: employers, days and amounts.

    The number of the card is left out: it may be no more than an echo of what was chosen.
    """
    pressed = {one.path[-1] for one in page.sight.controls if one.role not in ("summary", "tab")}

    def is_told(one: Segment) -> bool:
        word = one.words[0]
        return word.control < 0 and word.kind in ("text", "value") and not pressed & set(one.path)

    told = [one for one in page.segments if is_told(one)]
    kinds = (one for one in told if one.is_value or _is_of_card(page, one))
    return frozenset(plain(without_kpjs(one.text)) for one in kinds) - {""}


def _is_of_card(page: Page, one: Segment) -> bool:
    text = one.text
    return bool(page.words.phrases["companies"].open(without_kpjs(text)) or dates.find(text))
