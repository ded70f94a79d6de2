// What an element is called and where it stands, right now: everything that may tell that it had better not be pressed.
// It changes nothing. A control is what can be pressed or chosen; `said` is text that stands in none.
const surroundings = (el) => {
  // What is pressed with the element: the thing that can be pressed which it lies in.
  const pressed = chain(el, 8).find((one) => presses(one) || kind(one) === "label") || el, above = chain(pressed, 60);
  const field = kind(pressed) === "label" && pressed.control || el, parts = pressed === el ? [el] : [pressed, el];
  const inner = all(pressed, "*").slice(0, 60), titles = inner.filter((one) => kind(one) === "title").map(textIn);
  const near = chain(el, 5).filter((one) => one !== body()), isSelect = kind(el) === "select";
  const menu = above.some((one) => isBar(one) && kind(one) !== "footer");
  const dialog = above.find((one) => isDialog(one) || call(one, "matches", ":popover-open")) || (menu ? null : above.find((one) => isOver(one, el))) || null;
  const form = [field, pressed].filter((one) => ["input", "select", "textarea", "button"].includes(kind(one))).map(formOf).find(Boolean)
    || above.find((one) => kind(one) === "form") || null;
  return {
    names: shorts([...parts.flatMap(calledBy),
      ...(isSelect ? [] : linesOf(pressed, el, true, 60)), ...(holds(pressed, el) || isSelect ? [] : linesOf(el, el, true, 60)), ...titles]),
    hints: shorts([...parts, ...inner].flatMap(hintsOf).filter(Boolean)).slice(0, 80),
    codes: shorts(new Set([...near.filter((one) => kind(one) !== "form"), ...inner].flatMap(codesOf))).slice(0, 80),
    handlers: shorts(new Set(near.flatMap(handlersOf)), 2000).slice(0, 80),
    role: attr(pressed, "role") || kind(pressed),
    form: form && aboutForm(form, el, pressed, field),
    dialog: dialog && { said: shorts([...linesOf(dialog, el), ...calledBy(dialog), ...hintsOf(dialog)]), named: linesOf(dialog, el, true) },
    box: cardOf(above, el), lead: leadOf(above, el), group: groupOf(above), menu, chooses: isSelect || isBox(field),
    folded: kind(pressed) === "summary" ? !parentOf(pressed).open : attr(pressed, "aria-expanded") === "false",
    reached: isReached(el, isSelect || kind(el) === "input" ? el : pressed, pressed, field), said: linesOf(body(), el, false, 400),
  };
};

// The same, and whether the pointer is over it now.
const underPointer = (el) => [surroundings(el), call(el, "matches", ":hover")];

const shorts = (texts, most = 400) => [...texts].map((one) => String(one).slice(0, most));
const isBox = (el) => ["radio", "checkbox"].includes(el.type);
const presses = (el) => (kind(el) === "a" && has(el, "href")) || isList(el) || ["button", "summary", "option"].includes(kind(el)) || (kind(el) === "input" && BUTTONS.includes(el.type))
  || [...ROLES.filter((role) => !["radio", "checkbox", "listbox"].includes(role)), "menuitemradio", "menuitemcheckbox", "treeitem"].includes(attr(el, "role"));
// Frameworks hang their handlers where only the pointer's hand tells of them; a few words under it are a name.
const isHanded = (one, el) => one !== el && isHand(one) && !["label", "form", "body", "html"].includes(kind(one)) && (prop(one, "innerText") || "").trim().length <= 40 && !holds(one, el);
const isControl = (one, el) => presses(one) || has(one, "onclick") || isHanded(one, el);

