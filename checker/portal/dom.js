// The notions that all scripts share.
const fieldsOf = (form) => [...prop(form, "elements")];
const formOf = (el) => prop(el, "form") ?? call(el, "closest", "form");
// Whether an element has a handler of its own for being pressed. One that a script has given it is seen from the page's
// own world alone, which answers for elements outside of shadows.
const handles = (el) => {
  if (call(el, "hasAttribute", "onclick")) return true;
  if (call(el, "getRootNode") !== document) return false;
  const question = new MouseEvent(`${channel}?`, { relatedTarget: el, cancelable: true });
  Reflect.apply(EventTarget.prototype.dispatchEvent, performance, [question]);
  return question.defaultPrevented;
};
// For evidence: whether the page was masked, and the pages that stood in its frames, by the frames' elements.
let masked = false;
const framedPages = new WeakMap();
