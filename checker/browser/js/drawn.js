// What a style draws, and no text of the page: `content` of pseudo-elements, the numbers and signs of lists.

// What a pseudo-element's `content` shows: \uFFFD where that cannot be known; null where it shows no text.
const PART = /^(?:"((?:[^"\\]|\\.)*)"|([a-z-]+)\(((?:[^()"]|"[^"]*"|\([^()]*\))*)\)|([a-z-]+))\s*/i;
const contentOf = (el, content) => {
  if (!content || content === "none" || content === "normal") return null;
  let shown = "", rest = content.trim(), part;
  while ((part = PART.exec(rest))) {
    const [all, text, called, given, word] = part;
    rest = rest.slice(all.length);
    if (text !== undefined) shown += text.replace(/\\([0-9a-f]{1,6}) ?/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replace(/\\(.)/g, "$1");
    else if (called === "attr") shown += attr(el, given.split(/[\s,]/)[0]) || (given.includes(",") ? "\uFFFD" : "");
    else if (/^counters?$/.test(called || "")) shown += "\uFFFD";
    else if (/quote$/.test(word || "")) shown += '"';
    if (rest[0] === "/") break;
  }
  return shown;
};
const ICON = /^[\s\uE000-\uF8FF\u{F0000}-\u{10FFFF}]*$/u;
const isFaint = (color) => { const known = colour(color); return !!known && known[3] < 0.15; };
const textBoxes = (el) => boxed(contentsOf(el)).filter((r) => r.r > r.l);
const takePseudo = (el, which) => {
  const s = pseudoOf(el, which), shown = contentOf(el, s.content) || "", away = ["absolute", "fixed"].includes(s.position);
  if (!shown || s.display === "none" || s.visibility !== "visible" || parseFloat(s.opacity) < 0.15 || size(s) < 4 || state(el).hidden) return;
  if (!shown.trim()) { run.open = false; return; }
  if (ICON.test(shown) || away && !hasLetters(shown) || s.transform !== "none" && isFlat(s.transform)) return;
  const b = boxOf(el), after = which === "::after";
  if (wide(b) < 1 || high(b) < 1 || isFaint(s.webkitTextFillColor || s.color)) return;
  const rect = away ? awayBox(el, s) : pseudoBox(el, b, after, Math.max(1, shown.trim().length * size(s) * 0.5));
  spread(el, shown, rect, after && run.open && !away && !/^\s/.test(shown), s);
  run.open = !away && !/\s$/.test(shown);
  if (away) run.flow = null;
  run.edge = null;
};
// Where a pseudo-element's text stands, before or after the other texts of its element; or out of the flow.
const pseudoBox = (el, b, after, w) => {
  const texts = textBoxes(el), near = after ? texts[texts.length - 1] : texts[0];
  if (!near) return { ...b, r: Math.min(b.r, b.l + w) };
  return after ? { ...near, l: near.r + 0.5, r: near.r + w } : { ...near, l: near.l - w, r: near.l - 0.5 };
};
const awayBox = (el, s) => {
  let host = el;
  while (parentOf(host) && styleOf(host).position === "static" && styleOf(host).transform === "none") host = parentOf(host);
  const h = boxOf(host), px = (v) => parseFloat(v) || 0, l = h.l + px(s.left), t = h.t + px(s.top);
  return { l, t, r: l + Math.max(px(s.width), 2), b: t + Math.max(px(s.height), size(s)) };
};
// The words of what is shown by a pseudo-element, each at its share of the place.
const spread = (el, shown, rect, glued, style) => {
  const text = shown.trim(), each = wide(rect) / text.length;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const l = rect.l + index * each, end = index + word.length;
    emit(el, word, { ...rect, l, r: end === text.length ? rect.r : l + word.length * each }, "text pseudo", glued && !index, { style });
  }
};

// The number or text that a list puts before an item, where it is more than a bullet or a running number.
const BULLETS = ["none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"];
const NUMBERS = /^(decimal|decimal-leading-zero|(lower|upper)-(roman|alpha|latin|greek)|arabic-indic|cjk-\w+)$/;
const takeMarker = (el) => {
  const s = styleOf(el), type = s.listStyleType;
  if (s.display !== "list-item" || kind(el) === "summary") return;
  const m = pseudoOf(el, "::marker"), quoted = /^"([^]*)"$/.exec(type);
  if (alpha(m.color) < 0.15 || size(m) < 4) return;
  const usual = s.listStyleImage !== "none" || BULLETS.includes(type) || NUMBERS.test(type);
  const shown = contentOf(el, m.content) ?? (usual ? "" : quoted ? quoted[1].replace(/\\(.)/g, "$1") : "\uFFFD");
  if (!tells(shown) || ICON.test(shown)) return;
  const first = textBoxes(el)[0] || boxOf(el), w = Math.max(1, shown.length * size(m) * 0.5), gap = /\s$/.test(shown) ? size(m) * 0.4 : 0.5;
  run.flow = blockOf(el);
  spread(el, shown, { ...first, l: first.l - gap - w, r: first.l - gap }, false, m);
  run.open = !/\s$/.test(shown);
  run.edge = null;
};
