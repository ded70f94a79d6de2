// Where the form that an element belongs to would be sent by POST; null where it would not.
(el) => {
  const form = formOf(el);
  if (!(form instanceof HTMLFormElement)) return null;
  const own = /^(submit|image)$/.test(prop(el, "type") || "");
  const method = own && call(el, "getAttribute", "formmethod") || call(form, "getAttribute", "method") || "";
  if (method.toLowerCase() !== "post") return null;
  const action = own && call(el, "getAttribute", "formaction") || call(form, "getAttribute", "action") || "";
  return new URL(action, document.baseURI).href;
}
