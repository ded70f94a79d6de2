// What an element is called and where it stands, right now: everything that may tell that it had better not be pressed.
// It changes nothing. A control is what can be pressed or chosen; `said` is text that stands in none.
(el) => {
  const body = prop(document, "body"), html = prop(document, "documentElement");
  const root = (one) => call(one, "getRootNode");
  const up = (one) => prop(one, "assignedSlot") || prop(one, "parentElement") || (root(one) instanceof ShadowRoot ? root(one).host : null);
  const attr = (one, name) => call(one, "getAttribute", name) || "";
  const kind = (one) => prop(one, "localName");
  const all = (one, css) => [...call(one, "querySelectorAll", css)];
  const holds = (one, other) => call(one, "contains", other);
  const chain = (one, most = 60) => { const list = []; for (let at = one; at && list.length < most; at = up(at)) list.push(at); return list; };
  const seen = (one) => call(one, "checkVisibility", { opacityProperty: true, visibilityProperty: true });
  const short = (text, most = 400) => String(text).slice(0, most);
  const ROLES = ["button", "link", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "option", "treeitem", "switch", "combobox"];
  const presses = (one) => (kind(one) === "a" && call(one, "hasAttribute", "href")) || ["button", "summary", "select", "option"].includes(kind(one))
    || (kind(one) === "input" && ["submit", "button", "reset", "image"].includes(one.type)) || ROLES.includes(attr(one, "role"));
  // Frameworks hang their handlers where only the pointer's hand tells of them; a few words under it are a name.
  const handed = (one) => one !== el && getComputedStyle(one).cursor === "pointer" && !["label", "form", "body", "html"].includes(kind(one))
    && (prop(one, "innerText") || "").trim().length <= 40 && !holds(one, el);
  const control = (one) => presses(one) || call(one, "hasAttribute", "onclick") || handed(one);
  const children = (one) => kind(one) === "slot" && one.assignedNodes().length ? one.assignedNodes({ flatten: true }) : (prop(one, "shadowRoot") ? prop(one, "shadowRoot").childNodes : prop(one, "childNodes"));
  const drawn = (one, which) => { const found = /^"((?:[^"\\]|\\.)*)"/.exec(getComputedStyle(one, which).content || ""); return found && !/^[\uE000-\uF8FF]*$/.test(found[1]) ? found[1].replace(/\\(.)/g, "$1") : ""; };
  // The lines of a part of the page, laid out as blocks; without its controls, unless `whole`.
  const linesOf = (top, whole, most = 120) => {
    const lines = [""];
    const add = (text) => { lines[lines.length - 1] += text; };
    const walk = (one) => {
      if (lines.length > most) return;
      if (one.nodeType === Node.TEXT_NODE) { add(one.nodeValue); return; }
      if (one.nodeType !== Node.ELEMENT_NODE || ["script", "style", "template", "noscript", "option", "textarea", "iframe"].includes(kind(one))) return;
      const style = getComputedStyle(one);
      if (style.display !== "contents" && !seen(one)) return;
      if (one !== top && !whole && (control(one) || holds(one, el) && presses(one))) { add(" "); return; }
      const apart = !style.display.startsWith("inline") && style.display !== "contents" || kind(one) === "br";
      if (apart) lines.push("");
      add(drawn(one, "::before"));
      if (whole) for (const name of ["aria-label", "alt"]) if (one !== top && attr(one, name)) lines.push(attr(one, name), "");
      if (whole && kind(one) === "input" && ["submit", "button", "reset"].includes(one.type)) add(one.value);
      for (const inner of children(one)) walk(inner);
      add(drawn(one, "::after"));
      if (apart || style.display !== "inline" && style.display !== "contents") lines.push("");
    };
    walk(top);
    return lines.map((line) => short(line.replace(/\s+/g, " ").trim())).filter(Boolean).slice(0, most);
  };
  const byIds = (one, name) => attr(one, name).split(/\s+/).map((id) => id && root(one).getElementById && root(one).getElementById(id)).filter(Boolean).map((other) => other.textContent);
  const calls = (one) => [attr(one, "aria-label"), ...byIds(one, "aria-labelledby"), ...[...(one.labels || [])].map((label) => label.innerText || label.textContent),
    kind(one) === "input" && ["submit", "button", "reset"].includes(one.type) ? one.value : "", attr(one, "alt")].filter(Boolean);
  const HINT = /^(title|aria-(description|roledescription|details|placeholder)|placeholder|data-.*(title|tooltip|tip|content|label|hint|confirm|message|text|description|caption|help|popover)|tooltip|matTooltip|v-tooltip)$/i;
  const CODE = /^(on.*|href|formaction|action|ping|xlink:href|hx-.*|ng-.*|x-.*|v-.*|@.*|\(.*|wire:.*|data-(?!.*(title|tooltip|tip|content|label|hint)).*)$/i;
  const hints = (one) => [...byIds(one, "aria-describedby"), ...byIds(one, "aria-details"), ...[...prop(one, "attributes")].filter((said) => HINT.test(said.name)).map((said) => said.value)];
  const codes = (one) => [...prop(one, "attributes")].filter((said) => CODE.test(said.name) && said.value.length < 2000).map((said) => said.value);
  const writes = (one) => [...prop(one, "attributes")].filter((said) => /^(on|hx-|data-|@|\(|v-on|x-on|ng-|wire:)/i.test(said.name) && said.value.length < 2000).map((said) => `${said.name}=${said.value}`);

  // What is pressed with the element: the thing that can be pressed which it lies in.
  const pressed = chain(el, 8).find((one) => presses(one) || kind(one) === "label") || el;
  const parts = pressed === el ? [el] : [pressed, el];
  const inner = all(pressed, "*").slice(0, 60);
  const label = kind(pressed) === "label" ? pressed.control : null;
  const titles = inner.filter((one) => kind(one) === "title").map((one) => one.textContent);
  const isSelect = kind(el) === "select";
  const field = label || el;

  // -- the form
  const isField = (one) => ["input", "select", "textarea", "button"].includes(kind(one));
  const form = [field, pressed].filter(isField).map(formOf).find(Boolean) || chain(pressed).find((one) => kind(one) === "form") || null;
  const submits = (one) => (kind(one) === "button" && one.type === "submit") || (kind(one) === "input" && ["submit", "image"].includes(one.type));
  const kindOf = (one) => kind(one) === "input" ? one.type : kind(one);
  const heading = (one) => /^(h[1-6]|legend|caption|dt|th)$/.test(kind(one)) || attr(one, "role") === "heading";
  const optionsOf = (one) => kind(one) === "select" ? [...one.options].map((option) => option.label || option.text) : [];
  const path = (address) => { try { const there = new URL(address, prop(document, "baseURI")); return there.origin + there.pathname; } catch { return address; } };
  const aboutForm = () => {
    const members = fieldsOf(form).concat(all(form, "input")).filter((one, at, list) => list.indexOf(one) === at && formOf(one) === form);
    const own = members.filter((one) => !(["button", "fieldset", "output", "object"].includes(kind(one)) || ["hidden", "submit", "image", "button", "reset"].includes(one.type)));
    const by = [pressed, el].find(submits) || null, first = members.find((one) => submits(one) && !one.disabled);
    const goes = (one) => {
      const address = (one && one.getAttribute("formaction")) ?? call(form, "getAttribute", "action") ?? "";
      try { return new URL(address || location.href, prop(document, "baseURI")).href; } catch { return address; }
    };
    const action = goes(by);
    const adds = (one) => short(`${one.name || ""} ${one.value || ""}`, 400);
    const moves = (one) => call(one, "hasAttribute", "formaction") && path(goes(one)) !== path(goes(null));
    // The last texts before the form, up to its heading.
    const before = [];
    for (let at = form, level = 0; at && level < 3 && before.length < 3; level++, at = up(at)) {
      for (let one = prop(at, "previousElementSibling"); one && before.length < 3; one = prop(one, "previousElementSibling")) {
        if (!seen(one) || call(one, "querySelector", "input, select, form") || kind(one) === "form") break;
        const said = linesOf(one, false, 6);
        if (said.length) before.push(...said.slice(-2));
        if (heading(one)) { level = 9; break; }
      }
      if (up(at) === body) break;
    }
    const self = members.some((one) => [...prop(one, "attributes")].some((said) => /^on/.test(said.name) && /submit/i.test(said.value)));
    return {
      method: ((by && by.getAttribute("formmethod")) || call(form, "getAttribute", "method") || "get").toLowerCase(),
      action: short(action, 2000),
      by: by ? adds(by) : "",
      moved: !!by && moves(by),
      first: first ? { called: [...calls(first), ...linesOf(first, true, 6), ...hints(first)].map((one) => short(one)), adds: adds(first), moved: moves(first), action: short(goes(first), 2000) } : null,
      said: [...linesOf(form, false), ...calls(form), ...hints(form)].map((one) => short(one)),
      before: before.map((one) => short(one)),
      hidden: members.filter((one) => one.type === "hidden").map((one) => [short(one.name, 200), short(one.value, 200)]),
      fields: own.map((one) => ({
        kind: kindOf(one), name: short(one.name, 200),
        labels: [...calls(one), attr(one, "placeholder"), ...hints(one)].filter(Boolean).map((said) => short(said)),
        options: one.type === "radio" ? [short([...one.labels].map((said) => said.innerText).join(" ") || attr(one, "aria-label") || one.value)] : optionsOf(one).map((said) => short(said)),
      })),
      submits: members.filter(submits).filter(seen).map((one) => short([...calls(one), linesOf(one, true, 6).join(" "), attr(one, "title")].filter(Boolean).join("\n"))),
      codes: codes(form).map((one) => short(one)),
      wide: !!call(form, "querySelector", "nav, main, header, footer, [role=navigation], [role=main]"),
      secret: own.some((one) => one.type === "password"),
      sends: !!by || self && (isSelect || ["radio", "checkbox"].includes(field.type)),
    };
  };

  // -- the dialog, or the box that is laid over the page
  const modal = (one) => kind(one) === "dialog" || ["dialog", "alertdialog"].includes(attr(one, "role")) || attr(one, "aria-modal") === "true" || call(one, "matches", ":popover-open");
  const bar = (one) => ["nav", "header", "aside", "footer"].includes(kind(one)) || ["navigation", "menu", "menubar", "listbox", "toolbar", "banner"].includes(attr(one, "role"));
  const laid = (one) => {
    if (bar(one) || one === body || one === html) return false;
    const style = getComputedStyle(one), box = call(one, "getBoundingClientRect");
    if (style.position !== "fixed" && !(style.position === "absolute" && parseInt(style.zIndex) >= 10)) return false;
    return box.width * box.height < 0.7 * innerWidth * innerHeight || linesOf(one, true, 41).length <= 40;
  };
  const above = chain(pressed);
  const menu = above.find((one) => bar(one) && kind(one) !== "footer");
  const dialog = above.find(modal) || (menu ? null : above.find(laid)) || null;

  // -- the card or row: the smallest part with words of its own, and further to its heading
  const box = { heads: [], said: [], options: [] };
  for (const one of above.slice(1, 9)) {
    if ([body, html].includes(one) || ["main", "form", "dialog", "fieldset"].includes(kind(one))) { if (kind(one) === "fieldset") box.heads.push(...linesOf(one, false, 20)); break; }
    const said = linesOf(one, false, 40);
    if (said.length) box.said = said;
    const heads = all(one, "h1, h2, h3, h4, h5, h6, legend, caption, [role=heading]").filter(seen);
    box.heads = [...heads.map((head) => head.innerText), ...calls(one)];
    box.options = all(one, "select").flatMap(optionsOf).concat(all(one, "input").filter((input) => input.type === "radio").map((input) => [...input.labels].map((said) => said.innerText).join(" ")));
    if (heads.length || said.length && kind(one) === "tr" || said.length > 12) break;
  }
  if (!box.options.length) {
    const near = above.slice(1, 5).find((one) => call(one, "querySelector", "select"));
    if (near) box.options = all(near, "select").flatMap(optionsOf);
  }
  // The last texts before it, up to a heading.
  const lead = [];
  const walker = call(document, "createTreeWalker", body || html, NodeFilter.SHOW_TEXT);
  walker.currentNode = above.find((one) => root(one) === document) || el;
  for (let steps = 0; lead.length < 8 && steps < 300 && walker.previousNode(); steps++) {
    const holder = walker.currentNode.parentElement;
    if (!holder || !walker.currentNode.nodeValue.trim() || !seen(holder) || ["script", "style", "option"].includes(kind(holder))) continue;
    if (chain(holder, 12).some((one) => control(one) || kind(one) === "label")) continue;
    const headed = chain(holder, 4).some(heading);
    if (headed || lead.length < 3) lead.push(short(walker.currentNode.nodeValue.replace(/\s+/g, " ").trim()));
    if (headed && /^h[12]$/.test((chain(holder, 4).find(heading) || {}).localName) || headed && lead.length > 3) break;
  }

  // -- the group of a menu: what it is called, and the items it unfolded from
  const group = [];
  for (const one of above.slice(1, 14)) {
    if (!["ul", "ol", "menu", "nav", "details", "li"].includes(kind(one)) && !["menu", "group", "menubar", "navigation"].includes(attr(one, "role"))) continue;
    group.push(...calls(one));
    const first = kind(one) === "details" ? call(one, "querySelector", "summary") : prop(one, "previousElementSibling");
    if (first && kind(one) !== "li" && seen(first) && !["ul", "nav", "form", "table", "style", "script"].includes(kind(first)) && (prop(first, "innerText") || "").length <= 60) group.push(prop(first, "innerText"));
    if (group.length > 8) break;
  }

  // -- what lies at its middle now
  const at = (isSelect || kind(el) === "input" ? el : pressed).getBoundingClientRect(), own = el.getBoundingClientRect();
  const reached = [own, at].some((place) => {
    let over = call(document, "elementFromPoint", place.x + place.width / 2, place.y + place.height / 2);
    while (over && over.shadowRoot) { const deeper = over.shadowRoot.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2); if (!deeper || deeper === over) break; over = deeper; }
    return !!over && (chain(over).includes(pressed) || chain(over).includes(el) || chain(el).includes(over) && over !== body && over !== html || !!over.closest("label") && over.closest("label").control === field);
  });
  return {
    names: [...parts.flatMap(calls), ...(isSelect ? [] : linesOf(pressed, true, 60)), ...(holds(pressed, el) || isSelect ? [] : linesOf(el, true, 60)), ...titles].map((one) => short(one)),
    hints: [...parts, ...inner].flatMap(hints).filter(Boolean).map((one) => short(one)).slice(0, 80),
    codes: [...new Set([...chain(el, 5).filter((one) => one !== body && kind(one) !== "form").flatMap(codes), ...inner.flatMap(codes)])].map((one) => short(one)).slice(0, 80),
    handlers: [...new Set(chain(el, 5).filter((one) => one !== body).flatMap(writes))].map((one) => short(one, 2000)).slice(0, 80),
    role: attr(pressed, "role") || kind(pressed),
    form: form && aboutForm(),
    dialog: dialog && { said: [...linesOf(dialog, false), ...calls(dialog), ...hints(dialog)].map((one) => short(one)), named: linesOf(dialog, true) },
    box: { heads: box.heads.map((one) => short(one)).slice(0, 20), said: box.said, options: box.options.map((one) => short(one)).slice(0, 80) },
    lead, group: group.map((one) => short(one)), menu: !!menu,
    chooses: isSelect || ["radio", "checkbox"].includes(field.type),
    folded: kind(pressed) === "summary" ? !up(pressed).open : attr(pressed, "aria-expanded") === "false",
    reached, said: body ? linesOf(body, false, 400) : [],
  };
}
