// A point of the curtain that a notice has drawn over the whole page, beside the notice and anything to be pressed. A
// curtain under the pointer's hand is itself something to be pressed, and may lead anywhere.
() => {
  const right = innerWidth - 6, bottom = innerHeight - 6;
  const spread = (el) => {
    const box = call(el, "getBoundingClientRect");
    const style = getComputedStyle(el);
    return style.position === "fixed" && style.cursor !== "pointer" && box.left <= 0 && box.top <= 0 && box.right >= right && box.bottom >= bottom;
  };
  for (const [x, y] of [[6, 6], [right, bottom], [6, bottom], [right, 6]]) {
    const el = call(document, "elementFromPoint", x, y);
    if (el && (el.localName === "dialog" || (spread(el) && !el.closest("a, button, iframe, [role=button], [role=link]")))) return [x, y];
  }
  return null;
}
