// One frame's page as a tree of plain data, for a recording: its form and its texts, and nothing that could carry more.
// What is not listed here never leaves the page: scripts, comments, hidden fields, what was typed, links, data, meta.
() => {
  const plain = new Set(["class", "id", "type", "role", "for", "name", "style", "hidden", "disabled", "readonly", "multiple", "required", "colspan", "rowspan", "scope", "lang", "dir", "open", "method", "size", "rows", "cols", "tabindex", "width", "height", "align", "valign", "border", "cellspacing", "cellpadding", "bgcolor", "color", "face", "frameborder", "slot", "autocomplete", "inert", "contenteditable", "viewBox", "x", "y", "dy", "dx", "text-anchor", "font-size", "fill", "data-testid", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]);
  const spoken = new Set(["title", "alt", "placeholder", "label", "aria-label"]);
  const dropped = new Set(["script", "noscript", "template", "object", "embed", "link", "meta", "base", "style", "audio", "source", "track", "path", "use", "defs", "metadata"]);
  const media = new Set(["img", "canvas", "video", "picture", "svg"]);
  const pressed = (el) => ["submit", "button", "reset"].includes(el.type);
  const words = /^(true|false|mixed|page|step|location|date|time|dialog|menu|listbox|tree|grid|polite|assertive|off|none|ascending|descending|\d{1,3})$/;

  const rulesOf = (list, root, out) => {
    for (const rule of list) {
      if (rule.type === 1) {  // a style rule; frames have classes of their own, numbers are the same
        const bare = rule.selectorText.replace(/::?(before|after|first-line|first-letter|placeholder|marker|selection|hover|focus|focus-within|focus-visible|active|visited|disabled|checked)\b/g, "").trim();
        let used = true;
        try { used = /:host|::slotted|::part/.test(bare) || !bare || root.querySelector(bare) !== null || /(^|,)\s*(,|$)/.test(bare); } catch { /* keep what cannot be asked */ }
        if (used) out.push(rule.cssText);
      } else if (rule.type === 4) { if ((root.defaultView || root.ownerDocument.defaultView).matchMedia(rule.conditionText).matches) rulesOf(rule.cssRules, root, out); }
      else if (rule.cssRules && rule.type !== 7) rulesOf(rule.cssRules, root, out);
    }
  };
  const css = (root) => {
    const out = [];
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      if (sheet.disabled || (sheet.media && sheet.media.length && !matchMedia(sheet.media.mediaText).matches)) continue;
      try { rulesOf(sheet.cssRules, root, out); } catch { /* another origin's sheet cannot be read */ }
    }
    return out;
  };
  const sized = (el) => { const b = el.getBoundingClientRect(); return `width:${Math.round(b.width)}px;height:${Math.round(b.height)}px`; };
  const node = (it) => {
    if (it.nodeType === Node.TEXT_NODE) return it.nodeValue;
    if (it.nodeType !== Node.ELEMENT_NODE || dropped.has(it.localName)) return null;
    if (it.localName === "input" && it.type === "hidden") return null;
    const out = { t: it.localName === "frameset" ? (it === it.ownerDocument.body ? "body" : "div") : it.localName, a: {}, x: {}, c: [] };
    const style = getComputedStyle(it);
    // What has a gap around it, or can be pressed, is not read as one word with its neighbours.
    const gap = ["paddingLeft", "paddingRight", "marginLeft", "marginRight"].some((side) => parseFloat(style[side]) >= 3);
    const lone = ["a", "button", "label"].includes(it.localName) || it.hasAttribute("role") || it.hasAttribute("tabindex");
    out.i = style.display === "contents" || (style.display.startsWith("inline") && !["inline-flex", "inline-grid"].includes(style.display) && !gap && !lone);
    for (const { name, value } of it.attributes) {
      if (spoken.has(name)) out.x[name] = value;
      else if (plain.has(name) || (name.startsWith("aria-") && words.test(value))) out.a[name] = value;
    }
    if (it.localName === "a" && it.hasAttribute("href")) out.a.href = "#";
    // What a script made pressable stays so: of the handler, only that there was one.
    if (!out.a.role && it.localName !== "a" && it.localName !== "button" && handles(it)) out.a.role = "button";
    if (it.localName === "input") {
      if (pressed(it)) out.x.value = it.value;
      else if (["checkbox", "radio"].includes(it.type)) { if (it.checked) out.a.checked = ""; }
      // What stands in a field that nobody can type in is shown, not typed.
      else if ((it.readOnly || it.disabled) && it.type !== "password") out.x.value = it.value;
    }
    if (it.localName === "option") { out.x.value = it.value; if (it.selected) out.a.selected = ""; }
    if (it.localName === "textarea") { if (it.readOnly || it.disabled) out.c.push(it.value); return out; }
    if (it.localName === "details" && it.open) out.a.open = "";
    if (media.has(it.localName)) {
      out.a.style = `${out.a.style || ""};${sized(it)}`;
      if (it.localName === "svg") for (const inner of it.querySelectorAll("text")) out.c.push(node(inner));
      return out;
    }
    if (it.localName === "iframe" || it.localName === "frame") {
      const b = it.getBoundingClientRect();
      // A frame of a frameset cannot hold its page itself; one in the page, at the same place, can.
      if (it.localName === "frame") { out.t = "iframe"; out.a = { name: out.a.name || "", style: `position:absolute;border:0;left:${Math.round(b.left)}px;top:${Math.round(b.top)}px` }; }
      out.a.style = `${out.a.style || ""};${sized(it)}`;
      try { if (it.contentDocument) out.f = page(it.contentDocument); } catch { /* another origin's */ }
      return out;
    }
    if (it.shadowRoot) out.s = { css: css(it.shadowRoot), c: [...it.shadowRoot.childNodes].map(node).filter((one) => one !== null) };
    out.c = [...it.childNodes].map(node).filter((one) => one !== null);
    return out;
  };
  const page = (doc) => ({ lang: doc.documentElement.lang, quirks: doc.compatMode !== "CSS1Compat", title: doc.title, css: css(doc), html: node(doc.documentElement).a, body: node(doc.body || doc.documentElement) });
  return page(document);
}
