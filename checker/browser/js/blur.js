// Leave a field.
(el) => { el.blur(); }
