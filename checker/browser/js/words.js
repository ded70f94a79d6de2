// The words of a page, each with its place, as the eye meets them. A look gathers them in `look`; `run` is where in a line
// the gathering stands: a word that follows another without white space belongs to the same run.

let look = null, run = null;
const beginLook = () => {
  look = { words: [], pictures: [], controls: [], clipped: [], folded: [], dots: [], pagers: [], tall: false,
     elements: [], controlIds: new Map(), floats: [], sheets: [], wet: [], later: [] };
  // open: nothing but ink stands between the last word and the next; flow: the block that it is in; edge: where the run's last
  // word ends; shut: whether the sign before, of the same run, was left out; broke: whether a line was broken on purpose.
  run = { open: false, flow: null, edge: null, shut: false, broke: false };
};
const isCut = (word) => / cut/.test(word.k);
const cutOff = (word) => { if (word && !isCut(word)) word.k += " cut"; };
const lastWord = () => look.words[look.words.length - 1];
const tells = (text) => /[\p{L}\p{N}\uFFFD]/u.test(text);
const hasLetters = (text) => /[\p{L}\p{N}]/u.test(text);
const hasDigits = (text) => /[0-9]/.test(text);
const controlOf = (el) => { for (let e = el; e; e = parentOf(e)) if (look.controlIds.has(e)) return look.controlIds.get(e); return -1; };
// What lies beyond the edge of a part of the page that could show it, as the next card of a carousel does.
const beyondEdge = (el, text) => { if (!state(el).tight && look.clipped.length < 400) look.clipped.push({ t: text, p: pathOf(el) }); };
const pointsOf = (text) => hasDigits(text) ? Math.min(text.length, 24) : 3;
// Where a part of a number or word is not seen, the rest of it that is seen is none.
const lose = (text, glued) => {
  if (glued && !run.shut && hasLetters(text)) cutOff(lastWord());
  run.shut = run.open;
  return false;
};
const MASKS = { disc: "\u2022", circle: "\u25CB", square: "\u25A0" };
const pageSize = once(() => ({ w: Math.max(root().scrollWidth, innerWidth), h: Math.max(root().scrollHeight, innerHeight) }));
// What the picture of a word's place must tell: whether there is ink at all, or ink of its own colour.
const askOf = (word, what, style, svg) => { if (!word.q) { word.q = what; word.i = inkColor(style, svg); } };

