// One frame's page as one text that shows again what it shows now: open shadow roots are part of it, and what stands in a
// frame is part of the page that holds it, if it was given to the frame's element before. The page is of no more use after this.
() => {
  if (!masked) throw new Error("another page has come since this one was masked");
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
  const doctype = document.doctype ? "<!DOCTYPE html>" : "", html = document.documentElement;
  return doctype + html.cloneNode(false).outerHTML.replace("</html>", () => `${text(html)}</html>`);
}
