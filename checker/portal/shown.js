// Whether a person sees an element. A trap for programs stands off the page, has no size or ink, or is clipped away.
(el) => {
  const box = call(el, "getBoundingClientRect");
  if (!call(el, "checkVisibility", { opacityProperty: true, visibilityProperty: true }) || box.width <= 4 || box.height <= 4) return false;
  if (box.right + scrollX <= 1 || box.bottom + scrollY <= 1 || box.left >= Math.max(innerWidth, prop(document, "documentElement").scrollWidth)) return false;
  const up = (one) => prop(one, "assignedSlot") || prop(one, "parentElement") || call(one, "getRootNode").host;
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
