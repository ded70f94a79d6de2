// Whether an element can be pressed where it stands, as nothing lies over its middle.
(el) => {
  el.scrollIntoView({ block: "center", behavior: "instant" });
  const box = call(el, "getBoundingClientRect");
  const over = call(call(el, "getRootNode"), "elementFromPoint", box.x + box.width / 2, box.y + box.height / 2);
  return over === el || !!over && call(over, "contains", el) && over !== prop(document, "body") && over !== prop(document, "documentElement") || !!over && call(el, "contains", over);
}
