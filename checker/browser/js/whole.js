// One frame's page as one text that shows again what it shows now: open shadow roots are part of it, and what stands in a
// frame is part of the page that holds it, if it was given to the frame's element before. The page is of no more use after this.
(known) => {
  if (!masked) throw new Error("another page has come since this one was masked");
  // A name may stand in a class, an id or a style as well. What is no word of the language or of markup gets another name,
  // the same one wherever it stands, so that styles still find what they were made for. Only now, after the picture.
  const words = new Set(known), aliases = new Map();
  const letters = (number) => (number >= 26 ? letters(Math.floor(number / 26) - 1) : "") + String.fromCharCode(97 + number % 26);
  const alias = (word) => { if (!aliases.has(word)) aliases.set(word, `xxx${letters(aliases.size)}`); return aliases.get(word); };
  const isWord = (word) => words.has(word.toLowerCase());
  const called = (text) => text.replace(/[\p{L}\p{M}]+/gu, (run) => run.length < 3 || isWord(run) ? run : run.replace(/\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|[^\p{Lu}\p{Ll}\p{M}]+/gu, (word) => isWord(word) ? word : alias(word))).replace(/\p{N}/gu, "0");
  const colour = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
  const styled = (css) => css.replace(/\/\*[^]*?(?:\*\/|$)/g, "").replace(/@import[^;]*;?/gi, "")
    .replace(/url\(\s*(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[^)]*)\s*\)/gi, "url()")
    .replace(/"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\[[^\]]*\]|--[\p{L}\p{M}\p{N}_-]+\s*:[^;}]*|(?:[.#]|--)(?:[\p{L}\p{M}_-]|\\[^\n])(?:[\p{L}\p{M}\p{N}_-]|\\[^\n])*|@(?:-\w+-)?keyframes\s+[\w-]+|animation[\w-]*\s*:[^;}]*/giu, (part) => colour.test(part) ? part : called(part));
  const roots = [document], text = (root) => root.getHTML ? root.getHTML({ shadowRoots: roots.filter((one) => one !== document) }) : root.innerHTML;
  for (const root of roots) for (const el of root.querySelectorAll("*")) if (el.shadowRoot) roots.push(el.shadowRoot);
  if (document.body && document.body.localName === "frameset") {  // a frame of a frameset cannot hold its page itself
    const body = document.createElement("body");
    for (const frame of document.querySelectorAll("frame")) {
      const held = document.createElement("iframe");
      held.setAttribute("name", frame.getAttribute("name") || "");
      framedPages.set(held, framedPages.get(frame));
      body.append(held);
    }
    document.body.replaceWith(body);
  }
  for (const root of roots) for (const el of root.querySelectorAll("iframe")) {
    el.removeAttribute("src");
    el.removeAttribute("srcdoc");
    if (framedPages.get(el)) el.setAttribute("srcdoc", framedPages.get(el));
  }
  for (const root of roots) for (const el of root.querySelectorAll("*")) {
    for (const name of ["class", "id", "for"]) if (el.hasAttribute(name)) el.setAttribute(name, called(el.getAttribute(name)));
    if (el.hasAttribute("style")) el.setAttribute("style", styled(el.getAttribute("style")));
    if (el.localName === "style") el.textContent = styled(el.textContent);
  }
  const doctype = document.doctype ? "<!DOCTYPE html>" : "", html = document.documentElement;
  return doctype + html.cloneNode(false).outerHTML.replace("</html>", () => `${text(html)}</html>`);
}
