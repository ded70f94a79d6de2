// Whether an element would send a password field in which nothing was typed.
(el) => prop(el, "type") === "submit" && !!prop(el, "form") &&
  fieldsOf(prop(el, "form")).some((one) => prop(one, "type") === "password" && !prop(one, "value") && shown(one))