// Take a text at a place as a word, if it is seen there. Its `style` is another than that of its element where a
// pseudo-element draws it; `signs` are its signs with their boxes.
const emit = (el, text, rect, kindOf, glued, { style = null, signs = null } = {}) => {
  const st = state(el), ink = st.hidden ? "no" : inkOf(el);
  if (st.hidden) return false;
  if (ink === "no") return glued && wide(rect) >= 1 && hasDigits(text) ? lose(text, glued) : false;
  if (wide(rect) < 1 || high(rect) < 3) return false;
  const shown = st.clip ? shareOf(cut(st.clip, rect), rect) : null;
  if (shown && shown.part < 0.35) { beyondEdge(el, text); return lose(text, glued); }
  const { x, y, w, h } = placed(rect), page = pageSize(document);
  if (!st.fixed && (x + w <= 1 || y + h <= 1 || x >= page.w - 1 || y >= page.h)) return false;
  const security = styleOf(el).webkitTextSecurity;
  if (security && security !== "none") text = (MASKS[security] || "\u2022").repeat(text.length);
  const partly = shown && shown.partly ? " cut" : "", torn = glued && run.shut && hasLetters(text) ? " cut" : "";
  run.shut = false;
  const s = style || styleOf(el);
  const word = { t: text, x, y, w, h, fs: size(s), b: idOf(blockOf(el)), p: pathOf(el), k: kindOf + partly + torn,
     s: st.struck ? 1 : 0, g: glued ? 1 : 0, c: cellOf(el), hd: headingOf(el), ct: controlOf(el), n: run.broke ? 1 : 0, q: "" };
  if (signs) placeDigits(word, signs, st);
  return doubted(word, el, s, ink, st, rect) && laidOver(word, el, s, st, rect, glued) && keepWord(word, el, !style);
};
const shareOf = (c, rect) => {
  const part = Math.max(0, wide(c)) * Math.max(0, high(c)) / (wide(rect) * high(rect));
  return { part, partly: part < 0.8 || c.r < rect.r - 2 || c.l > rect.l + 2 };
};
const placeDigits = (word, signs, st) => {
  word.d = signs.filter(([sign]) => hasDigits(sign)).map(([, r]) => [r.l + scrollX, wide(r)]);
  // What stands over the page's own edge is out of reach for good.
  if (!st.port && innerWidth && word.d.some(([l]) => l < -1) && styleOf(root()).direction !== "rtl") word.k += " cut";
};
// Whether a word is one, though its ink, or a part of the page that scrolls, leaves something to be asked.
const doubted = (word, el, s, ink, st, rect) => {
  if (hasDigits(word.t) && ruled(el)) askOf(word, "line", s, isSvg(el));
  if (ink === "unsure" && !tells(word.t)) return false;
  if (ink === "unsure") Object.assign(word, { q: "ink", i: inkColor(s, isSvg(el)) });
  if (!st.port) return true;
  const c = cut(st.port, rect);
  if (wide(c) < word.w * 0.6 || high(c) < word.h * 0.6) word.far = 1;
  if (wide(c) < word.w - 1 || high(c) < word.h * 0.8) word.d = [];
  return true;
};
// Whether a word is seen beside what lies over it.
const laidOver = (word, el, s, st, rect, glued) => {
  const lies = covered(el, rect, pointsOf(word.t));
  if (st.blurred) {
    if (lies === "all" || lies !== null && !within(el, stackAt((rect.l + rect.r) / 2, middle(rect))[0] || root())) return false;
    word.q = "blurred";
  }
  // What lies over it now may stay where it is while a person scrolls: a fixed footer does, a notice does not help.
  const moves = lies && lies !== "line" && !st.fixed && pageSize(document).h > innerHeight, cloth = curtain(el, rect);
  if (lies === "all" && !moves || cloth === 1) return lose(word.t, glued);
  if (lies === "line" || cloth === "line") word.s = 1;
  if (lies === "unsure" && !moves || cloth === "unsure") askOf(word, "cover", s, isSvg(el));
  if (lies === "part" && !moves) word.k += " cut";
  if (moves || lies === null && (hasDigits(word.t) || look.words.length < 1499)) look.later.push([word, el, moves]);
  return true;
};
const keepWord = (word, el, plainly) => {
  look.words.push(word);
  if (hasDigits(word.t) && !word.q && plainly) look.wet.push([word, el]);
  run.broke = false;
  return true;
};

const boxed = (range) => [...range.getClientRects()].map(edges);
// Boxes side by side are two words, though no white space is written between them.
const joins = (el, rect) => {
  const { edge } = run;
  if (!edge) return true;
  const level = along(edge, rect) > 0.25 * Math.min(high(edge), high(rect));
  return controlOf(el) === edge.control && !(level && rect.l - edge.r > 0.2 * Math.max(size(styleOf(el)), edge.size));
};
const mark = (el, rect) => { run.edge = { ...rect, size: size(styleOf(el)), control: controlOf(el) }; };
const beginPart = () => { run.edge = null; run.shut = false; };
const clamped = once((block) => {
  const top = chain(block, 3).find((e) => (styleOf(e).webkitLineClamp || "none") !== "none");
  return top && prop(top, "scrollHeight") > prop(top, "clientHeight") + 1 ? boxOf(top) : null;
});
const takeText = (node, el) => {
  const raw = prop(node, "nodeValue"), block = blockOf(el), lined = isPre(styleOf(el)), range = call(document, "createRange");
  if (block !== run.flow) { run.open = false; run.flow = block; }
  if (!run.open) beginPart();
  let end = 0;
  for (const { 0: word, index } of raw.matchAll(/[\S\uFEFF]+/g)) {
    const glued = run.open && index === 0;
    if (!glued) beginPart();
    if (lined && raw.slice(end, index).includes("\n")) run.broke = true;
    end = index + word.length;
    range.setStart(node, index);
    range.setEnd(node, end);
    const rects = boxed(range).filter((r) => wide(r) > 0.1 || high(r) > 0.1);
    run.open = end === raw.length;
    if (rects.length === 1 && !hasDigits(word)) takeWord(el, word, rects[0], glued);
    else if (rects.length) takeSigns(el, word, signsOf(node, word, index, range), glued, block);
  }
  if (lined && raw.slice(end).includes("\n")) run.broke = true;
  if (!raw.trim() && raw) run.open = false;
};
const stillGlued = (el, rect, glued) => {
  if (!glued || joins(el, rect)) return glued;
  run.shut = false;
  return false;
};
const takeWord = (el, word, rect, glued) => { emit(el, word, rect, "text", stillGlued(el, rect, glued)); mark(el, rect); };

