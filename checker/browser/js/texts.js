// What elements show: of fields what stands in them, of everything else its text.
(els) => els.map((el) => /^(input|textarea|select)$/.test(el.localName) ? el.value : prop(el, "innerText") || "")