const UNSHOWN = ["script", "style", "template", "noscript", "option", "textarea", "iframe"];
const contentText = (el, which) => { const text = contentOf(el, pseudoOf(el, which).content) || ""; return ICON.test(text) ? text.replace(/\S+/g, "") : text; };
// The lines of a part of the page in which `el` stands, with what its styles write; without its controls, unless `whole`.
const linesOf = (top, el, whole = false, most = 120) => {
  const isLeft = (one) => UNSHOWN.includes(kind(one)) || styleOf(one).display !== "contents" && !isSeen(one);
  const instead = (one) => isLeft(one) ? "" : !whole && (isControl(one, el) || holds(one, el) && presses(one)) ? " " : null;
  const around = (one) => {
    const d = styleOf(one).display, apart = !d.startsWith("inline") && d !== "contents" || kind(one) === "br" ? "\n" : "";
    const after = apart || !["inline", "contents"].includes(d) ? "\n" : "";
    const spoken = whole ? [attr(one, "aria-label"), attr(one, "alt")].filter(Boolean).map((text) => `\n${text}\n`).join("") : "";
    return [apart + contentText(one, "::before") + spoken + (whole ? writtenOn(one) : ""), contentText(one, "::after") + after];
  };
  if (isLeft(top)) return [];
  const text = contentText(top, "::before") + (whole ? writtenOn(top) : "") + layOut(top, Infinity, most - 2, instead, around) + contentText(top, "::after");
  return shorts(text.split("\n").map(plain).filter(Boolean)).slice(0, most);
};
// By what it is called, besides its own text.
const calledBy = (el) => [attr(el, "aria-label"), ...byIds(el, "aria-labelledby").map(textIn), ...labelsOf(el).map((one) => one.innerText || textIn(one)), writtenOn(el), attr(el, "alt")].filter(Boolean);
const saidBy = (el, names, most = Infinity) => [...prop(el, "attributes")].filter((one) => names.test(one.name) && one.value.length < most);
const HINT = /^(title|aria-(description|roledescription|details|placeholder)|placeholder|data-.*(title|tooltip|tip|content|label|hint|confirm|message|text|description|caption|help|popover)|tooltip|matTooltip|v-tooltip)$/i;
const CODE = /^(on.*|href|formaction|action|ping|xlink:href|hx-.*|ng-.*|x-.*|v-.*|@.*|\(.*|wire:.*|data-(?!.*(title|tooltip|tip|content|label|hint)).*)$/i;
const HANDLER = /^(on|hx-|data-|@|\(|v-on|x-on|ng-|wire:)/i;
const hintsOf = (el) => [...[...byIds(el, "aria-describedby"), ...byIds(el, "aria-details")].map(textIn), ...saidBy(el, HINT).map((one) => one.value)];
const codesOf = (el) => saidBy(el, CODE, 2000).map((one) => one.value);
const handlersOf = (el) => saidBy(el, HANDLER, 2000).map((one) => `${one.name}=${one.value}`);

// -- the form
const submits = (el) => (kind(el) === "button" && el.type === "submit") || (kind(el) === "input" && ["submit", "image"].includes(el.type));
const choicesOf = (el) => kind(el) === "select" ? [...el.options].map((one) => one.label || one.text) : [];
const namesOf = (radio) => labelsOf(radio).map((one) => one.innerText).join(" ");
const fullAddress = (address, base) => { try { return new URL(address, base).href; } catch { return address; } };
const goesTo = (form, by) => fullAddress(((by && call(by, "getAttribute", "formaction")) ?? attr(form, "action")) || location.href, prop(document, "baseURI"));
const pathTo = (address) => { try { const there = new URL(address); return there.origin + there.pathname; } catch { return address; } };
const aboutForm = (form, el, pressed, field) => {
  const members = [...new Set([...fieldsOf(form), ...all(form, "input")])].filter((one) => formOf(one) === form);
  const own = members.filter((one) => !["button", "fieldset", "output", "object"].includes(kind(one)) && !["hidden", ...BUTTONS].includes(one.type));
  const by = [pressed, el].find(submits) || null, first = members.find((one) => submits(one) && !one.disabled);
  const adds = (one) => `${one.name || ""} ${one.value || ""}`.slice(0, 400);
  const moved = (one) => has(one, "formaction") && pathTo(goesTo(form, one)) !== pathTo(goesTo(form, null)), address = (one) => goesTo(form, one).slice(0, 2000);
  const named = (one) => [...calledBy(one), ...linesOf(one, el, true, 6), ...hintsOf(one)];
  const self = members.some((one) => saidBy(one, /^on/).some((said) => /submit/i.test(said.value)));
  return {
    method: ((by && attr(by, "formmethod")) || attr(form, "method") || "get").toLowerCase(), action: address(by), by: by ? adds(by) : "", moved: !!by && moved(by),
    first: first ? { called: shorts(named(first)), adds: adds(first), moved: moved(first), action: address(first) } : null,
    said: shorts([...linesOf(form, el), ...calledBy(form), ...hintsOf(form)]), before: beforeForm(form, el),
    hidden: members.filter((one) => one.type === "hidden").map((one) => shorts([one.name, one.value], 200)),
    fields: own.map((one) => ({
      kind: kind(one) === "input" ? one.type : kind(one), name: String(one.name).slice(0, 200), labels: shorts([...calledBy(one), attr(one, "placeholder"), ...hintsOf(one)].filter(Boolean)),
      options: shorts(one.type === "radio" ? [namesOf(one) || attr(one, "aria-label") || one.value] : choicesOf(one)),
    })),
    submits: shorts(members.filter(submits).filter(isSeen).map((one) => [...calledBy(one), linesOf(one, el, true, 6).join(" "), attr(one, "title")].filter(Boolean).join("\n"))),
    codes: shorts(codesOf(form)), wide: !!call(form, "querySelector", "nav, main, header, footer, [role=navigation], [role=main]"),
    secret: own.some((one) => one.type === "password"), sends: !!by || self && (kind(el) === "select" || isBox(field)),
  };
};
// The last texts before the form, up to its heading.
const beforeForm = (form, el) => {
  const before = [];
  for (const at of chain(form, 3)) {
    for (let one = prop(at, "previousElementSibling"); one && before.length < 3; one = prop(one, "previousElementSibling")) {
      if (!isSeen(one) || call(one, "querySelector", "input, select, form") || kind(one) === "form") break;
      before.push(...linesOf(one, el, false, 6).slice(-2));
      if (isHead(one)) return shorts(before);
    }
    if (parentOf(at) === body() || before.length >= 3) break;
  }
  return shorts(before);
};

// -- the dialog, or the box that is laid over the page
const isBar = (el) => ["nav", "header", "aside", "footer"].includes(kind(el)) || ["navigation", "menu", "menubar", "listbox", "toolbar", "banner"].includes(attr(el, "role"));
const isOver = (one, el) => {
  if (isBar(one) || one === body() || one === root() || !isLaid(one)) return false;
  const box = boxOf(one);
  return wide(box) * high(box) < 0.7 * innerWidth * innerHeight || linesOf(one, el, true, 41).length <= 40;
};

// -- the card or row: the smallest part with words of its own, and further to its heading
const isHead = (el) => isHeading(el) || ["dt", "th"].includes(kind(el));
const cardOf = (above, el) => {
  const card = { heads: [], said: [], options: [] };
  for (const one of above.slice(1, 9)) {
    if (kind(one) === "fieldset") card.heads.push(...linesOf(one, el, false, 20));
    if ([body(), root()].includes(one) || ["main", "form", "dialog", "fieldset"].includes(kind(one))) break;
    const said = linesOf(one, el, false, 40), heads = all(one, "h1, h2, h3, h4, h5, h6, legend, caption, [role=heading]").filter(isSeen);
    if (said.length) card.said = said;
    card.heads = [...heads.map((head) => head.innerText), ...calledBy(one)];
    card.options = [...all(one, "select").flatMap(choicesOf), ...all(one, "input").filter((input) => input.type === "radio").map(namesOf)];
    if (heads.length || said.length && kind(one) === "tr" || said.length > 12) break;
  }
  const near = card.options.length ? null : above.slice(1, 5).find((one) => call(one, "querySelector", "select"));
  if (near) card.options = all(near, "select").flatMap(choicesOf);
  return { heads: shorts(card.heads).slice(0, 20), said: card.said, options: shorts(card.options).slice(0, 80) };
};
// The last texts before it, up to a heading.
const leadOf = (above, el) => {
  const lead = [], walker = call(document, "createTreeWalker", body(), NodeFilter.SHOW_TEXT);
  walker.currentNode = above.find((one) => rootOf(one) === document) || el;
  for (let steps = 0; lead.length < 8 && steps < 300 && walker.previousNode(); steps++) {
    const node = walker.currentNode, holder = prop(node, "parentElement"), text = plain(prop(node, "nodeValue"));
    if (!holder || !text || !isSeen(holder) || ["script", "style", "option"].includes(kind(holder))) continue;
    if (chain(holder, 12).some((one) => isControl(one, el) || kind(one) === "label")) continue;
    const head = chain(holder, 4).find(isHead);
    if (head || lead.length < 3) lead.push(text.slice(0, 400));
    if (head && (/^h[12]$/.test(kind(head)) || lead.length > 3)) break;
  }
  return lead;
};

// -- the group of a menu: what it is called, and the items it unfolded from
const groupOf = (above) => {
  const group = [];
  for (const one of above.slice(1, 14)) {
    if (!["ul", "ol", "menu", "nav", "details", "li"].includes(kind(one)) && !["menu", "group", "menubar", "navigation"].includes(attr(one, "role"))) continue;
    group.push(...calledBy(one));
    const first = kind(one) === "details" ? call(one, "querySelector", "summary") : kind(one) === "li" ? null : prop(one, "previousElementSibling");
    const names = first && isSeen(first) && !["ul", "nav", "form", "table", "style", "script"].includes(kind(first));
    if (names && (prop(first, "innerText") || "").length <= 60) group.push(prop(first, "innerText"));
    if (group.length > 8) break;
  }
  return shorts(group);
};

// -- what lies at its middle now, in open shadow roots too
const deepestAt = (x, y) => {
  let over = call(document, "elementFromPoint", x, y);
  while (over && shadowOf(over)) {
    const deeper = shadowOf(over).elementFromPoint(x, y);
    if (!deeper || deeper === over) break;
    over = deeper;
  }
  return over;
};
const isReached = (el, shown, pressed, field) => [el, shown].some((one) => {
  const place = boxOf(one), over = deepestAt((place.l + place.r) / 2, middle(place)), label = over && call(over, "closest", "label");
  if (!over) return false;
  return within(over, pressed) || within(over, el) || within(el, over) && over !== body() && over !== root() || !!label && label.control === field;
});
