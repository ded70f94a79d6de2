// Whether an element can be pressed where it stands, as nothing lies over its middle.
(el) => {
  el.scrollIntoView({ block: "center", behavior: "instant" });
  const box = el.getBoundingClientRect();
  const over = el.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return over === el || !!over?.contains(el) && over !== document.body && over !== document.documentElement || !!over && el.contains(over);
}
