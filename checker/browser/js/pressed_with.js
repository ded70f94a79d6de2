// The words of what is pressed with an element, and the path that it leads to: a sign without a word may be a tile's.
(el) => {
  const body = prop(document, "body"), up = (one) => prop(one, "parentElement");
  let one = call(el, "closest", "a, button, [role]") || el;
  const hand = (at) => at && getComputedStyle(at).cursor === "pointer";
  while (up(one) && up(one) !== body && hand(one) && hand(up(one))) one = up(one);
  const link = call(el, "closest", "a[href]");
  return [one === body ? "" : prop(one, "innerText") || "", link && /^http/.test(link.href) ? link.pathname : ""];
}
