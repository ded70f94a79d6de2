// Whether a person sees an element. A trap for programs stands off the page, has no size or ink, or is clipped away. A
// field may have no ink of its own: some libraries give it that once it has the focus, and until then its label stands
// in its place.
(el) => {
  const box = call(el, "getBoundingClientRect"), kind = prop(el, "localName");
  const up = (one) => prop(one, "assignedSlot") || prop(one, "parentElement") || call(one, "getRootNode").host;
  const inked = (one) => call(one, "checkVisibility", { opacityProperty: true, visibilityProperty: true });
  // Words that a person reads, in a part of the page with what it draws in its shadow, where they lie over the element.
  const labelled = (part, deep) => [...prop(prop(part, "shadowRoot") || part, "childNodes")].some((node) => {
    const type = prop(node, "nodeType");
    if (type === Node.ELEMENT_NODE) return deep && node !== el && !/^(input|textarea|select|style|script|template)$/.test(prop(node, "localName")) && labelled(node, deep - 1);
    if (type !== Node.TEXT_NODE || !/\p{L}/u.test(node.nodeValue) || !inked(node.parentElement || part)) return false;
    const range = call(document, "createRange");
    range.selectNodeContents(node);
    return [...range.getClientRects()].some((words) => words.width > 4 && words.bottom > box.top - 4 && words.top < box.bottom && words.right > box.left - 4 && words.left < box.right);
  });
  const lies = () => {
    if (!/^(input|textarea)$/.test(kind) || el.closest("[aria-hidden=true]")) return false;
    for (let part = el, at = 0; at < 6 && part; at++, part = up(part)) {
      if (call(part, "getBoundingClientRect").height > 3 * box.height + 40 || /^(form|body)$/.test(prop(part, "localName"))) return false;
      if (labelled(part, 5)) return true;
    }
    return false;
  };
  if (!call(el, "checkVisibility", { visibilityProperty: true }) || box.width <= 4 || box.height <= 4) return false;
  // Nobody types where no letter has room.
  const typed = kind === "textarea" || (kind === "input" && !/^(submit|button|reset|image|checkbox|radio|range|color|file)$/.test(el.type));
  if (typed && (box.width < 16 || box.height < 8)) return false;
  if (box.right + scrollX <= 1 || box.bottom + scrollY <= 1 || box.left >= Math.max(innerWidth, prop(document, "documentElement").scrollWidth)) return false;
  if (!inked(el) && !lies()) return false;
  let flows = true;  // what is positioned may stand outside of what holds it
  for (let one = el; one; one = up(one)) {
    const style = getComputedStyle(one), held = call(one, "getBoundingClientRect"), lifted = ["absolute", "fixed"].includes(style.position);
    if (lifted && /^rect\((0|1px)(px)?([, ]+(0|1px)(px)?){3}\)$/.test(style.clip)) return false;
    if (/^(inset\((5\d|[6-9]\d|100)(\.\d+)?%|circle\(0)/.test(style.clipPath)) return false;
    if (style.position !== "static") flows = true;
    if (flows && style.overflowX !== "visible" && style.overflowY !== "visible" && (held.width <= 4 || held.height <= 4)) return false;
    if (style.position === "fixed") return true;
    if (lifted) flows = false;
  }
  return true;
}
