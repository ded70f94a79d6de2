// Keep, by a number, the list to choose from that stands at a place among all those around a field.
(field, at, number) => { keepAs(number, [...call(call(field, "getRootNode"), "querySelectorAll", "select")].slice(at, at + 1)); }
