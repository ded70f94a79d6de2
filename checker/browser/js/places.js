// Where an element stands: in which block, under which heading, in which cell of a table.

const ids = once(() => new Map());
const idOf = (el) => { const given = ids(document); if (!given.has(el)) given.set(el, given.size + 1); return given.get(el); };
// The ids of what holds an element, the outermost first.
const pathOf = once((el) => {
  const up = parentOf(el), list = up ? pathOf(up) : [];
  return styleOf(el).display === "contents" ? list : [...list, idOf(el)];
});
const blockOf = once((el) => {
  for (let e = el; e; e = parentOf(e)) {
    const d = styleOf(e).display;
    if (!/^(inline(?!-flex|-grid)|contents$|ruby)/.test(d) || isSvg(e) && kind(e) === "text") return e;
  }
  return root();
});
const isHeading = (el) => /^(h[1-6]|legend|caption)$/.test(kind(el)) || attr(el, "role") === "heading";
const headingOf = once((el) => {
  for (const e of chain(el, 6)) {
    const h = /^h([1-6])$/.exec(kind(e)), role = attr(e, "role");
    if (h) return parseInt(h[1]);
    if (role === "heading") return parseInt(attr(e, "aria-level") || "2");
    if (["caption", "legend", "summary"].includes(kind(e)) || role === "tab" && attr(e, "aria-selected") === "true") return 6;
  }
  return 0;
});

const TABLE = "table,[role=table],[role=grid],[role=treegrid]", ROW = "tr,[role=row]";
// Of what stands in a table: the table, row and column, how many of them it spans, whether it heads, and in the table's head.
const cellOf = once((el) => {
  for (let e = el; e; e = parentOf(e)) {
    const role = attr(e, "role"), heads = kind(e) === "th" || role === "columnheader" || role === "rowheader";
    if (heads || kind(e) === "td" || role === "cell" || role === "gridcell") {
      const table = call(e, "closest", ROW) && call(e, "closest", TABLE), at = table && gridOf(table).get(e);
      return at ? [idOf(table), at.r, at.c, at.rs, at.cs, heads ? 1 : 0, at.head ? 1 : 0] : null;
    }
    if (kind(e) === "table") return null;
  }
  return null;
});
const gridOf = once((table) => {  // where each cell stands, row and column spans counted
  const map = new Map(), taken = [];
  const rows = all(table, ROW).filter((row) => call(row, "closest", TABLE) === table);
  rows.forEach((row, r) => {
    let c = 0;
    for (const cell of prop(row, "children")) {
      if (styleOf(cell).display === "none") continue;
      while ((taken[r] || [])[c]) c++;
      const rs = cell.rowSpan || parseInt(attr(cell, "aria-rowspan")) || 1, cs = cell.colSpan || parseInt(attr(cell, "aria-colspan")) || 1;
      for (let i = r; i < r + rs; i++) for (let j = c; j < c + cs; j++) (taken[i] = taken[i] || [])[j] = true;
      map.set(cell, { r, c, rs, cs, head: !!call(cell, "closest", "thead") });
      c += cs;
    }
  });
  return map;
});
