// What is told of each element that may be pressed, filled in or pointed at: what the candidates of the selectors file go
// by, and what it would do. `found` are the controls of a sight; those that only a candidate finds are put after them.
// `marked` are pairs of an element and the number of the CSS candidate that it fits. No value of a password is among it.
const facts = (found, marked, scopes) => {
  const fits = new Map(), known = new Set(found), controls = found.length, forms = [];
  for (const [el, number] of marked) fits.set(el, [...(fits.get(el) || []), number]);
  const take = (el) => { if (!known.has(el)) { known.add(el); found.push(el); } };
  for (const el of fits.keys()) take(el);
  for (const scope of scopes) for (const el of all(scope, NAMED_TOO)) if (found.length < MOST_FACTS && !is(el, "option", "script") && isThere(el)) take(el);
  const around = { layered: isLayered(scopes), few: scopes.flatMap((scope) => all(scope, "input, textarea")).length <= FEW_FIELDS, forms };
  const hidden = waitingIn(scopes), openers = hidden.map(({ el }) => openerOf(el));
  for (const el of openers) if (el) take(el);
  return {
    waiting: hidden.map(({ el, ...one }, at) => ({ ...one, fits: fits.get(el) || [], opener: openers[at] ? found.indexOf(openers[at]) : -1 })),
    elements: found.map((el, at) => tell(el, fits.get(el), at < controls, around)),
    forms: forms.map((one) => pathOf(one).slice(-1)[0] || 0), curtain: beyond(), deep: scopes.length > 1,
  };
};
const MOST_FACTS = 1500, MOST_WAITING = 400, FEW_FIELDS = 60, SIGN = 60;
const NAMED_TOO = "input, textarea, select, output, img, [role], [aria-label], [aria-labelledby], [title], [alt], [placeholder], [data-testid]";
const is = (el, ...names) => names.includes(kind(el));
const clean = (text) => plain(String(text).replace(/[\u200b\u00ad]/g, ""));
const isLayered = (scopes) => scopes.flatMap((scope) => all(scope, "dialog, [role=dialog], [role=alertdialog], [aria-modal=true], body > *, body > * > *"))
  .some((one) => isDialog(one) || ["fixed", "absolute"].includes(styleOf(one).position));
const tell = (el, fits, isControl, { layered, few, forms }) => {
  const name = ariaName(el), called = calledOf(el), holder = formOf(el), isSecret = is(el, "input") && el.type === "password";
  const labelled = fits || attr(el, "aria-label") || attr(el, "aria-labelledby") || attr(el, "data-testid") || labelsOf(el).length;
  if (holder && !forms.includes(holder)) forms.push(holder);
  const box = boxOf(el), bare = isControl && Math.max(wide(box), high(box)) <= SIGN && !hasLetters(name + called);
  return {
    p: pathOf(el), ...placed(box), role: ariaRole(el), name, called: clean(called), labels: ariaLabels(el),
    placeholder: attr(el, "placeholder"), title: attr(el, "title"), alt: attr(el, "alt"), test: attr(el, "data-testid"), fits: fits || [],
    visible: isThere(el), aside: chain(el).some((one) => attr(one, "aria-hidden") === "true"), shown: isShown(el), form: forms.indexOf(holder), in_form: !!prop(el, "form"), fixed: !!(prop(el, "readOnly") || prop(el, "disabled")),
    link: prop(el, "href") && attr(el, "href") !== "#" ? String(prop(el, "href")) : "", secret: isSecret, typed: is(el, "input", "textarea") && !BUTTONS.includes(el.type), leads: leads(el),
    sends: [!few || sends(el, false), !few || sends(el, true)], off: call(el, "matches", ":disabled, [aria-disabled=true], [aria-disabled=true] *"),
    sent_as: isSecret ? [attr(el, "name"), attr(el, "id")].filter(Boolean) : [],
    pressable: !!call(el, "closest", "button, summary, a[href], [role=button], [role=link], [role=menuitem], [role=tab], input") || isHand(el) || handles(el),
    pressed: fits || !called ? pressedWith(el).map((one) => one.slice(0, 300)) : ["", ""], points: pointsAt(el), shows: labelled ? showsOf(el).slice(0, 2000) : "",
    free: !isSecret || !layered || isFree(el), head: bare && header(el), cross: bare ? corner(el) : null,
  };
};

