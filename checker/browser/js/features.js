// What tells each field and each thing to press on a page from the others: role, words, neighbours, place. Values of
// fields are not among it. The elements are kept by `number`.
(number) => {
  const tidy = (text) => (text || "").replace(/\s+/g, " ").trim().slice(0, 120);
  const shown = (el) => { const b = el.getBoundingClientRect(); return b.width > 0 && b.height > 0 && el.checkVisibility({ visibilityProperty: true }); };
  const root = document.documentElement, size = { w: root.scrollWidth || 1, h: root.scrollHeight || 1 };
  const fields = (el) => ["textarea", "select"].includes(el.localName) || (el.localName === "input" && !["hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file"].includes(el.type));
  const press = (el) => ["a", "button", "summary"].includes(el.localName) || (el.localName === "input" && ["submit", "button", "image"].includes(el.type)) || ["button", "link", "tab", "menuitem"].includes(el.getAttribute("role")) || handles(el);
  const roots = [document], all = [];
  for (const one of roots) for (const el of one.querySelectorAll("*")) { if (el.shadowRoot) roots.push(el.shadowRoot); all.push(el); }
  const lines = all.filter((el) => shown(el) && !["script", "style", "title", "option"].includes(el.localName) && [...el.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue.trim()));
  const follows = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const kept = all.filter((el) => shown(el) && (fields(el) || press(el)));
  const told = kept.map((el) => {
    const kind = fields(el) ? "field" : "press";
    const peers = kept.filter((one) => (fields(one) ? "field" : "press") === kind);
    const before = lines.filter((one) => one !== el && !one.contains(el) && !el.contains(one) && follows(one, el)).pop();
    const after = lines.find((one) => one !== el && !one.contains(el) && !el.contains(one) && follows(el, one));
    const up = [];
    for (let e = el.parentElement; e && up.length < 8; e = e.parentElement) up.unshift(e.localName);
    const b = el.getBoundingClientRect();
    const labels = el.labels ? [...el.labels].map((one) => one.textContent).join(" ") : "";
    const slotted = [...el.querySelectorAll("slot")].flatMap((one) => one.assignedNodes({ flatten: true })).map((one) => one.textContent);
    const name = [el.getAttribute("aria-label"), labels, kind === "field" ? el.getAttribute("placeholder") : el.localName === "input" ? el.value : el.innerText, ...slotted].filter(Boolean).join(" ");
    return {
      kind, type: el.type || el.getAttribute("role") || el.localName, name: tidy(name), up: up.join(">"), at: peers.indexOf(el), of: peers.length,
      before: tidy(before && before.textContent), after: tidy(after && after.textContent), names: [el.id, el.getAttribute("name"), ...el.classList].filter(Boolean),
      x: (b.left + scrollX + b.width / 2) / size.w, y: (b.top + scrollY + b.height / 2) / size.h, form: el.form ? [...el.form.elements].map((one) => one.type).join() : "",
    };
  });
  keepAs(number, kept);
  return told;
}
