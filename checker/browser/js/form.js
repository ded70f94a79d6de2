// What a login form says of itself, given one of its fields: the names of its fields, the heading over it, what its own
// buttons are called, its text without its links, whether it asks for more than the fields that were found, and what may
// be chosen in it, and what is chosen or ticked in it beforehand. Its lists are kept under `number`.
const form = (field, others, number) => {
  const top = rootOf(field), holder = field.form, fields = [field, ...others], { titles, lead } = headOf(holder, field);
  // Without a form, what stands in none belongs together where it lies together.
  const near = (one) => isBeside(one, holder, fields), loose = (css) => all(top, css).filter((one) => !one.form);
  const own = (holder ? fieldsOf(holder) : loose("input, select, button")).filter(isShown);
  const heads = all(top, "h1, h2, h3, h4, h5, h6, legend, caption").filter((head) => isShown(head) && follows(head, field));
  const typed = [...(holder ? ["search", "url"] : []), "text", "tel", "number", "email", "password", "date", "month", "datetime-local"];
  const isMore = (one) => !fields.includes(one) && kind(one) === "input" && typed.includes(one.type) && !one.value && !one.disabled && !one.readOnly && near(one);
  const lists = own.filter((one) => kind(one) === "select" && !one.multiple && !one.disabled && near(one));
  keepAs(number, lists);
  return {
    number, names: fields.map((one) => fieldName(one) || wordsBefore(one, holder)), titles: titles.slice(0, 20), lead: lead.slice(0, 40),
    anew: fields.some((one) => one.type === "password" && /new-password/i.test(attr(one, "autocomplete"))), secret: fields.map((one) => one.type === "password"),
    ticked: (holder ? fieldsOf(holder) : loose("input").filter(near)).filter((one) => isBox(one) && one.checked && !one.disabled)
      .map((one) => [one.type, fieldName(one) || (prop(one, "parentElement") && prop(prop(one, "parentElement"), "innerText") || "").slice(0, 200), `${one.name} ${one.value === "on" ? "" : one.value}`]),
    heading: heads.length ? textIn(heads[heads.length - 1]) : "",
    called: fields.map((one) => fieldName(one) || `${wordsBefore(one, holder)} ${one.name} ${one.id}`),
    // Whether a field takes digits only, whatever it is called.
    counts: fields.map((one) => ["tel", "number"].includes(one.type) || ["numeric", "decimal", "tel"].includes(one.inputMode)),
    buttons: (holder ? own : []).filter((one) => ["button", "input"].includes(kind(one)) && one.type === "submit").map((one) => textIn(one) || one.value),
    text: holder ? wordsIn(holder) : "",
    addressed: !!holder && fields.some((one) => one.type === "password" && one.name) && [holder, ...own].some((one) => /^get$/i.test(attr(one, one === holder ? "method" : "formmethod"))),
    more: own.some(isMore),
    choices: lists.map((one, at) => ({
      at, name: fieldName(one) || wordsBefore(one, holder), needed: one.required || one.ariaRequired === "true",
      chosen: one.value ? (one.selectedOptions[0] || {}).label || "" : "", options: [...one.options].filter((option) => option.value && !option.disabled).map((option) => option.label),
    })),
  };
};

// What a field is called by labels and attributes.
const fieldName = (el) => [...[...labelsOf(el), ...byIds(el, "aria-labelledby")].map(textIn), attr(el, "aria-label"), el.placeholder, el.title].filter(Boolean).join(" ");
// The words right before a field, where no label is tied to it.
const wordsBefore = (el, holder) => {
  const walker = call(document, "createTreeWalker", holder || body(), NodeFilter.SHOW_TEXT);
  walker.currentNode = el;
  while (walker.previousNode()) {
    const text = prop(walker.currentNode, "nodeValue"), up = prop(walker.currentNode, "parentElement");
    if (/\p{L}/u.test(text) && up && isShown(up) && !["script", "style", "option"].includes(kind(up))) return text;
  }
  return "";
};
// The words of a form, without its links: "forgotten password" and "sign up" stand beside every login.
const wordsIn = (holder) => {
  const walker = call(document, "createTreeWalker", holder, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) {
    const up = prop(walker.currentNode, "parentElement");
    if (isShown(up) && !call(up, "closest", "a, script, style")) words.push(prop(walker.currentNode, "nodeValue"));
  }
  return words.join(" ");
};

// The form's own headings, and what is said under them: in it, or right before it, up to the nearest heading.
const HEADS = "h1, h2, h3, h4, h5, h6, legend, caption, [role=heading]";
const linesIn = (el) => (prop(el, "innerText") || "").split("\n").map((line) => line.trim()).filter(Boolean).map((line) => line.slice(0, 400));
const headsIn = (el) => isHeading(el) ? [el] : all(el, HEADS).filter(isShown);
const headOf = (holder, field) => {
  const own = holder || field, place = boxOf(own), titles = [], lead = [];
  if (holder) titles.push(...all(holder, HEADS).filter(isShown).flatMap(linesIn));
  const isBare = (one) => isShown(one) && !call(one, "querySelector", "a, p, div, input, button") && !call(one, "closest", "a, label, button");
  if (holder) lead.push(...all(holder, "p, legend, small, span, div").filter(isBare).flatMap(linesIn));
  for (let at = own, level = 0, found = false; at && level < 5 && !found; level++, at = prop(at, "parentElement")) {
    for (let one = prop(at, "previousElementSibling"); one && !found; one = prop(one, "previousElementSibling")) {
      if (!isShown(one)) continue;
      if (kind(one) === "form" || holder && call(one, "querySelector", "form, input, select") || ["nav", "footer", "aside"].includes(kind(one))) break;
      const box = boxOf(one), heads = headsIn(one), said = linesIn(one);
      const decked = heads.length && !isHeading(one) && (call(one, "querySelector", "a[href], button, img, video") || heads.length > 1 || said.length > 3);
      if (box.b > place.t + 4 || across(box, place) < 4 || decked) continue;
      titles.push(...heads.flatMap(linesIn));
      if (!isHeading(one) && !call(one, "querySelector", "a, button")) lead.push(...said);
      found = heads.length > 0;
    }
    if (prop(at, "parentElement") === body()) break;
  }
  return { titles, lead };
};

// Another part of the page, such as a search, has its own button, or is a part by its own element.
const isApart = (one, fields) => {
  const [field] = fields, boxes = fields.map(boxOf), part = call(one, "closest", "header, nav, footer, aside, search, [role=search]");
  if (part && !holds(part, field)) return true;
  if (follows(one, field) && fields.length === 1) return false;
  const between = (button) => fields.every((other) => follows(one, other) ? follows(one, button) && follows(button, other) : follows(other, button) && follows(button, one));
  // What stands in a field, or beside it without a word, shows or clears what was typed.
  const stands = (button, box) => along(box, boxOf(button)) > 4 && (across(box, boxOf(button)) > 4 || !/\p{L}/u.test(textIn(button) + button.value));
  const isButton = (el) => kind(el) === "button" || ["submit", "button", "image"].includes(el.type);
  return all(rootOf(field), "button, input").some((button) => isButton(button) && isShown(button) && !boxes.some((box) => stands(button, box)) && between(button));
};
const isBeside = (one, holder, fields) => {
  const box = boxOf(one), boxes = fields.map(boxOf), top = Math.min(...boxes.map((other) => other.t)), end = boxes[0].b + 300;
  if (holder && box.t >= top - 4 && box.t < end) return true;
  return box.t < end && box.b > top - 300 && boxes.some((other) => along(box, other) > 4 || across(box, other) > 4) && !isApart(one, fields);
};
