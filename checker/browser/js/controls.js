// What can be pressed or chosen: of what role it is, what stands in it, which dialog or banner it belongs to.

const BUTTONS = ["submit", "button", "reset", "image"];
const ROLES = ["button", "link", "tab", "menuitem", "option", "radio", "checkbox", "switch", "combobox", "listbox"];
const isHand = (el) => styleOf(el).cursor === "pointer";
// Whether an input is one that is typed into.
const isTyped = (el) => kind(el) === "textarea" || (kind(el) === "input" && !/^(hidden|submit|button|reset|image|checkbox|radio|range|color|file)$/.test(el.type));
const isTiny = (el) => { const b = boxOf(el); return wide(b) < 2 || high(b) < 2; };
// The radio button or box to tick that a person sees only by its label.
const ticked = (el) => {
  const one = kind(el) === "label" ? el.control : null;
  if (!one || kind(one) !== "input" || !["radio", "checkbox"].includes(one.type)) return null;
  return state(one).hidden || !isVisible(one) || isTiny(one) || state(one).tight ? one : null;
};
// What has the hand of its own is there to be pressed, though no attribute says so: frameworks hang their handlers
// where nothing tells of them. The words in it are text as any other.
const underHand = (el) => {
  if ([root(), body()].includes(el) || ["label", "iframe", "frame", "textarea"].includes(kind(el))) return false;
  const up = parentOf(el);
  return isHand(el) && !(up && isHand(up));
};
const roleOf = (el) => {
  const role = attr(el, "role"), what = kind(el);
  if (role === "button" && attr(el, "aria-haspopup") === "listbox") return "combobox";
  if (ROLES.includes(role)) return role;
  if (what === "a" && (has(el, "href") || handles(el))) return "link";
  if (["button", "summary", "select"].includes(what)) return what;
  if (ticked(el)) return ticked(el).type;
  if (what === "input") return BUTTONS.includes(el.type) ? "button" : ["radio", "checkbox"].includes(el.type) ? el.type : el.type === "hidden" ? null : "input";
  // A framework may hang a handler of no use on what holds a whole page: the hand tells what is meant to be pressed.
  if (has(el, "onclick") || (isHand(el) && handles(el))) return "button";
  // A number or an arrow of its own under the hand, as page numbers are, needs no handler that can be seen.
  if (what === "li" && isHand(el) && textIn(el).trim().length < 4) return "button";
  return underHand(el) ? "hand" : null;
};

// A dialog says that it is one; what is laid over the page without saying so lies out of its flow.
const isDialog = (el) => kind(el) === "dialog" || ["dialog", "alertdialog"].includes(attr(el, "role")) || attr(el, "aria-modal") === "true";
const isLaid = (el) => { const s = styleOf(el); return s.position === "fixed" || (s.position === "absolute" && parseInt(s.zIndex) >= 10); };
// The dialog, banner or other layer laid over the page that a control belongs to.
const layerOf = (el) => {
  for (let e = el; e && e !== body(); e = parentOf(e)) if (isDialog(e) || isLaid(e)) return e;
  return null;
};

// Frameworks tell the tab or page that is shown by a class of the same few names; it says so only beside others.
const classed = (el, names) => !!el && names.test(attr(el, "class"));
const isMarked = (el) => [el, prop(el, "parentElement")].some((one) => classed(one, /(^|[ _-])(active|selected|current)($| )/));
const isCurrent = (el) => {
  const up = prop(el, "parentElement"), row = up && prop(up, "childElementCount") > 1 ? up : up && prop(up, "parentElement");
  if (!isMarked(el) || !row || prop(row, "childElementCount") < 2) return false;
  return [...prop(row, "children")].some((one) => !isMarked(prop(one, "firstElementChild") || one) && !holds(one, el));
};
const isOff = (el) => [el, prop(el, "parentElement")].some((one) => (one === el || one && kind(one) === "li") && classed(one, /(^|[ _-])disabled($| )/));
const isSelected = (el, role) => ["aria-selected", "aria-pressed"].some((name) => attr(el, name) === "true") || ["page", "true"].includes(attr(el, "aria-current"))
  || !!(ticked(el) || el).checked || (!has(el, "aria-selected") && ["link", "button", "tab", "hand"].includes(role) && isCurrent(el));
// What stands in the fields of a control that are chosen in, not typed in; never in that of a password.
const valueOf = (el) => {
  const fields = kind(el) === "input" ? [el] : all(el, "input").slice(0, 8), combo = (one) => attr(one, "role") === "combobox";
  const chosen = fields.filter((one) => (one.readOnly || one.disabled || combo(one) || combo(el)) && ["text", "search", "tel", "number", "email", "url"].includes(one.type));
  return plain(chosen.map((one) => one.value).filter(Boolean).join(" ")).slice(0, 200);
};
// Whether pressing it opens something: it says so, or it is a field under the hand that cannot be typed in.
const opensMore = (el) => !["", "false"].includes(attr(el, "aria-haspopup")) || (kind(el) === "input" && el.readOnly && isHand(el));
const leadsTo = (el) => kind(el) === "a" && attr(el, "href") !== "#" && el.href ? String(el.href) : "";
const placed = (box) => ({ x: box.l + scrollX, y: box.t + scrollY, w: wide(box), h: high(box) });

// All that is told of a control.
const control = (el, role) => {
  const layer = layerOf(el);
  return {
    role, name: nameOf(el), more: moreOf(el), p: pathOf(el), ...placed(boxOf(el)), link: leadsTo(el),
    layer: layer ? told(layer, 4000).slice(0, 4000) : null, lies: layer ? placed(boxOf(layer)) : null,
    disabled: !!(ticked(el) || el).disabled || attr(el, "aria-disabled") === "true" || isOff(el),
    expanded: kind(el) === "summary" ? String(!!prop(el, "parentElement").open) : call(el, "getAttribute", "aria-expanded"),
    selected: isSelected(el, role),
    options: kind(el) === "select" ? [...el.options].map(({ label, value, selected, disabled }) => ({ label, value, selected, disabled })) : null,
    offers: offersOf(el), value: valueOf(el), popup: opensMore(el),
  };
};
