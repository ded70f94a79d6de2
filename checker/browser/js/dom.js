// How all scripts take hold of a page. A field of a form, or a picture, may bear the name of what a script asks of the form,
// or of the document: `prop` and `call`, which world.js hands in, see past that.
const root = () => prop(document, "documentElement");
const body = () => prop(document, "body") || root();
const kind = (el) => prop(el, "localName");
const attr = (el, name) => call(el, "getAttribute", name) || "";
const has = (el, name) => call(el, "hasAttribute", name);
const all = (node, css) => [...call(node, "querySelectorAll", css)];
const holds = (el, other) => call(el, "contains", other);
const textIn = (node) => prop(node, "textContent");
const shadowOf = (el) => prop(el, "shadowRoot");
const rootOf = (node) => call(node, "getRootNode");
const isText = (node) => prop(node, "nodeType") === Node.TEXT_NODE;
const isElement = (node) => prop(node, "nodeType") === Node.ELEMENT_NODE;
const isSvg = (el) => prop(el, "namespaceURI") === "http://www.w3.org/2000/svg";
const plain = (text) => String(text || "").replace(/\s+/g, " ").trim();
const follows = (one, other) => !!(call(one, "compareDocumentPosition", other) & Node.DOCUMENT_POSITION_FOLLOWING);

// Where an element, or a text, is drawn: in a slot, in its parent, or in the host of the shadow root that it stands in.
const hostOf = (node) => { const top = rootOf(node); return top instanceof ShadowRoot ? top.host : null; };
const holderOf = (node) => prop(node, "parentElement") || hostOf(node);
const parentOf = (el) => prop(el, "assignedSlot") || holderOf(el);
const chain = (el, most = 1000) => { const list = []; for (let at = el; at && list.length < most; at = parentOf(at)) list.push(at); return list; };
const within = (el, top) => { for (let at = el; at; at = parentOf(at)) if (at === top) return true; return false; };
// What is drawn in an element: what its shadow root holds, what is put into its slot, or its own.
const drawnIn = (el) => {
  const given = kind(el) === "slot" ? call(el, "assignedNodes", { flatten: true }) : [];
  return given.length ? given : prop(shadowOf(el) || el, "childNodes");
};
// The document and all shadow roots that are open, and all elements in them.
const openRoots = () => { const roots = [document]; for (const one of roots) for (const el of all(one, "*")) if (shadowOf(el)) roots.push(shadowOf(el)); return roots; };
const elements = () => openRoots().flatMap((one) => all(one, "*"));
const byIds = (el, name) => attr(el, name).split(/\s+/).map((id) => id && rootOf(el).getElementById && rootOf(el).getElementById(id)).filter(Boolean);

// What is found of an element holds for as long as one question is answered: nothing on the page changes meanwhile.
const caches = [];
const once = (find) => {
  const known = new Map();
  caches.push(known);
  return (key) => { if (!known.has(key)) known.set(key, find(key)); return known.get(key); };
};
const forgetAll = () => { for (const one of caches) one.clear(); };

const styleOf = once((el) => getComputedStyle(el));
const pseudoOf = (el, which) => getComputedStyle(el, which);
const size = (style) => parseFloat(style.fontSize);
const edges = (r) => ({ l: r.left, t: r.top, r: r.right, b: r.bottom });
const boxOf = (el) => edges(call(el, "getBoundingClientRect"));
const contentsOf = (node) => { const range = call(document, "createRange"); range.selectNodeContents(node); return range; };
const wide = (box) => box.r - box.l;
const high = (box) => box.b - box.t;
const middle = (box) => (box.t + box.b) / 2;
const cut = (a, b) => a && b ? { l: Math.max(a.l, b.l), t: Math.max(a.t, b.t), r: Math.min(a.r, b.r), b: Math.min(a.b, b.b) } : (a || b);
const onPage = (box) => ({ l: box.l + scrollX, r: box.r + scrollX, t: box.t + scrollY, b: box.b + scrollY });
const joined = (a, b) => ({ l: Math.min(a.l, b.l), t: Math.min(a.t, b.t), r: Math.max(a.r, b.r), b: Math.max(a.b, b.b) });
// How far two boxes share a column, or a line.
const across = (a, b) => Math.min(a.r, b.r) - Math.max(a.l, b.l);
const along = (a, b) => Math.min(a.b, b.b) - Math.max(a.t, b.t);

const fieldsOf = (form) => [...prop(form, "elements")];
const formOf = (el) => prop(el, "form") ?? call(el, "closest", "form");
// Whether an element has a handler of its own for being pressed. One that a script has given it is seen from the page's
// own world alone: it is asked by an event of a name that nobody else knows, and that goes no further.
const handles = (el) => {
  if (has(el, "onclick")) return true;
  const question = new Event(`${channel}?`, { cancelable: true, composed: true });
  Reflect.apply(EventTarget.prototype.dispatchEvent, el, [question]);
  return question.defaultPrevented;
};
// The elements that fit CSS candidates, in a document and its shadow roots, each with the candidate's number.
const fitsOf = (candidates, scopes) => candidates.flatMap(([number, css]) => scopes.flatMap((scope) => {
  try { return [...call(scope, "querySelectorAll", css)].map((el) => [el, number]); } catch { return []; }  // no CSS at all
}));
