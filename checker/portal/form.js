// What a login form says of itself, given one of its fields: the names of its fields, the heading over it, what its own
// buttons are called, its text without its links, and whether it asks for more than the fields that were found.
(field, others) => {
  const seen = (el) => {
    const box = el.getBoundingClientRect();
    return el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 4 && box.height > 4 && box.right + scrollX > 1 && box.bottom + scrollY > 1;
  };
  const root = field.getRootNode(), form = field.form;
  const called = (el) => [
    ...[...(el.labels || [])].map((label) => label.textContent),
    ...(el.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => (id && root.getElementById(id) || {}).textContent),
    el.getAttribute("aria-label"), el.placeholder, el.title,
  ].filter(Boolean).join(" ");
  // The words right before a field, where no label is tied to it.
  const before = (el) => {
    const walk = document.createTreeWalker(form || document.body, NodeFilter.SHOW_TEXT);
    walk.currentNode = el;
    while (walk.previousNode()) {
      const node = walk.currentNode, holder = node.parentElement;
      if (/\p{L}/u.test(node.nodeValue) && holder && seen(holder) && !["script", "style", "option"].includes(holder.localName)) return node.nodeValue;
    }
    return "";
  };
  // The words of a form, without its links: "forgotten password" and "sign up" stand beside every login.
  const said = (form) => {
    const walk = document.createTreeWalker(form, NodeFilter.SHOW_TEXT), words = [];
    while (walk.nextNode()) {
      const holder = walk.currentNode.parentElement;
      if (seen(holder) && !holder.closest("a, script, style")) words.push(walk.currentNode.nodeValue);
    }
    return words.join(" ");
  };
  const heads = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6, legend, caption")].filter((head) => seen(head) && head.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  const fields = [field, ...others];
  const own = form ? [...form.elements].filter(seen) : [];
  const top = Math.min(...fields.map((one) => one.getBoundingClientRect().top)), end = field.getBoundingClientRect().bottom + 300;
  const typed = ["text", "tel", "number", "email", "password", ""];
  return {
    names: fields.map((one) => called(one) || before(one)),
    heading: heads.length ? heads[heads.length - 1].textContent : "",
    buttons: own.filter((one) => (one.localName === "button" && one.type === "submit") || (one.localName === "input" && one.type === "submit")).map((one) => one.textContent || one.value),
    text: form ? said(form) : "",
    more: own.some((one) => {
      const at = one.getBoundingClientRect().top;
      return !fields.includes(one) && one.localName === "input" && typed.includes(one.type) && !one.value && !one.disabled && !one.readOnly && at >= top - 4 && at < end;
    }),
  };
}
