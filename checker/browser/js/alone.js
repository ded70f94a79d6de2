// What is told of fields, and by a number which of them stand in one form.
(els) => ({ told: describe(els), forms: els.map((el) => els.findIndex((one) => prop(one, "form") === prop(el, "form"))) })
