"""What a thing on a phone's screen is called and where it stands, as the policy judges a press by it. Pure."""

from collections.abc import Iterator

from checker.journey.surroundings import Dialog, Part, Surroundings
from checker.phone.nodes import Node, Tree
from checker.phone.tree import layers, shown, texts_of

_LINES = 12
"""Lines: a part of the screen with more is no card or row, but the screen itself."""


def pressable(tree: Tree, number: int) -> Node | None:
    """What is pressed where a node is to be: that itself, or the nearest that holds it and can be pressed."""
    node = tree.by_number.get(number)
    if node is None:
        return None
    return next((one for one in (node, *tree.above(node)) if one.is_control), None)


def surroundings(tree: Tree, node: Node, point: Node | None = None) -> Surroundings:
    """How a node stands in its tree, to be touched in the middle of `point`, which stands in it.

    There are no forms and no addresses on a phone's screen, and nothing of an app's code is seen: so its name, its
    notice and the texts around it are all that tells what a press does.
    """
    names = tuple(line for text in texts_of(tree, node) for line in text.splitlines())
    over = layers(tree)
    layer = over.of(node)
    lines = tuple(layer[0].splitlines()) if layer is not None else ()
    own = {one.number for one in (node, *tree.inside(node))}
    lead = tuple(_lead(tree, node, own))
    return Surroundings(
        names=names,
        hints=(),
        codes=(),
        handlers=(),
        role=node.role,
        form=None,
        dialog=Dialog(tuple(one for one in lines if one not in names), lines) if layer is not None else None,
        box=Part((), tuple(_beside(tree, node, own)), ()),
        lead=lead,
        group=lead,
        menu=False,
        chooses=node.role == "combobox",
        folded=False,
        reached=node.number not in over.covered and _is_free(tree, point or node),
        said=(*names, *lines),
    )


def middle(node: Node, tree: Tree) -> tuple[int, int]:
    """Where a node is touched, in the screen's own pixels."""
    return round((node.box.x + node.box.w / 2) * tree.scale), round(node.box.middle * tree.scale)


def _is_free(tree: Tree, node: Node) -> bool:
    """Whether a touch in the middle of a node is felt by nothing else: what comes later in the tree lies over it, and
    what can be pressed inside it takes the touch itself.
    """
    x, y = node.box.x + node.box.w / 2, node.box.middle
    inside = 0 <= x < tree.width and 0 <= y < tree.height
    return inside and not any(
        one.is_control
        and one.number > node.number
        and one.box.x <= x < one.box.right
        and one.box.y <= y < one.box.bottom
        for one in tree.nodes
        if one.number not in node.path
    )


def _beside(tree: Tree, node: Node, own: set[int]) -> list[str]:
    """The texts of the smallest part of the screen that says something beside the node, of what nobody can press."""
    for part in tree.above(node):
        said = [text for one, text in _texts(tree, (part, *tree.inside(part))) if one.number not in own]
        if said:
            return said if len(said) <= _LINES else []
    return []


def _lead(tree: Tree, node: Node, own: set[int]) -> list[str]:
    """The text that nobody can press right before a node in the smallest part of the screen that has any, and the first
    of the screen, which is its heading.
    """
    first = [text for _, text in _texts(tree, tree.nodes)][:1]
    for part in tree.above(node):
        held = (one for one in tree.inside(part) if one.number < node.number and one.number not in own)
        before = [text for _, text in _texts(tree, tuple(held))]
        if before:
            return [*first, before[-1]]
    return first


def _texts(tree: Tree, nodes: tuple[Node, ...]) -> Iterator[tuple[Node, str]]:
    for one in nodes:
        text = shown(one, tree)
        if text and not one.is_control and not any(above.is_control for above in tree.above(one)):
            yield one, text