// -- what it is, and what it is called to a screen reader
const TYPES = { checkbox: "checkbox", radio: "radio", range: "slider", search: "searchbox", number: "spinbutton", hidden: "", file: "", color: "" };
const TAGS = { button: "button", summary: "button", textarea: "textbox", option: "option", img: "img", output: "status", progress: "progressbar", meter: "meter" };
const ariaRole = (el) => {
  const own = attr(el, "role").trim().split(/\s+/)[0];
  if (own) return own === "image" ? "img" : own;
  if (is(el, "a", "area")) return has(el, "href") ? "link" : "";
  if (is(el, "input")) return BUTTONS.includes(el.type) ? "button" : TYPES[el.type] ?? (el.list ? "combobox" : "textbox");
  if (is(el, "select")) return el.multiple || el.size > 1 ? "listbox" : "combobox";
  return TAGS[kind(el)] || "";
};
const quotedIn = (el, which) => (/^"((?:[^"\\]|\\.)*)"/.exec(pseudoOf(el, which).content || "") || ["", ""])[1];
const ariaContent = (el, deep = 0) => {
  let out = quotedIn(el, "::before");
  for (const node of drawnIn(el)) {
    if (isText(node)) out += prop(node, "nodeValue");
    if (!isElement(node) || is(node, "script", "style", "template", "noscript") || attr(node, "aria-hidden") === "true") continue;
    const { display, visibility } = styleOf(node);
    if (display === "none" || visibility !== "visible" && display !== "contents" || deep > 20) continue;
    const said = attr(node, "aria-label") || (is(node, "img") ? node.alt : is(node, "svg") ? titleIn(node) : ariaContent(node, deep + 1)) || attr(node, "title");
    out += display.startsWith("inline") && !is(node, "br") ? said : ` ${said} `;
    if (out.length > 400) break;
  }
  return out + quotedIn(el, "::after");
};
const ariaLabels = (el) => {
  const by = byIds(el, "aria-labelledby"), label = attr(el, "aria-label");
  return (by.length ? by.map(textIn) : label ? [label] : labelsOf(el).map(textIn)).map(clean);
};
const ariaName = (el) => {
  const by = byIds(el, "aria-labelledby").map(textIn).join(" ") || attr(el, "aria-label"), button = is(el, "input") && BUTTONS.includes(el.type);
  const native = button ? (el.type === "image" ? el.alt : el.value) || { submit: "Submit", reset: "Reset" }[el.type] || ""
    : is(el, "img", "area") ? el.alt : titleIn(el) || labelsOf(el).map((one) => ariaContent(one)).join(" ");
  const content = is(el, "input", "textarea", "select") ? "" : ariaContent(el);
  return [by, native, content, attr(el, "title"), attr(el, "placeholder")].map(clean).find(Boolean) || "";
};
// All that it is called or says: what a web component shows may stand in its slots, and is then no text of its own.
const slottedIn = (el) => all(el, "slot").flatMap((one) => one.assignedNodes({ flatten: true })).map(textIn);
const calledOf = (el) => [
  attr(el, "aria-label"), prop(el, "innerText"), ...slottedIn(el), is(el, "input") && BUTTONS.includes(el.type) ? el.value : "", prop(el, "title"),
].filter(Boolean).join(" ").slice(0, 300);
const showsOf = (el) => is(el, "input") && el.type === "password" ? "" : is(el, "input", "textarea", "select") ? el.value : prop(el, "innerText") || "";

