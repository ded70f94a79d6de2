// What is told of each element that may be pressed, filled in or pointed at: what the candidates of the selectors file go
// by, and what it would do. `elements` are the controls of a sight; those that only a candidate finds are put after them.
// `marked` are pairs of an element and the number of the CSS candidate that it fits. No value of a password is among it.
(elements, marked, scopes, pathOf) => {
  const MOST = 1500, HIDDEN = 400, FIELDS = 60, SIGN = 60;
  const TOLD = "input, textarea, select, output, img, [role], [aria-label], [aria-labelledby], [title], [alt], [placeholder], [data-testid]";
  const up = (one) => prop(one, "assignedSlot") || prop(one, "parentElement") || call(one, "getRootNode").host;
  const is = (el, ...names) => names.includes(prop(el, "localName"));
  const attribute = (el, name) => Element.prototype.getAttribute.call(el, name) || "";
  const plain = (text) => String(text).replace(/[\u200b\u00ad]/g, "").replace(/\s+/g, " ").trim();
  const styled = (el) => call(el, "checkVisibility", { visibilityProperty: true });
  const visible = (el) => { const box = call(el, "getBoundingClientRect"); return styled(el) && box.width > 0 && box.height > 0; };
  const aside = (el) => { for (let one = el; one; one = up(one)) if (attribute(one, "aria-hidden") === "true") return true; return false; };
  const within = (outer, el) => { for (let one = el; one; one = up(one)) if (one === outer) return true; return false; };

  // -- what it is, and what it is called to a screen reader ----------------------------------------------------------------
  const BUTTONS = ["submit", "button", "reset", "image"];
  const TYPES = { checkbox: "checkbox", radio: "radio", range: "slider", search: "searchbox", number: "spinbutton", hidden: "", file: "", color: "" };
  const TAGS = { button: "button", summary: "button", textarea: "textbox", option: "option", img: "img", output: "status", progress: "progressbar", meter: "meter" };
  const roleOf = (el) => {
    const own = attribute(el, "role").trim().split(/\s+/)[0];
    if (own) return own === "image" ? "img" : own;
    if (is(el, "a", "area")) return call(el, "hasAttribute", "href") ? "link" : "";
    if (is(el, "input")) return BUTTONS.includes(el.type) ? "button" : el.type in TYPES ? TYPES[el.type] : el.list ? "combobox" : "textbox";
    if (is(el, "select")) return el.multiple || el.size > 1 ? "listbox" : "combobox";
    return TAGS[prop(el, "localName")] || "";
  };
  const labelledBy = (el) => attribute(el, "aria-labelledby").split(/\s+/).map((id) => id && call(el, "getRootNode").getElementById && call(el, "getRootNode").getElementById(id)).filter(Boolean);
  const drawn = (el, which) => { const text = /^"((?:[^"\\]|\\.)*)"/.exec(getComputedStyle(el, which).content || ""); return text ? text[1] : ""; };
  const contentOf = (el, deep) => {
    const nodes = is(el, "slot") && el.assignedNodes().length ? el.assignedNodes() : prop(prop(el, "shadowRoot") || el, "childNodes");
    let out = drawn(el, "::before");
    for (const node of nodes) {
      if (prop(node, "nodeType") === Node.TEXT_NODE) out += node.nodeValue;
      if (prop(node, "nodeType") !== Node.ELEMENT_NODE || is(node, "script", "style", "template", "noscript") || attribute(node, "aria-hidden") === "true") continue;
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility !== "visible" && style.display !== "contents" || deep > 20) continue;
      const said = attribute(node, "aria-label") || (is(node, "img") ? node.alt : is(node, "svg") ? titleOf(node) : contentOf(node, deep + 1)) || attribute(node, "title");
      out += style.display.startsWith("inline") && !is(node, "br") ? said : ` ${said} `;
      if (out.length > 400) break;
    }
    return out + drawn(el, "::after");
  };
  const titleOf = (svg) => [...prop(svg, "children")].filter((one) => is(one, "title")).map((one) => prop(one, "textContent")).join(" ");
  const labelsOf = (el) => {
    const by = labelledBy(el);
    if (by.length) return by.map((one) => plain(prop(one, "textContent")));
    if (attribute(el, "aria-label")) return [plain(attribute(el, "aria-label"))];
    return [...(el.labels || [])].map((one) => plain(prop(one, "textContent")));
  };
  const nameOf = (el) => {
    const by = labelledBy(el).map((one) => prop(one, "textContent")).join(" ") || attribute(el, "aria-label");
    const native = is(el, "input") && BUTTONS.includes(el.type)
      ? (el.type === "image" ? el.alt : el.value) || { submit: "Submit", reset: "Reset" }[el.type] || ""
      : is(el, "img", "area") ? el.alt : is(el, "svg") ? titleOf(el) : [...(el.labels || [])].map((one) => contentOf(one, 0)).join(" ");
    const field = is(el, "input", "textarea", "select");
    return [by, native, field ? "" : contentOf(el, 0), attribute(el, "title"), attribute(el, "placeholder")].map(plain).find(Boolean) || "";
  };

  // -- where it stands, and what pressing it would do ----------------------------------------------------------------------
  const forms = [];
  const numberOf = (form) => { if (!form) return -1; if (!forms.includes(form)) forms.push(form); return forms.indexOf(form); };
  const few = scopes.reduce((sum, scope) => sum + call(scope, "querySelectorAll", "input, textarea").length, 0) <= FIELDS;
  const linkOf = (el) => prop(el, "href") && attribute(el, "href") !== "#" ? String(prop(el, "href")) : "";
  // The parts of the page that it points at by an id: a tab does at its panel.
  const pointsAt = (el) => [...prop(el, "attributes")].flatMap((one) => {
    const points = one.value.startsWith("#") || /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/.test(one.name);
    const root = call(el, "getRootNode"), part = points && root.getElementById && root.getElementById(one.value.replace(/^#/, ""));
    return part && !call(part, "contains", el) ? pathOf(part).slice(-1) : [];
  });
  const pressable = (el) => !!call(el, "closest", "button, summary, a[href], [role=button], [role=link], [role=menuitem], [role=tab], input") || getComputedStyle(el).cursor === "pointer" || handles(el);
  const showsOf = (el) => is(el, "input") && el.type === "password" ? "" : is(el, "input", "textarea", "select") ? el.value : prop(el, "innerText") || "";

  const fits = new Map(), controls = elements.length;
  for (const [el, number] of marked) {
    if (!fits.has(el)) fits.set(el, []);
    fits.get(el).push(number);
  }
  const known = new Set(elements);
  const take = (el) => { if (!known.has(el)) { known.add(el); elements.push(el); } };
  for (const el of fits.keys()) take(el);
  for (const scope of scopes) for (const el of call(scope, "querySelectorAll", TOLD)) if (elements.length < MOST && !is(el, "option", "script") && visible(el)) take(el);

  const layered = [...scopes].some((scope) => [...call(scope, "querySelectorAll", "dialog, [role=dialog], [role=alertdialog], [aria-modal=true], body > *, body > * > *")].some((one) => is(one, "dialog") || /^(alert)?dialog$/.test(attribute(one, "role")) || attribute(one, "aria-modal") === "true" || /^(fixed|absolute)$/.test(getComputedStyle(one).position)));
  const freely = (el) => {
    const [x, y] = [scrollX, scrollY], free = on_top(el);
    window.scrollTo({ left: x, top: y, behavior: "instant" });
    return free;
  };
  const tell = (el, at) => {
    const box = call(el, "getBoundingClientRect"), name = nameOf(el), [called] = describe([el]), form = formOf(el);
    const bare = at < controls && Math.max(box.width, box.height) <= SIGN && !/[\p{L}\p{N}]/u.test(name + called.name);
    const secret = is(el, "input") && el.type === "password", typed = is(el, "input", "textarea") && !BUTTONS.includes(el.type);
    return {
      p: pathOf(el), x: box.left + scrollX, y: box.top + scrollY, w: box.width, h: box.height, role: roleOf(el), name, called: plain(called.name), labels: labelsOf(el),
      placeholder: attribute(el, "placeholder"), title: attribute(el, "title"), alt: attribute(el, "alt"), test: attribute(el, "data-testid"), fits: fits.get(el) || [],
      visible: visible(el), aside: aside(el), shown: called.shown, form: numberOf(form), in_form: called.in_form, fixed: called.fixed, link: called.link, secret, typed,
      leads: leads(el), sends: [!few || sends(el, false), !few || sends(el, true)], off: call(el, "matches", ":disabled, [aria-disabled=true], [aria-disabled=true] *"), sent_as: secret ? [attribute(el, "name"), attribute(el, "id")].filter(Boolean) : [], pressable: pressable(el),
      pressed: fits.has(el) || !called.name ? pressed_with(el).map((one) => one.slice(0, 300)) : ["", ""], points: pointsAt(el),
      shows: fits.has(el) || attribute(el, "aria-label") || attribute(el, "aria-labelledby") || attribute(el, "data-testid") || (el.labels || []).length ? showsOf(el).slice(0, 2000) : "",
      free: !secret || !layered || freely(el), head: bare && header(el), cross: bare ? corner(el) : null,
    };
  };

  // -- what waits in a part of the page that is not displayed -------------------------------------------------------------
  // What unfolds a part points at it by its id, whatever it is called, and leads to no other page.
  const openers = new Map();
  const openerOf = (part) => {
    const here = location.href.split("#")[0];
    const points = (said) => said.value === `#${part.id}` || said.value === part.id && /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/.test(said.name);
    const away = (one) => is(one, "a") && /^http/.test(one.href) && one.href.split("#")[0] !== here;
    const found = [...call(call(part, "getRootNode"), "querySelectorAll", "*")].find((one) => [...prop(one, "attributes")].some(points) && !call(part, "contains", one) && !away(one) && shown(one));
    if (found) take(found);
    return found ? elements.indexOf(found) : -1;
  };
  const opens = (el) => {
    for (let part = prop(el, "parentElement"); part; part = prop(part, "parentElement")) {
      if (call(part, "checkVisibility") || typeof part.id !== "string" || !part.id) continue;
      if (!openers.has(part)) openers.set(part, openerOf(part));
      if (openers.get(part) >= 0) return openers.get(part);
    }
    return -1;
  };
  const waiting = [];
  for (const scope of scopes) {
    for (const el of call(scope, "querySelectorAll", "a[href], button, [role=link], [role=button], [role=menuitem], [role=tab], li, span, div")) {
      const role = roleOf(el), text = waiting.length < HIDDEN && (role || !prop(el, "childElementCount")) ? plain(prop(el, "textContent")) : "";
      if (!/\p{L}/u.test(text) || text.length > 120 || visible(el) && plain(prop(el, "innerText"))) continue;
      waiting.push({ role, name: attribute(el, "aria-label") || text, text, el });
    }
  }
  const told = waiting.map(({ role, name, text, el }) => ({ role, name, text, fits: fits.get(el) || [], opener: opens(el) }));
  const facts = elements.map(tell);
  const first = forms.map((form) => pathOf(form).slice(-1)[0] || 0);
  return { elements: facts, waiting: told, forms: first, curtain: beyond(), deep: scopes.length > 1 };
}
