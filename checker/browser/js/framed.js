// Whether a person can see into a frame: it is shown, stands on the page, and nothing opaque lies over its middle.
(el) => {
  if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = call(el, "getBoundingClientRect");
  if (box.right + scrollX <= 1 || box.bottom + scrollY <= 1) return false;
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const stack = call(call(el, "getRootNode"), "elementsFromPoint", x, y);
  if (!stack.includes(el)) return true;  // out of view: a person would scroll there
  return stack.slice(0, stack.indexOf(el)).every((over) => {
    const style = getComputedStyle(over);
    const clear = /^(transparent|rgba\(.*[ ,/]0(\.[0-4]\d*)?\))$/.test(style.backgroundColor) && style.backgroundImage === "none";
    return parseFloat(style.opacity) < 0.5 || (clear && !["img", "canvas", "video", "iframe"].includes(over.localName));
  });
}