// A number, or a word on several lines: sign by sign, as the eye meets them.
const signsOf = (node, word, index, range) => {
  const signs = [];
  let at = index;
  for (const sign of word) {
    range.setStart(node, at);
    range.setEnd(node, at += sign.length);
    signs.push([sign, boxed(range).find((r) => wide(r) > 0.1)]);
  }
  return signs;
};
const takeSigns = (el, word, all, glued, block) => {
  const signs = all.filter(([, r]) => r), numeric = hasDigits(word), from = look.words.length, lines = [];
  if (!signs.length) return;
  let lost = all.some(([sign, r]) => !r && hasDigits(sign)) || numeric && (!glued && faded(block) || isSvg(el) && !isEven(signs));
  for (const one of signs) {
    const line = lines[lines.length - 1];
    if (line && Math.abs(middle(line[0][1]) - middle(one[1])) < high(one[1]) / 2) line.push(one); else lines.push([one]);
  }
  glued = stillGlued(el, signs[0][1], glued);
  lines.forEach((line, n) => { if (!takeLine(el, line, n > 0 || glued, numeric, block)) lost = true; });
  if (lost) {
    look.words.slice(from).forEach(cutOff);
    if (from === look.words.length && glued && numeric) cutOff(lastWord());
    run.shut = run.open;
  }
  mark(el, signs[signs.length - 1][1]);
};
// Whether signs follow each other on one line: in a drawing, each can be put anywhere.
const isEven = (signs) => signs.every(([, r], at) => {
  const before = at ? signs[at - 1][1] : null, em = high(r);
  return !before || Math.abs(before.t - r.t) < 1 && Math.abs(before.b - r.b) < 1 && r.l - before.r > -0.1 * em && r.l - before.r < 0.2 * em;
});
const takeLine = (el, line, glued, numeric, block) => {
  const st = state(el), textOf = (signs) => signs.map(([sign]) => sign).join("");
  line.sort((a, b) => a[1].l - b[1].l);
  // Clipping can cut through a word: the signs that are cut off are not seen.
  const isKept = ([, r]) => { const c = cut(st.clip, r); return wide(c) > wide(r) * 0.5 && high(c) > high(r) * 0.35; };
  const kept = st.clip ? line.filter(isKept) : line, boxes = kept.map(([, r]) => r);
  if (!kept.length) { if (!st.hidden && inkOf(el) !== "no") beyondEdge(el, textOf(line)); return false; }
  const rect = boxes.reduce(joined, boxes[0]);
  const em = size(styleOf(el)), ends = clamped(block), last = ends && rect.b > ends.b - em && rect.r > ends.r - em * 3;
  const dots = styleOf(block).textOverflow === "ellipsis" && prop(block, "scrollWidth") > prop(block, "clientWidth") + 1 && st.clip && rect.r > st.clip.r - em * 1.2;
  const whole = kept.length === line.length && !dots && !last;
  return emit(el, textOf(kept), rect, whole ? "text" : "text cut", glued, { signs: numeric ? kept : null });
};
