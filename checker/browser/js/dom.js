// The notions that all scripts share.
const fieldsOf = (form) => [...prop(form, "elements")];
const formOf = (el) => prop(el, "form") ?? call(el, "closest", "form");
// Whether an element has a handler of its own for being pressed. One that a script has given it is seen from the page's
// own world alone: it is asked by an event of a name that nobody else knows, and that goes no further.
const handles = (el) => {
  if (call(el, "hasAttribute", "onclick")) return true;
  const question = new Event(`${channel}?`, { cancelable: true, composed: true });
  Reflect.apply(EventTarget.prototype.dispatchEvent, el, [question]);
  return question.defaultPrevented;
};
// For evidence: whether the page was masked, and the pages that stood in its frames, by the frames' elements.
let masked = false;
const framedPages = new WeakMap();
// The elements that fit CSS candidates, in a document and its shadow roots, each with the candidate's number.
const fitsOf = (candidates, scopes) => candidates.flatMap(([number, css]) => scopes.flatMap((scope) => {
  try { return [...call(scope, "querySelectorAll", css)].map((el) => [el, number]); } catch { return []; }  // no CSS at all
}));
