// For teaching a selectors file: what an element that a person pointed at could be found by.

const isSteady = (name) => name && !/[0-9]{3,}|^(css|sc|jss|ng|ember|react|mui)-?[a-z]*[0-9]/i.test(name) && name.length < 50;
const inQuotes = (text) => JSON.stringify(plain(text));
const textsOf = (el) => plain(textIn(el));
const isName = (el) => !!el && !/[0-9]{3}/.test(textIn(el)) && textsOf(el).length > 2 && textsOf(el).length < 60;
const nth = (el, up = prop(el, "parentElement")) => `:nth-child(${[...prop(up, "children")].indexOf(el) + 1})`;
const byText = (el) => `${kind(el)}:text-is(${inQuotes(textIn(el))})`;
// In a table or a list of terms: the cell beside its label, or under its column.
const byTable = (el) => {
  const row = call(el, "closest", "tr"), cell = call(el, "closest", "td, th, dd"), css = [], inside = cell === el ? "" : ` ${kind(el)}`, table = row && call(row, "closest", "table");
  const heads = row && cell ? [...row.children].filter((one) => one !== cell && /\p{L}/u.test(textIn(one)) && !/[0-9]{3}/.test(textIn(one))) : [];
  if (heads.length === 1) css.push(`tr:has(> :text-is(${inQuotes(textIn(heads[0]))})) > ${nth(cell, row)}${inside}`);
  if (row && cell && table && table.tHead) css.push(`${isSteady(table.id) ? "#" + CSS.escape(table.id) : "table"} tbody tr > ${nth(cell, row)}${inside}`);
  if (cell && kind(cell) === "dd" && cell.previousElementSibling) css.push(`dt:text-is(${inQuotes(textIn(cell.previousElementSibling))}) + dd`);
  return css;
};
// The last resort: where it stands, from the nearest steady id down; through the elements whose shadows it stands in.
const byPlace = (from, named) => {
  const steps = [];
  for (let e = from, up = e.parentNode; e !== root() && up; e = up, up = e.parentNode) {
    if ((named || e !== from) && isSteady(e.id)) return [`#${CSS.escape(e.id)}`, ...steps].join(" > ");
    steps.unshift(kind(e) + nth(e, up));
    if (up instanceof ShadowRoot) return `${byPlace(up.host, true)} ${steps.join(" > ")}`;
  }
  return steps.join(" > ");
};
// What an element could be found by, besides its accessible name: texts that belong to it, then ids, classes, its place.
const naming = (el) => {
  const id = attr(el, "id"), name = attr(el, "name"), classes = [...prop(el, "classList")].filter(isSteady), short = (text) => text && text.length <= 60 ? [text] : [];
  const up = prop(el, "parentElement"), before = prop(el, "previousElementSibling"), above = up && prop(up, "previousElementSibling"), field = ["input", "select", "textarea"].includes(kind(el));
  const css = [
    isSteady(id) && `#${CSS.escape(id)}`, isSteady(name) && `${kind(el)}[name=${JSON.stringify(name)}]`, classes.length && kind(el) + classes.map((one) => `.${CSS.escape(one)}`).join(""),
    ...byTable(el), isName(before) && `${byText(before)} + ${kind(el)}`, up && isSteady(up.id) && `#${CSS.escape(up.id)} > ${kind(el)}${nth(el)}`,
    isName(above) && `${byText(above)} + ${kind(up)} > ${kind(el)}`, byPlace(el, false),
  ].filter(Boolean);
  const labels = field ? labelsOf(el).flatMap((one) => short(textsOf(one))) : [];
  return { label: labels, placeholder: short(attr(el, "placeholder")), text: field ? [] : short(plain(prop(el, "innerText"))), css };
};

// Whether an element meets a condition.
const matches = (el, must) => call(el, "matches", must);
// Whether an element is another one.
const same = (el, other) => el === other;
