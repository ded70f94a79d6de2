// Whether an element is there to be pressed, by what it is or by the hand that the pointer becomes over it, and whether it
// comes after a field.
(el, field) => {
  const part = call(el, "closest", "button, summary, a[href], [role=button], [role=link], [role=menuitem], [role=tab], input");
  return [
    !!part || getComputedStyle(el).cursor === "pointer" || handles(el),
    !!(call(field, "compareDocumentPosition", el) & Node.DOCUMENT_POSITION_FOLLOWING),
  ];
}
