// Whether an element stands in a corner of the page's head, as what opens its menu does: at the left or right end of a low
// bar at the top.
(el) => {
  const up = (one) => prop(one, "parentElement") || call(one, "getRootNode").host;
  const sign = call(el, "getBoundingClientRect");
  if (el.type === "submit" && el.form || el.closest("form")) return false;
  for (let one = up(el); one && one !== prop(document, "body"); one = up(one)) {
    const bar = call(one, "getBoundingClientRect");
    if (bar.width < 5 * sign.width || bar.width < innerWidth / 3) continue;
    return bar.top + scrollY < 60 && bar.height < 140 && Math.min(sign.left - bar.left, bar.right - sign.right) < 80;
  }
  return false;
}
