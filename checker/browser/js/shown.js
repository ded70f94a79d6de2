// Whether a person sees an element. A trap for programs stands off the page, has no size or ink, or is clipped away. A
// field may have no ink of its own: some libraries give it that once it has the focus, and until then its label stands
// in its place.
const isShown = (el) => {
  const box = boxOf(el);
  if (!call(el, "checkVisibility", { visibilityProperty: true }) || wide(box) <= 4 || high(box) <= 4) return false;
  // Nobody types where no letter has room.
  if (isTyped(el) && (wide(box) < 16 || high(box) < 8)) return false;
  if (box.r + scrollX <= 1 || box.b + scrollY <= 1 || box.l >= Math.max(innerWidth, root().scrollWidth)) return false;
  return (isSeen(el) || isLabelled(el, box)) && !isCutAway(el);
};
// Whether anything of it is drawn at all; whether it has ink as well.
const isThere = (el) => { const b = boxOf(el); return wide(b) > 0 && high(b) > 0 && call(el, "checkVisibility", { visibilityProperty: true }); };
const isSeen = (el) => call(el, "checkVisibility", { opacityProperty: true, visibilityProperty: true });
// Words that a person reads, in a part of the page with what it draws in its shadow, where they lie over a field.
const wordsOver = (part, el, box, deep) => [...prop(shadowOf(part) || part, "childNodes")].some((node) => {
  if (isElement(node)) return deep && node !== el && !/^(input|textarea|select|style|script|template)$/.test(kind(node)) && wordsOver(node, el, box, deep - 1);
  if (!isText(node) || !/\p{L}/u.test(prop(node, "nodeValue")) || !isSeen(prop(node, "parentElement") || part)) return false;
  return boxed(contentsOf(node)).some((words) => wide(words) > 4 && words.b > box.t - 4 && words.t < box.b && words.r > box.l - 4 && words.l < box.r);
});
const isLabelled = (el, box) => {
  if (!["input", "textarea"].includes(kind(el)) || call(el, "closest", "[aria-hidden=true]")) return false;
  const parts = chain(el, 6), end = parts.findIndex((part) => high(boxOf(part)) > 3 * high(box) + 40 || ["form", "body"].includes(kind(part)));
  return parts.slice(0, end < 0 ? parts.length : end).some((part) => wordsOver(part, el, box, 5));
};
const isCutAway = (el) => {
  let flows = true;  // what is positioned may stand outside of what holds it
  for (let one = el; one; one = parentOf(one)) {
    const s = styleOf(one), held = boxOf(one), lifted = ["absolute", "fixed"].includes(s.position);
    if (lifted && /^rect\((0|1px)(px)?([, ]+(0|1px)(px)?){3}\)$/.test(s.clip) || /^(inset\((5\d|[6-9]\d|100)(\.\d+)?%|circle\(0)/.test(s.clipPath)) return true;
    if (s.position !== "static") flows = true;
    if (flows && s.overflowX !== "visible" && s.overflowY !== "visible" && (wide(held) <= 4 || high(held) <= 4)) return true;
    if (s.position === "fixed") return false;
    if (lifted) flows = false;
  }
  return false;
};
