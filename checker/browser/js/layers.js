// What is laid over the page, and what stands at its edges: crosses, curtains, frames, the corners of a page's head.

const aboveIn = (el) => chain(parentOf(el)).filter((one) => one !== body() && one !== root());
// The words of the layer laid over the page that an element is the cross of, by where it stands: in the upper right corner
// of the part with words that it belongs to. Null where it is none, or where nothing of the page lies under the layer.
const corner = (el) => {
  const sign = boxOf(el), up = aboveIn(el), isPanel = (box) => wide(box) >= 4 * wide(sign) && high(box) >= 100;
  const at = up.findIndex((one) => isPanel(boxOf(one)) && prop(one, "innerText")), panel = at < 0 ? null : boxOf(up[at]);
  const layer = panel && up.slice(at).find((one) => isLaid(one) || kind(one) === "dialog" || attr(one, "aria-modal") === "true");
  if (!layer || call(layer, "querySelector", "input[type=password]") || Math.abs(sign.t - panel.t) > 60 || Math.abs(panel.r - sign.r) > 60) return null;
  if (panel.l <= 0 || panel.l > innerWidth / 2 || panel.r < innerWidth / 2 || panel.r >= innerWidth) return null;
  const under = (x, y) => call(document, "elementsFromPoint", x, y).some((one) => !holds(layer, one) && !holds(one, layer) && prop(one, "innerText"));
  const places = [1, 3, 5, 7, 9, 11, 13, 15].map((part) => part / 16);
  return places.some((x) => places.some((y) => under(x * innerWidth, y * innerHeight))) ? prop(layer, "innerText").slice(0, 2000) : null;
};
// Whether an element stands in a corner of the page's head, as what opens its menu does: at the left or right end of a low
// bar at the top.
const header = (el) => {
  if (call(el, "closest", "form") || el.type === "submit" && el.form) return false;
  const sign = boxOf(el), bar = aboveIn(el).map(boxOf).find((box) => wide(box) >= 5 * wide(sign) && wide(box) >= innerWidth / 3);
  return !!bar && bar.t + scrollY < 60 && high(bar) < 140 && Math.min(sign.l - bar.l, bar.r - sign.r) < 80;
};
// A point of the curtain that a notice has drawn over the whole page, beside the notice and anything to be pressed. A
// curtain under the pointer's hand is itself something to be pressed, and may lead anywhere.
const beyond = () => {
  const r = innerWidth - 6, b = innerHeight - 6;
  const isSpread = (el) => { const box = boxOf(el); return styleOf(el).position === "fixed" && !isHand(el) && box.l <= 0 && box.t <= 0 && box.r >= r && box.b >= b; };
  const isCurtain = (el) => !!el && (kind(el) === "dialog" || isSpread(el) && !call(el, "closest", "a, button, iframe, [role=button], [role=link]"));
  return [[6, 6], [r, b], [6, b], [r, 6]].find(([x, y]) => isCurtain(call(document, "elementFromPoint", x, y))) || null;
};
// Whether a person can see into a frame: it is shown, stands on the page, and nothing that hides it lies over its middle.
const framed = (el) => {
  const box = boxOf(el), shown = call(el, "checkVisibility", { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  if (!shown || box.r + scrollX <= 1 || box.b + scrollY <= 1) return false;
  const view = cut(box, { l: 0, t: 0, r: innerWidth, b: innerHeight }), stack = call(rootOf(el), "elementsFromPoint", (view.l + view.r) / 2, middle(view));
  // Out of view: a person would scroll there.
  return !stack.includes(el) || !stack.slice(0, stack.indexOf(el)).some(veil);
};
// Whether an element can be pressed where it stands, as nothing lies over its middle.
const isOnTop = (el) => {
  call(el, "scrollIntoView", { block: "center", behavior: "instant" });
  const box = boxOf(el), over = call(rootOf(el), "elementFromPoint", (box.l + box.r) / 2, middle(box));
  return !!over && (holds(el, over) || holds(over, el) && over !== body() && over !== root());
};
// How elements stand on the page now: whether nothing lies over them, and what they would send.
const standing = (els) => ({ free: els.every(isOnTop), hollow: els.some(hollow) });
