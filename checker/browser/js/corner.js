// The words of the layer laid over the page that an element is the cross of, by where it stands: in the upper right corner
// of the part with words that it belongs to. Null where it is none, or where nothing of the page lies under the layer.
(el) => {
  const up = (one) => prop(one, "parentElement") || call(one, "getRootNode").host;
  const sign = call(el, "getBoundingClientRect");
  let panel = null, layer = null;
  for (let one = up(el); one && one !== prop(document, "body") && !layer; one = up(one)) {
    const box = call(one, "getBoundingClientRect"), style = getComputedStyle(one);
    if (!panel && box.width >= 4 * sign.width && box.height >= 100 && prop(one, "innerText")) panel = one;
    const lifted = style.position === "fixed" || style.position === "absolute" && parseInt(style.zIndex) >= 10 || one.localName === "dialog" || one.ariaModal === "true";
    if (panel && lifted) layer = one;
  }
  if (!layer || [...call(layer, "querySelectorAll", "input")].some((one) => one.type === "password")) return null;
  const box = call(panel, "getBoundingClientRect");
  if (Math.abs(sign.top - box.top) > 60 || Math.abs(box.right - sign.right) > 60) return null;
  if (box.left <= 0 || box.left > innerWidth / 2 || box.right < innerWidth / 2 || box.right >= innerWidth) return null;
  const under = (x, y) => call(document, "elementsFromPoint", x, y).some((one) => !layer.contains(one) && !one.contains(layer) && prop(one, "innerText"));
  const parts = [1, 3, 5, 7, 9, 11, 13, 15].map((part) => part / 16);
  return parts.some((x) => parts.some((y) => under(x * innerWidth, y * innerHeight))) ? prop(layer, "innerText").slice(0, 2000) : null;
}
