// What an element says and is called: its text as it is laid out, its labels, names and titles, what unfolds from it.

// Whether a box, or a space of its own, parts an element from what stands before and after it in its line.
const parted = once((el) => {
  const s = styleOf(el), d = s.display;
  if (d === "contents" || d === "none" || d.startsWith("ruby")) return [false, false];
  if (d !== "inline") return [true, true];
  const room = (side) => parseFloat(s["padding" + side]) + parseFloat(s["border" + side + "Width"]) + parseFloat(s["margin" + side]) > size(s) * 0.2;
  return s.direction === "rtl" ? [room("Right"), room("Left")] : [room("Left"), room("Right")];
});
const isPre = (style) => /pre|break-spaces/.test(style.whiteSpace);
const UNTOLD = ["script", "style", "template", "noscript", "head", "option", "optgroup", "datalist", "title", "desc", "audio", "select", "textarea"];
const shownText = (node) => {
  const up = holderOf(node), s = up && styleOf(up), text = prop(node, "nodeValue");
  if (!s || s.visibility !== "visible") return "";
  const shown = isPre(s) ? text : text.replace(/\s+/g, " ");
  return s.textTransform === "uppercase" ? shown.toUpperCase() : s.textTransform === "lowercase" ? shown.toLowerCase() : shown;
};
// The text of what is drawn in an element, a line for each block, until it is longer than `most`, or has more line breaks than
// `lines`. `instead` gives what stands in the place of a node that is left out; `around` what its box puts before and after it.
const layOut = (el, most, lines, instead, around) => {
  let out = "", broken = 0;
  const put = (text) => { out += text; broken += text.startsWith("\n") ? 1 : 0; };
  const add = (node) => {
    if (out.length > most || broken > lines) return;
    if (isText(node)) out += shownText(node);
    if (!isElement(node)) return;
    const other = instead(node);
    if (other !== null) { out += other; return; }
    const [before, after] = around(node);
    put(before);
    for (const one of drawnIn(node)) add(one);
    put(after);
  };
  for (const one of drawnIn(el)) add(one);
  return out.replace(/[^\S\n]+/g, " ").replace(/ ?\n[ \n]*/g, "\n").trim();
};
const breaksOf = (el) => {
  const breaks = kind(el) === "br", [before, after] = parted(el);
  const by = /^(inline|contents|ruby|table-cell)/.test(styleOf(el).display) && !breaks ? " " : "\n";
  return [before || breaks ? by : "", after ? by : ""];
};
// The text of an element as a person reads it: what is not displayed makes up no name, and boxes side by side are two words.
const told = (el, most) => layOut(el, most, Infinity, (node) => UNTOLD.includes(kind(node)) || absent(node) ? "" : null, breaksOf);

// What an icon alone is called.
const drawn = (el) => all(el, "img[alt], svg > title").slice(0, 4).map((one) => attr(one, "alt") || textIn(one)).join(" ");
const labelsOf = (el) => [...(el.labels || [])];
const writtenOn = (el) => kind(el) === "input" && ["submit", "button", "reset"].includes(el.type) ? el.value : "";
const nameOf = (el) => {
  const by = byIds(el, "aria-labelledby").map((one) => absent(one) ? textIn(one) : told(one, 200)).join(" ");
  const labels = labelsOf(el).map((one) => told(one, 200)).join(" ");
  const own = kind(el) === "input" ? writtenOn(el) : kind(el) === "select" ? "" : told(el, 200);
  const name = [by, attr(el, "aria-label"), labels, own, attr(el, "title"), attr(el, "alt"), attr(el, "placeholder")].map(plain).find(Boolean);
  return (name || plain(drawn(el))).slice(0, 200);
};
// What else it is called, or shows, beside its name: any of it may tell that it had better not be pressed.
const moreOf = (el) => plain([attr(el, "title"), attr(el, "aria-label"), told(el, 400)].filter(Boolean).join(" ")).slice(0, 400);

// What a list that is closed holds: the texts of what is in it, or belongs to it, and is not displayed.
const isCode = (el) => ["script", "style", "template"].includes(kind(el));
const isList = (el) => !!el && ["select", "datalist"].includes(kind(el));
const optionOf = (one) => one.label || one.value;
const unfolding = (top, hidden) => {
  if (isCode(top)) return [];
  const off = hidden || absent(top);
  if (isList(top)) return kind(top) === "datalist" || off || wide(boxOf(top)) < 2 ? [...top.options].map(optionOf) : [];
  if (off && (!prop(top, "childElementCount") || attr(top, "role") === "option")) return [textIn(top)];
  return [...prop(top, "children"), ...(shadowOf(top) ? shadowOf(top).children : [])].flatMap((one) => unfolding(one, off));
};
const offersOf = (el) => {
  const after = prop(el, "nextElementSibling"), isAbsent = (one) => state(one).hidden;
  // An option that cannot be chosen, or is not shown, may be a card all the same.
  const texts = kind(el) === "select" ? [...el.options].filter((one) => one.disabled || styleOf(one).display === "none").map(optionOf) : [
    ...[...prop(el, "children")].flatMap((one) => unfolding(one, false)),
    ...[...byIds(el, "aria-controls"), ...byIds(el, "aria-owns")].filter((one) => attr(one, "role") !== "tabpanel" && isAbsent(one)).flatMap((one) => unfolding(one, true)),
    ...(after && isAbsent(after) ? unfolding(after, true) : []),
    ...[prop(el, "previousElementSibling"), after, el.list].filter(isList).flatMap((one) => unfolding(one, false)),
  ];
  return [...new Set(texts.map((one) => plain(one).slice(0, 100)).filter(Boolean))].slice(0, 100);
};
