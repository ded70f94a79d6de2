// Whether an element is a link to another page.
(el) => el.localName === "a" && /^https?:/.test(el.href) && el.getAttribute("href")[0] !== "#"
