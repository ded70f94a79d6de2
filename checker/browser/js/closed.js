// Runs first in every page, in the page's own world, with what its sockets may lead to: closes the ways out of a page that
// the browser lets nobody look through. Sockets to other origins are forbidden by a policy, which no script can take back,
// in the workers of the page too; rules by which a page asks for others ahead are taken out before they act.
(policy) => {
  const make = document.createElement, first = Element.prototype.prepend, away = Element.prototype.remove, all = Element.prototype.querySelectorAll;
  const headOf = Object.getOwnPropertyDescriptor(Document.prototype, "head").get, call = Reflect.apply;
  let forbidden = false;
  const forbid = () => {
    const head = call(headOf, document, []);
    if (forbidden || !head) return;
    forbidden = true;
    const meta = call(make, document, ["meta"]);
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = policy;
    call(first, head, [meta]);
    call(away, meta, []);  // it holds on, and the page is as its makers know it
  };
  const drop = (one) => { if (one.localName === "script" && one.type.trim().toLowerCase() === "speculationrules") call(away, one, []); };
  const observer = new MutationObserver((list) => {
    forbid();
    for (const one of list) {
      for (const node of [one.target, ...one.addedNodes]) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        drop(node);
        for (const script of call(all, node, ["script"])) drop(script);
      }
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  forbid();
}
