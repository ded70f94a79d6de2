// What an element could be found by, besides its accessible name: texts that belong to it, then ids, classes, its place.
(el) => {
  const css = [];
  const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();
  const steady = (name) => name && !/[0-9]{3,}|^(css|sc|jss|ng|ember|react|mui)-?[a-z]*[0-9]/i.test(name) && name.length < 50;
  const quoted = (text) => JSON.stringify(text);
  const short = (text) => (text && text.length <= 60 ? [text] : []);
  const field = ["input", "select", "textarea"].includes(el.localName);
  if (steady(el.id)) css.push(`#${CSS.escape(el.id)}`);
  if (steady(el.getAttribute("name"))) css.push(`${el.localName}[name=${quoted(el.getAttribute("name"))}]`);
  const classes = [...el.classList].filter(steady);
  if (classes.length) css.push(el.localName + classes.map((one) => `.${CSS.escape(one)}`).join(""));
  // In a table or a list of terms: the cell beside its label.
  const row = el.closest("tr"), cell = el.closest("td, th, dd");
  if (row && cell) {
    const heads = [...row.children].filter((one) => one !== cell && /\p{L}/u.test(one.textContent) && !/[0-9]{3}/.test(one.textContent));
    const inside = cell === el ? "" : ` ${el.localName}`;
    if (heads.length === 1) css.push(`tr:has(> :text-is(${quoted(tidy(heads[0].textContent))})) > :nth-child(${[...row.children].indexOf(cell) + 1})${inside}`);
    const table = row.closest("table");
    if (table && table.tHead) css.push(`${table.id && steady(table.id) ? "#" + CSS.escape(table.id) : "table"} tbody tr > :nth-child(${[...row.children].indexOf(cell) + 1})${inside}`);
  }
  if (cell && cell.localName === "dd" && cell.previousElementSibling) css.push(`dt:text-is(${quoted(tidy(cell.previousElementSibling.textContent))}) + dd`);
  const before = el.previousElementSibling;
  if (before && !/[0-9]{3}/.test(before.textContent) && tidy(before.textContent).length > 2 && tidy(before.textContent).length < 60)
    css.push(`${before.localName}:text-is(${quoted(tidy(before.textContent))}) + ${el.localName}`);
  const up = el.parentElement, above = up && up.previousElementSibling;
  if (up && steady(up.id)) css.push(`#${CSS.escape(up.id)} > ${el.localName}:nth-child(${[...up.children].indexOf(el) + 1})`);
  if (above && !/[0-9]{3}/.test(above.textContent) && tidy(above.textContent).length > 2 && tidy(above.textContent).length < 60)
    css.push(`${above.localName}:text-is(${quoted(tidy(above.textContent))}) + ${up.localName} > ${el.localName}`);
  // The last resort: where it stands, from the nearest steady id down; through the elements whose shadows it stands in.
  const place = (from, named) => {
    const steps = [];
    for (let e = from; e !== document.documentElement && e.parentNode; e = e.parentNode) {
      if ((named || e !== from) && steady(e.id)) { steps.unshift(`#${CSS.escape(e.id)}`); break; }
      steps.unshift(`${e.localName}:nth-child(${[...e.parentNode.children].indexOf(e) + 1})`);
      if (e.parentNode instanceof ShadowRoot) return `${place(e.parentNode.host, true)} ${steps.join(" > ")}`;
    }
    return steps.join(" > ");
  };
  if (place(el, false)) css.push(place(el, false));
  const labels = field && el.labels ? [...el.labels].flatMap((one) => short(tidy(one.textContent))) : [];
  return { label: labels, placeholder: short(el.getAttribute("placeholder")), text: field ? [] : short(tidy(el.innerText)), css };
}
