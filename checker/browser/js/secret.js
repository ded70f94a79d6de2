// Whether what is typed into each of the fields is not shown.
(els) => els.map((el) => el.localName === "input" && el.type === "password")
