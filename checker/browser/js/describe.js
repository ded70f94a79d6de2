// Everything that is asked of the elements that a candidate matches, in one question. No value of a field is among it;
// `other` is a field in whose form they may stand.
(els, other) => els.map((el) => ({
  name: [call(el, "getAttribute", "aria-label"), prop(el, "innerText"),
    // What a web component shows may stand in its slots: then it is no text of its own.
    ...[...call(el, "querySelectorAll", "slot")].flatMap((slot) => slot.assignedNodes({ flatten: true })).map((n) => n.textContent),
    prop(el, "localName") === "input" && /^(submit|button|reset|image)$/.test(prop(el, "type")) ? prop(el, "value") : "", prop(el, "title")].filter(Boolean).join(" ").slice(0, 300),
  link: prop(el, "href") && call(el, "getAttribute", "href") !== "#" ? String(prop(el, "href")) : "",
  in_form: !!prop(el, "form"),
  fixed: !!(prop(el, "readOnly") || prop(el, "disabled")),
  shown: shown(el),
  beside: !other || formOf(el) === formOf(other),
  around: els.some((one) => one !== el && call(el, "contains", one)),
}))
