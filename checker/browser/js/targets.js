// Where the forms of fields would be sent to; null where a field is gone from its page.
(fields) => {
  if (!fields.every((el) => prop(el, "isConnected"))) return null;
  const sending = fields.flatMap((el) => el.form ? [el.form, ...fieldsOf(el.form)] : []);
  return sending.map((one) => prop(one, "formAction") || prop(one, "action")).filter((address) => typeof address === "string");
}
