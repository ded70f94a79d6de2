// The page for evidence, once a run is over: masked for a picture, and then as one text that shows again what it shows now.
let masked = false;
const framedPages = new WeakMap();  // the pages that stood in its frames, by the frames' elements
const give = (el, html) => { framedPages.set(el, html); };

const KEPT = ("class id type role for style hidden disabled readonly checked selected colspan rowspan lang dir open method "
  + "aria-expanded aria-selected aria-hidden aria-modal").split(" ");
const SHAPED = ["title", "alt", "placeholder", "aria-label", "name", "label", "autocomplete"];
const FLAGS = ["disabled", "readonly", "checked", "selected", "open"];
const isFrame = (el) => ["iframe", "frame"].includes(kind(el));
const isTextButton = (el) => ["submit", "button", "reset"].includes(el.type);
// What an attribute becomes; null takes it away.
const maskedAttribute = (el, { name, value }, shape) => {
  if (SHAPED.includes(name) || (name === "value" && isTextButton(el))) return shape(value);
  if (name === "id" || name === "class") return value.replace(/[0-9]/g, "0");  // named otherwise later
  if (FLAGS.includes(name)) return "";
  if (name.startsWith("aria-") && !["true", "false", "mixed"].includes(value) || ["colspan", "rowspan"].includes(name) && !/^[0-9]+$/.test(value)) return null;
  // A frame whose address is taken away loses its page, which was masked before it. What is written has neither.
  return KEPT.includes(name) || ["src", "srcdoc"].includes(name) && isFrame(el) ? value : null;
};
const maskElement = (el, shape) => {
  if (["script", "template", "noscript", "object", "embed"].includes(kind(el))) { el.remove(); return; }
  if (["input", "textarea", "select"].includes(kind(el)) && !isTextButton(el)) try { el.value = ""; } catch { /* a file field */ }
  // What a style writes has no node that could be masked. Signs of a font for icons are neither letters nor digits.
  const written = ["::before", "::after"].some((which) => /"[^"]*[\p{L}\p{N}]/u.test(pseudoOf(el, which).content));
  if (written) el.style.setProperty("visibility", "hidden", "important");
  // What a script made pressable stays so, as in a recording: of the handler, only that there was one.
  if (handles(el) && !attr(el, "role") && !["a", "button", "input", "body", "html"].includes(kind(el))) call(el, "setAttribute", "role", "button");
  for (const one of [...prop(el, "attributes")]) {
    const value = maskedAttribute(el, one, shape);
    if (value === null) call(el, "removeAttribute", one.name); else if (value !== one.value) call(el, "setAttribute", one.name, value);
  }
  if (["img", "canvas", "svg", "iframe", "video", "picture"].includes(kind(el))) el.style.visibility = "hidden";
};
const maskTexts = (top, shape) => {
  const walker = call(document, "createTreeWalker", top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT), gone = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (node.nodeType === Node.COMMENT_NODE) gone.push(node);
    else if (!holder || kind(holder) !== "style") node.nodeValue = shape(node.nodeValue);
  }
  for (const node of gone) node.remove();
};
// Masks everything personal that a page may show. It goes by what may stay: the words of the language that are handed in, and
// the page's form. Every other word becomes as many x, every digit a 0; fields, links and data go.
const mask = (known) => {
  const words = new Set(known), shape = (text) => text.replace(/[\p{L}\p{M}]+/gu, (word) => words.has(word.toLowerCase()) ? word : "x".repeat(word.length)).replace(/\p{N}/gu, "0");
  for (const top of openRoots()) {
    for (const el of all(top, "*")) maskElement(el, shape);
    maskTexts(top, shape);
  }
  document.title = shape(document.title);
  masked = true;
};

// A name may stand in a class, an id or a style as well. What is no word of the language or of markup gets another name,
// the same one wherever it stands, so that styles still find what they were made for.
const renamer = (known) => {
  const words = new Set(known), aliases = new Map(), isWord = (word) => words.has(word.toLowerCase());
  const letters = (number) => (number >= 26 ? letters(Math.floor(number / 26) - 1) : "") + String.fromCharCode(97 + number % 26);
  const alias = (word) => { if (!aliases.has(word)) aliases.set(word, `xxx${letters(aliases.size)}`); return aliases.get(word); };
  const parts = (row) => row.replace(/\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|[^\p{Lu}\p{Ll}\p{M}]+/gu, (word) => isWord(word) ? word : alias(word));
  return (text) => text.replace(/[\p{L}\p{M}]+/gu, (row) => row.length < 3 || isWord(row) ? row : parts(row)).replace(/\p{N}/gu, "0");
};
const HEX = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const NAMED = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\[[^\]]*\]|--[\p{L}\p{M}\p{N}_-]+\s*:[^;}]*|(?:[.#]|--)(?:[\p{L}\p{M}_-]|\\[^\n])(?:[\p{L}\p{M}\p{N}_-]|\\[^\n])*|@(?:-\w+-)?keyframes\s+[\w-]+|animation[\w-]*\s*:[^;}]*/giu;
const styled = (css, rename) => css.replace(/\/\*[^]*?(?:\*\/|$)/g, "").replace(/@import[^;]*;?/gi, "")
  .replace(/url\(\s*(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[^)]*)\s*\)/gi, "url()").replace(NAMED, (part) => HEX.test(part) ? part : rename(part));
// A frame of a frameset cannot hold its page itself.
const unframe = () => {
  const page = call(document, "createElement", "body");
  for (const frame of all(document, "frame")) {
    const held = call(document, "createElement", "iframe");
    held.setAttribute("name", attr(frame, "name"));
    framedPages.set(held, framedPages.get(frame));
    page.append(held);
  }
  body().replaceWith(page);
};
const renamed = (el, rename) => {
  if (kind(el) === "iframe") {
    call(el, "removeAttribute", "src");
    call(el, "removeAttribute", "srcdoc");
    if (framedPages.get(el)) call(el, "setAttribute", "srcdoc", framedPages.get(el));
  }
  for (const name of ["class", "id", "for"]) if (has(el, name)) call(el, "setAttribute", name, rename(attr(el, name)));
  if (has(el, "style")) call(el, "setAttribute", "style", styled(attr(el, "style"), rename));
  if (kind(el) === "style") el.textContent = styled(el.textContent, rename);
};
// One frame's page: open shadow roots are part of it, and what stands in a frame is part of the page that holds it, if it was
// given to the frame's element before. The page is of no more use after this, which comes after the picture.
const whole = (known) => {
  if (!masked) throw new Error("another page has come since this one was masked");
  if (kind(body()) === "frameset") unframe();
  const rename = renamer(known), roots = openRoots().slice(1), html = root();
  for (const el of elements()) renamed(el, rename);
  const text = html.getHTML ? html.getHTML({ shadowRoots: roots }) : html.innerHTML;
  return (prop(document, "doctype") ? "<!DOCTYPE html>" : "") + html.cloneNode(false).outerHTML.replace("</html>", () => `${text}</html>`);
};