// -- what pressing it would do
const here = () => location.href.split("#")[0];
const isAway = (link) => is(link, "a") && /^https?:/.test(link.href) && link.href.split("#")[0] !== here();
// Whether an element is a link to another page.
const leads = (el) => is(el, "a") && /^https?:/.test(el.href) && attr(el, "href")[0] !== "#";
const POINTER = /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/;
// The parts of the page that it points at by an id: a tab does at its panel.
const pointsAt = (el) => [...prop(el, "attributes")].flatMap((one) => {
  const top = rootOf(el), points = one.value.startsWith("#") || POINTER.test(one.name), part = points && top.getElementById && top.getElementById(one.value.replace(/^#/, ""));
  return part && !holds(part, el) ? pathOf(part).slice(-1) : [];
});
// The words of what is pressed with an element, and the path that it leads to: a sign without a word may be a tile's.
const pressedWith = (el) => {
  const up = (one) => prop(one, "parentElement"), link = call(el, "closest", "a[href]");
  let one = call(el, "closest", "a, button, [role]") || el;
  while (up(one) && up(one) !== body() && isHand(one) && isHand(up(one))) one = up(one);
  return [one === body() ? "" : prop(one, "innerText") || "", link && /^http/.test(link.href) ? link.pathname : ""];
};
// Whether pressing an element would, or might, send fields in which something is typed: it is then the end of a login and
// no way to one. With `anyhow`, what a script may send counts too, and not a form's own button alone.
const sends = (el, anyhow) => {
  const link = call(el, "closest", "a[href]"), holder = formOf(el);
  if (call(el, "closest", "[role=tab]") || (link && isAway(link))) return false;
  if (holder && (anyhow || ["submit", "image"].includes(el.type))) return fieldsOf(holder).some(isTyped);
  return !holder && anyhow && all(rootOf(el), "input, textarea").some((one) => isAbove(one, el));
};
// A field that is not there yet is one that is still to be opened.
const isAbove = (field, el) => {
  if (!isTyped(field) || !call(field, "checkVisibility", { visibilityProperty: true }) || !follows(field, el)) return false;
  const a = boxOf(field), b = boxOf(el), part = call(field, "closest", "header, nav, footer, search, [role=search]"), gap = b.t - a.b;
  return field.type === "password" || field.type !== "search" && !(part && !holds(part, el)) && across(a, b) > 4 && gap > -60 && gap < 300;
};
const isFree = (el) => {
  const at = { left: scrollX, top: scrollY, behavior: "instant" }, free = isOnTop(el);
  window.scrollTo(at);
  return free;
};
// Whether an element would send a password field in which nothing was typed.
const hollow = (el) => prop(el, "type") === "submit" && !!prop(el, "form") && fieldsOf(prop(el, "form")).some((one) => prop(one, "type") === "password" && !prop(one, "value") && isShown(one));

// -- what waits in a part of the page that is not displayed
const WAITING = "a[href], button, [role=link], [role=button], [role=menuitem], [role=tab], li, span, div";
const waitingIn = (scopes) => {
  const found = [];
  for (const scope of scopes) for (const el of all(scope, WAITING)) {
    const role = ariaRole(el), text = found.length < MOST_WAITING && (role || !prop(el, "childElementCount")) ? clean(textIn(el)) : "";
    const isRead = () => isThere(el) && clean(prop(el, "innerText"));
    if (/\p{L}/u.test(text) && text.length <= 120 && !isRead()) found.push({ role, name: attr(el, "aria-label") || text, text, el });
  }
  return found;
};
// What unfolds a part points at it by its id, whatever it is called, and leads to no other page.
const openerOfPart = once((part) => {
  const id = attr(part, "id"), points = (said) => said.value === `#${id}` || said.value === id && POINTER.test(said.name);
  if (!id || call(part, "checkVisibility")) return null;
  return all(rootOf(part), "*").find((one) => [...prop(one, "attributes")].some(points) && !holds(part, one) && !isAway(one) && isShown(one)) || null;
});
const openerOf = (el) => {
  for (let part = prop(el, "parentElement"); part; part = prop(part, "parentElement")) if (openerOfPart(part)) return openerOfPart(part);
  return null;
};
