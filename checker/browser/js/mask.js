// Masks, for evidence, everything personal that a page may show. It goes by what may stay: the words of the language that
// are handed in, and the page's form. Every other word becomes as many x, every digit a 0; fields, links and data go.
(known) => {
  const words = new Set(known);
  const shape = (text) => text.replace(/[\p{L}\p{M}]+/gu, (word) => words.has(word.toLowerCase()) ? word : "x".repeat(word.length)).replace(/\p{N}/gu, "0");
  const kept = ["class", "id", "type", "role", "for", "style", "hidden", "disabled", "readonly", "checked", "selected", "colspan", "rowspan", "lang", "dir", "open", "method", "aria-expanded", "aria-selected", "aria-hidden", "aria-modal"];
  const shaped = ["title", "alt", "placeholder", "aria-label", "name", "label", "autocomplete"];
  const written = /"[^"]*[\p{L}\p{N}]/u;
  const roots = [document];
  for (const root of roots) {
    for (const el of root.querySelectorAll("*")) {
      if (el.shadowRoot) roots.push(el.shadowRoot);
      if (["script", "template", "noscript", "object", "embed"].includes(el.localName)) { el.remove(); continue; }
      if (["input", "textarea", "select"].includes(el.localName) && !["submit", "button", "reset"].includes(el.type)) { try { el.value = ""; } catch { /* a file field */ } }
      // What a style writes has no node that could be masked. Signs of a font for icons are neither letters nor digits.
      if (["::before", "::after"].some((pseudo) => written.test(getComputedStyle(el, pseudo).content))) el.style.setProperty("visibility", "hidden", "important");
      // What a script made pressable stays so, as in a recording: of the handler, only that there was one.
      if (handles(el) && !el.getAttribute("role") && !["a", "button", "input", "body", "html"].includes(el.localName)) el.setAttribute("role", "button");
      for (const { name, value } of [...el.attributes]) {
        if (shaped.includes(name) || (name === "value" && ["submit", "button", "reset"].includes(el.type))) el.setAttribute(name, shape(value));
        else if (name === "id" || name === "class") el.setAttribute(name, value.replace(/[0-9]/g, "0"));  // named otherwise later
        else if (["disabled", "readonly", "checked", "selected", "open"].includes(name)) el.setAttribute(name, "");
        else if (name.startsWith("aria-") && !["true", "false", "mixed"].includes(value)) el.removeAttribute(name);
        else if (["colspan", "rowspan"].includes(name) && !/^[0-9]+$/.test(value)) el.removeAttribute(name);
        // A frame whose address is taken away loses its page, which was masked before it. What is written has neither.
        else if (["src", "srcdoc"].includes(name) && ["iframe", "frame"].includes(el.localName)) continue;
        else if (!kept.includes(name)) el.removeAttribute(name);
      }
      if (["img", "canvas", "svg", "iframe", "video", "picture"].includes(el.localName)) el.style.visibility = "hidden";
    }
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT), gone = [];
    while (walk.nextNode()) {
      const node = walk.currentNode, holder = node.parentElement;
      if (node.nodeType === Node.COMMENT_NODE) gone.push(node);
      else if (!holder || holder.localName !== "style") node.nodeValue = shape(node.nodeValue);
    }
    for (const node of gone) node.remove();
  }
  document.title = shape(document.title);
  masked = true;
}
