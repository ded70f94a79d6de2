// One frame's page as a tree of plain data, for a recording: its form and its texts, and nothing that could carry more.
// What is not listed here never leaves the page: scripts, comments, hidden fields, what was typed, links, data, meta.
const PLAIN = new Set(("class id type role for name style hidden disabled readonly multiple required colspan rowspan scope lang dir open "
  + "method size rows cols tabindex width height align valign border cellspacing cellpadding bgcolor color face frameborder "
  + "slot autocomplete inert contenteditable viewBox x y dy dx text-anchor font-size fill data-testid aria-labelledby "
  + "aria-describedby aria-controls aria-owns").split(" "));
const SPOKEN = new Set(["title", "alt", "placeholder", "label", "aria-label"]);
const DROPPED = new Set(("script noscript template object embed link meta base style audio source track path use defs metadata").split(" "));
const MEDIA = new Set(["img", "canvas", "video", "picture", "svg"]);
const STATES = /^(true|false|mixed|page|step|location|date|time|dialog|menu|listbox|tree|grid|polite|assertive|off|none|ascending|descending|\d{1,3})$/;

const BARE_SELECTOR = /::?(before|after|first-line|first-letter|placeholder|marker|selection|hover|focus|focus-within|focus-visible|active|visited|disabled|checked)\b/g;
// Whether a rule is for anything that stands here now; one that cannot be asked for is kept.
const isUsed = (rule, top) => {
  const bare = rule.selectorText.replace(BARE_SELECTOR, "").trim();
  try { return /:host|::slotted|::part/.test(bare) || !bare || call(top, "querySelector", bare) !== null || /(^|,)\s*(,|$)/.test(bare); } catch { return true; }
};
// Frames have classes of their own, so that rules are told by their numbers: a style rule, one for some media, an animation.
const rulesOf = (list, top) => [...list].flatMap((rule) => {
  if (rule.type === 1) return isUsed(rule, top) ? [rule.cssText] : [];
  if (rule.type === 4 && !(top.defaultView || top.ownerDocument.defaultView).matchMedia(rule.conditionText).matches) return [];
  return rule.cssRules && rule.type !== 7 ? rulesOf(rule.cssRules, top) : [];
});
const cssOf = (top) => [...top.styleSheets, ...top.adoptedStyleSheets].flatMap((sheet) => {
  if (sheet.disabled || (sheet.media && sheet.media.length && !matchMedia(sheet.media.mediaText).matches)) return [];
  try { return rulesOf(sheet.cssRules, top); } catch { return []; }  // another origin's sheet cannot be read
});
const sized = (el) => { const b = boxOf(el); return `width:${Math.round(wide(b))}px;height:${Math.round(high(b))}px`; };
// What has a gap around it, or can be pressed, is not read as one word with its neighbours.
const isInline = (el, style) => {
  const gap = ["paddingLeft", "paddingRight", "marginLeft", "marginRight"].some((side) => parseFloat(style[side]) >= 3);
  const lone = ["a", "button", "label"].includes(kind(el)) || has(el, "role") || has(el, "tabindex");
  return style.display === "contents" || (style.display.startsWith("inline") && !["inline-flex", "inline-grid"].includes(style.display) && !gap && !lone);
};
const captureAttributes = (el, out) => {
  for (const { name, value } of prop(el, "attributes")) {
    if (SPOKEN.has(name)) out.x[name] = value;
    else if (PLAIN.has(name) || (name.startsWith("aria-") && STATES.test(value))) out.a[name] = value;
  }
  if (kind(el) === "a" && has(el, "href")) out.a.href = "#";
  // What a script made pressable stays so: of the handler, only that there was one.
  if (!out.a.role && kind(el) !== "a" && kind(el) !== "button" && handles(el)) out.a.role = "button";
  // What stands in a field that nobody can type in is shown, not typed.
  const shown = isTextButton(el) || !isBox(el) && (el.readOnly || el.disabled) && el.type !== "password";
  if (kind(el) === "option" || kind(el) === "input" && shown) out.x.value = el.value;
  if (kind(el) === "input" && isBox(el) && el.checked) out.a.checked = "";
  if (kind(el) === "option" && el.selected) out.a.selected = "";
  if (kind(el) === "details" && el.open) out.a.open = "";
};
const captureFrame = (el, out) => {
  const b = boxOf(el);
  // A frame of a frameset cannot hold its page itself; one in the page, at the same place, can.
  if (kind(el) === "frame") Object.assign(out, { t: "iframe", a: { name: out.a.name || "", style: `position:absolute;border:0;left:${Math.round(b.l)}px;top:${Math.round(b.t)}px` } });
  out.a.style = `${out.a.style || ""};${sized(el)}`;
  try { if (el.contentDocument) out.f = capturePage(el.contentDocument); } catch { /* another origin's */ }
  return out;
};
const captureNode = (it) => {
  if (it.nodeType === Node.TEXT_NODE) return it.nodeValue;
  if (it.nodeType !== Node.ELEMENT_NODE || DROPPED.has(kind(it)) || kind(it) === "input" && it.type === "hidden") return null;
  const out = { t: kind(it) === "frameset" ? (it === it.ownerDocument.body ? "body" : "div") : kind(it), a: {}, x: {}, c: [], i: isInline(it, getComputedStyle(it)) };
  const inside = (nodes) => [...nodes].map(captureNode).filter((one) => one !== null);
  captureAttributes(it, out);
  if (isFrame(it)) return captureFrame(it, out);
  if (MEDIA.has(kind(it))) out.a.style = `${out.a.style || ""};${sized(it)}`;
  if (shadowOf(it)) out.s = { css: cssOf(shadowOf(it)), c: inside(shadowOf(it).childNodes) };
  if (kind(it) === "textarea") out.c = it.readOnly || it.disabled ? [it.value] : [];
  else if (MEDIA.has(kind(it))) out.c = kind(it) === "svg" ? all(it, "text").map(captureNode) : [];
  else out.c = inside(prop(it, "childNodes"));
  return out;
};
const capturePage = (doc) => ({ lang: doc.documentElement.lang, quirks: doc.compatMode !== "CSS1Compat", title: doc.title, css: cssOf(doc), html: captureNode(doc.documentElement).a, body: captureNode(doc.body || doc.documentElement) });
const capture = () => capturePage(document);
