// What is done with the fields of a login, and with what a tab keeps.

// Whether what is typed into each of the fields is not shown.
const secret = (els) => els.map((el) => kind(el) === "input" && el.type === "password");
// What a field is and holds now: whether it is drawn, hides what is typed, and what that is.
const entry = (el) => [isThere(el), secret([el])[0], typeof el.value === "string" ? el.value : ""];
// Leave a field.
const blur = (el) => { el.blur(); };
// Where the forms of fields would be sent to; null where a field is gone from its page.
const targets = (fields) => {
  if (!fields.every((el) => prop(el, "isConnected"))) return null;
  const sending = fields.flatMap((el) => el.form ? [el.form, ...fieldsOf(el.form)] : []);
  return sending.map((one) => prop(one, "formAction") || prop(one, "action")).filter((address) => typeof address === "string");
};
// What the tab keeps of this page's origin, as names and values.
const tab = () => Object.entries(sessionStorage);
