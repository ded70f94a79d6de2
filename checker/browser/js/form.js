// What a login form says of itself, given one of its fields: the names of its fields, the heading over it, what its own
// buttons are called, its text without its links, whether it asks for more than the fields that were found, and what may
// be chosen in it, and what is chosen or ticked in it beforehand. Its lists are kept under `number`.
(field, others, number) => {
  const root = call(field, "getRootNode"), form = field.form, seen = shown;
  const called = (el) => [
    ...[...(el.labels || [])].map((label) => label.textContent),
    ...(el.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => (id && root.getElementById(id) || {}).textContent),
    el.getAttribute("aria-label"), el.placeholder, el.title,
  ].filter(Boolean).join(" ");
  // The words right before a field, where no label is tied to it.
  const before = (el) => {
    const walk = call(document, "createTreeWalker", form || prop(document, "body"), NodeFilter.SHOW_TEXT);
    walk.currentNode = el;
    while (walk.previousNode()) {
      const node = walk.currentNode, holder = node.parentElement;
      if (/\p{L}/u.test(node.nodeValue) && holder && seen(holder) && !["script", "style", "option"].includes(holder.localName)) return node.nodeValue;
    }
    return "";
  };
  // The words of a form, without its links: "forgotten password" and "sign up" stand beside every login.
  const said = (form) => {
    const walk = call(document, "createTreeWalker", form, NodeFilter.SHOW_TEXT), words = [];
    while (walk.nextNode()) {
      const holder = walk.currentNode.parentElement;
      if (seen(holder) && !holder.closest("a, script, style")) words.push(walk.currentNode.nodeValue);
    }
    return words.join(" ");
  };
  const heads = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6, legend, caption")].filter((head) => seen(head) && head.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  const fields = [field, ...others];
  const texts = (one) => (one.innerText || "").split("\n").map((line) => line.trim()).filter(Boolean).map((line) => line.slice(0, 400));
  const isHead = (one) => /^(h[1-6]|legend|caption)$/.test(one.localName) || one.getAttribute("role") === "heading";
  const titled = "h1, h2, h3, h4, h5, h6, legend, caption, [role=heading]";
  // The form's own headings, and what is said under them: in it, or right before it, up to the nearest heading.
  const titles = [], lead = [];
  const own_ = form || field;
  if (form) {
    titles.push(...[...form.querySelectorAll(titled)].filter(seen).flatMap(texts));
    lead.push(...[...form.querySelectorAll("p, legend, small, span, div")].filter((one) => seen(one) && !one.querySelector("a, p, div, input, button") && !one.closest("a, label, button")).flatMap(texts));
  }
  const place = own_.getBoundingClientRect();
  for (let at = own_, level = 0, found = false; at && level < 5 && !found; level++, at = at.parentElement) {
    for (let one = at.previousElementSibling; one && !found; one = one.previousElementSibling) {
      if (!seen(one)) continue;
      const box = one.getBoundingClientRect();
      if (one.localName === "form" || one.querySelector("form, input, select") && form || ["nav", "footer", "aside"].includes(one.localName)) break;
      if (box.bottom > place.top + 4 || Math.min(box.right, place.right) - Math.max(box.left, place.left) < 4) continue;
      const heads = isHead(one) ? [one] : [...one.querySelectorAll(titled)].filter(seen);
      const said = texts(one);
      if (heads.length && !isHead(one) && (one.querySelector("a[href], button, img, video") || heads.length > 1 || said.length > 3)) continue;
      titles.push(...heads.flatMap(texts));
      if (!isHead(one) && !one.querySelector("a, button")) lead.push(...said);
      found = heads.length > 0;
    }
    if (at.parentElement === prop(document, "body")) break;
  }
  // Without a form, what stands in none belongs together where it lies together.
  const own = (form ? fieldsOf(form) : [...root.querySelectorAll("input, select, button")].filter((one) => !one.form)).filter(seen);
  const boxes = fields.map((one) => one.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top)), end = field.getBoundingClientRect().bottom + 300;
  const line = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const column = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4;
  const presses = (one) => one.localName === "button" || ["submit", "button", "image"].includes(one.type);
  // Another part of the page, such as a search, has its own button, or is a part by its own element.
  const apart = (one) => {
    const part = one.closest("header, nav, footer, aside, search, [role=search]");
    if (part && !part.contains(field)) return true;
    const follows = (a, b) => !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (follows(one, field) && fields.length === 1) return false;
    const between = (button) => fields.every((other) => follows(one, other) ? follows(one, button) && follows(button, other) : follows(other, button) && follows(button, one));
    // What stands in a field, or beside it without a word, shows or clears what was typed.
    const alone = (button) => !boxes.some((box) => line(box, button.getBoundingClientRect()) && (column(box, button.getBoundingClientRect()) || !/\p{L}/u.test(button.textContent + button.value)));
    return [...root.querySelectorAll("button, input")].some((button) => presses(button) && seen(button) && alone(button) && between(button));
  };
  const beside = (one) => {
    const box = one.getBoundingClientRect();
    if (form && box.top >= top - 4 && box.top < end) return true;
    return box.top < end && box.bottom > top - 300 && boxes.some((other) => line(box, other) || column(box, other)) && !apart(one);
  };
  const typed = [...(form ? ["search", "url"] : []), "text", "tel", "number", "email", "password", "date", "month", "datetime-local"];
  // Whether a field takes digits only, whatever it is called.
  const counts = (one) => ["tel", "number"].includes(one.type) || ["numeric", "decimal", "tel"].includes(one.inputMode);
  const lists = own.filter((one) => one.localName === "select" && !one.multiple && !one.disabled && beside(one));
  keepAs(number, lists);
  return {
    names: fields.map((one) => called(one) || before(one)),
    titles: titles.slice(0, 20),
    lead: lead.slice(0, 40),
    anew: fields.some((one) => one.type === "password" && /new-password/i.test(one.getAttribute("autocomplete") || "")),
    secret: fields.map((one) => one.type === "password"),
    ticked: (form ? fieldsOf(form) : [...root.querySelectorAll("input")].filter((one) => !one.form && beside(one)))
      .filter((one) => ["checkbox", "radio"].includes(one.type) && one.checked && !one.disabled)
      .map((one) => [one.type, called(one) || (one.parentElement && one.parentElement.innerText || "").slice(0, 200), `${one.name} ${one.value === "on" ? "" : one.value}`]),
    heading: heads.length ? heads[heads.length - 1].textContent : "",
    called: fields.map((one) => called(one) || `${before(one)} ${one.name} ${one.id}`),
    counts: fields.map(counts),
    buttons: (form ? own : []).filter((one) => (one.localName === "button" && one.type === "submit") || (one.localName === "input" && one.type === "submit")).map((one) => one.textContent || one.value),
    text: form ? said(form) : "",
    addressed: fields.some((one) => one.type === "password" && one.name) && !!form && [form, ...own].some((one) => /^get$/i.test(call(one, "getAttribute", one === form ? "method" : "formmethod") || "")),
    more: own.some((one) => !fields.includes(one) && one.localName === "input" && typed.includes(one.type) && !one.value && !one.disabled && !one.readOnly && beside(one)),
    number,
    choices: lists.map((one, at) => ({
      at,
      name: called(one) || before(one),
      needed: one.required || one.ariaRequired === "true",
      chosen: one.value ? (one.selectedOptions[0] || {}).label || "" : "",
      options: [...one.options].filter((option) => option.value && !option.disabled).map((option) => option.label),
    })),
  };
}
