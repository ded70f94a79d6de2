// Whether an element is another one; with `within`, or stands in it, in its shadow too.
(el, other, within) => {
  if (!within) return el === other;
  for (let one = el; one; one = prop(one, "parentNode") || one.host) if (one === other) return true;
  return false;
}
