// Whether pressing an element would, or might, send fields in which something is typed: it is then the end of a login and
// no way to one. With `anyhow`, what a script may send counts too, and not a form's own button alone.
(el, anyhow) => {
  const root = call(el, "getRootNode"), link = el.closest("a[href]");
  if (el.closest("[role=tab]") || (link && /^https?:/.test(link.href) && link.href.split("#")[0] !== location.href.split("#")[0])) return false;
  const typed = (one) => one.localName === "textarea" || (one.localName === "input" && !/^(hidden|submit|button|reset|image|checkbox|radio|range|color|file)$/.test(one.type));
  const form = formOf(el);
  if (form && (anyhow || el.type === "submit" || el.type === "image")) return fieldsOf(form).some(typed);
  if (form || !anyhow) return false;
  const box = el.getBoundingClientRect();
  return [...root.querySelectorAll("input, textarea")].some((one) => {
    // A field that is not there yet is one that is still to be opened.
    if (!typed(one) || !one.checkVisibility({ visibilityProperty: true }) || !(one.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
    if (one.type === "password") return true;
    const at = one.getBoundingClientRect(), part = one.closest("header, nav, footer, search, [role=search]");
    const column = Math.min(at.right, box.right) - Math.max(at.left, box.left) > 4, above = box.top - at.bottom;
    return one.type !== "search" && !(part && !part.contains(el)) && column && above > -60 && above < 300;
  });
}
