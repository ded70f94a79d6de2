// What lies over a text, or under it, that is none of what it stands in.

// Hit tests must see through `pointer-events: none`, which hides from the mouse but not from the eye.
const unveiled = (work) => {
  const sheet = new CSSStyleSheet(), roots = openRoots();
  sheet.replaceSync("*, *::before, *::after { pointer-events: auto !important }");
  for (const one of roots) one.adoptedStyleSheets = [...one.adoptedStyleSheets, sheet];
  try { return work(); } finally {
    for (const one of roots) one.adoptedStyleSheets = one.adoptedStyleSheets.filter((s) => s !== sheet);
  }
};

// What stands out of the flow, by bands of the page: only that can lie over, or under, what is none of its own.
const BAND = 64;
const HOSTS = /-|^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;
const isMoved = (s) => s.position !== "static" || s.transform !== "none" || s.translate !== "none" || s.scale !== "none" || s.rotate !== "none" || s.float !== "none";
const isPulled = (s) => [s.marginTop, s.marginLeft, s.marginBottom, s.marginRight, s.textIndent].some((one) => one[0] === "-");
const inGrid = (el) => { const up = parentOf(el); return !!up && /grid/.test(styleOf(up).display); };
const outOfFlow = once((page) => {
  const out = { bands: new Map(), everywhere: [] };
  for (const scope of openRoots()) for (const el of all(scope === document ? page : scope, "*")) stray(el, out);
  return out;
});
const stray = (el, out) => {
  const s = styleOf(el);
  if (absent(el)) return;
  // What is empty may have a shadow root that is closed, and with it lie anywhere.
  const unknown = HOSTS.test(kind(el)) && !shadowOf(el) && !prop(el, "childNodes").length;
  if (!unknown && !isMoved(s) && !isPulled(s) && !inGrid(el)) return;
  const own = boxOf(el), inner = edges(contentsOf(el).getBoundingClientRect()), both = wide(inner) || high(inner) ? joined(own, inner) : own;
  const b = { el, ...onPage(both) };
  const deep = Math.floor(high(b) / BAND);
  if (unknown) out.everywhere.push({ el, l: -1e9, r: 1e9, t: -1e9, b: 1e9 });
  else if (deep > 400 || /fixed|sticky/.test(s.position)) out.everywhere.push({ ...b, t: -1e9, b: 1e9 });
  else for (let at = Math.floor(b.t / BAND), last = at + deep + 1; at <= last; at++) {
    if (!out.bands.has(at)) out.bands.set(at, []);
    out.bands.get(at).push(b);
  }
};
const crossed = (el, rect) => {
  const at = onPage(rect);
  const meets = (one) => across(one, at) > -2 && along(one, at) > -2 && !within(el, one.el);
  const { bands, everywhere } = outOfFlow(body());
  return everywhere.some(meets) || (bands.get(Math.floor(middle(at) / BAND)) || []).some(meets);
};

// How far a layer hides what lies behind it: 1, 0, or "unsure".
const hides = (s) => {
  if (s.backdropFilter && /blur/.test(s.backdropFilter) || alpha(s.backgroundColor) > 0.5) return 1;
  if (s.backgroundImage === "none") return 0;
  const stops = isPicture(s) ? [] : stopsOf(s).map(alpha);
  if (!stops.length || s.backgroundSize !== "auto") return "unsure";
  return stops.every((one) => one > 0.9) ? 1 : stops.every((one) => one < 0.5) ? 0 : "unsure";
};
const veil = (el) => {
  const s = styleOf(el), st = state(el), what = kind(el);
  if (st.hidden || !isVisible(el) || st.opacity < 0.5) return 0;
  if (["img", "canvas", "picture", "object"].includes(what)) return "unsure";
  if (["video", "iframe", "embed"].includes(what)) return 1;
  if (prop(el, "ownerSVGElement") && !["svg", "text", "tspan"].includes(what)) return s.fill === "none" ? 0 : alpha(s.fill) > 0.5 ? 1 : 0;
  return hides(s);
};
// All that stands at a point, the uppermost first, what is in open shadow roots too.
const stackAt = (x, y) => {
  const out = new Set();
  const add = (list) => {
    for (const el of list) {
      if (shadowOf(el)) add(shadowOf(el).elementsFromPoint(x, y).filter((one) => rootOf(one) === shadowOf(el)));
      out.add(el);
    }
  };
  add(call(document, "elementsFromPoint", x, y));
  return [...out];
};
// What is hit outside its own box, though nothing of it is known there, is the inside of a closed shadow root.
const isClosed = (el, x, y) => {
  const b = boxOf(el);
  return !shadowOf(el) && !prop(el, "childNodes").length && (x < b.l || x > b.r || y < b.t || y > b.b);
};
// What lies over an element's text at a point: "none", "line" for what is too flat to hide it, "all" or "unsure".
const coverAt = (el, rect, x, y) => {
  let line = false;
  for (const top of call(rootOf(el), "elementFromPoint", x, y) === el ? [] : stackAt(x, y)) {
    if (top === el || within(el, top)) break;
    const dense = veil(top);
    if (within(top, el) && !dense) continue;
    if (dense && high(boxOf(top)) < 0.45 * high(rect)) line = true;
    else if (dense || isClosed(top, x, y)) return { line, hit: dense === "unsure" ? "unsure" : "all" };
  }
  return { line };
};
// How much of a text is covered: 0, "part" or "all" of it by what hides it, "unsure" by what may, "line" by what is
// too flat to; null where it is not in view.
const covered = (el, rect, points) => {
  const y = middle(rect);
  if (!crossed(el, rect)) return 0;
  if (y < 0 || y >= innerHeight || rect.r < 0 || rect.l >= innerWidth) return null;
  const places = Array.from({ length: points }, (_, i) => rect.l + wide(rect) * (i + 0.5) / points).filter((x) => x >= 0 && x < innerWidth);
  if (!places.length) return null;
  const met = places.map((x) => coverAt(el, rect, x, y)), hits = met.filter((one) => one.hit);
  if (met.filter((one) => one.line).length > places.length / 2) return "line";
  if (!hits.length || hits.some((one) => one.hit === "unsure")) return hits.length ? "unsure" : 0;
  return hits.length === places.length ? "all" : "part";
};

// The ::before and ::after of an element that are laid over it.
const sheetsOf = once((el) => ["::before", "::after"].map((which) => [which, pseudoOf(el, which)])
  .filter(([, s]) => s.content !== "none" && s.content !== "normal" && ["absolute", "fixed"].includes(s.position)));
// Whether such a layer lies over a text: 0, 1, "unsure", or "line" where it only strikes it out.
const curtain = (el, rect) => {
  for (const e of chain(el, 4)) for (const [which, s] of sheetsOf(e)) {
    if (which === "::before" && s.zIndex === "auto" && e === el && styleOf(el).position === "static") continue;
    const dense = s.zIndex < 0 ? 0 : hides(s);
    if (!dense || parseFloat(s.opacity) < 0.5 || s.visibility !== "visible") continue;
    const b = boxOf(e), l = b.l + (parseFloat(s.left) || 0), t = b.t + (parseFloat(s.top) || 0), end = t + parseFloat(s.height);
    const reaches = l <= rect.l + 2 && l + parseFloat(s.width) >= (rect.l + rect.r) / 2;
    if (!reaches || (s.zIndex === "auto" && which !== "::after")) continue;
    if (t <= rect.t + 4 && end >= middle(rect)) return dense;
    if (t > rect.t && end < rect.b && end - t < 0.4 * high(rect)) return "line";
  }
  return 0;
};

// What is painted out of the flow, so that a text may lie on it that is none of its children.
const float = (el) => {
  const s = styleOf(el);
  if (alpha(s.backgroundColor) < 0.5) return null;
  const out = s.position !== "static" || s.transform !== "none" || /-/.test(s.marginTop + s.marginLeft + s.marginBottom) || inGrid(el);
  const b = out ? boxOf(el) : null;
  if (!b || wide(b) <= 8 || high(b) <= 8) return null;
  return { el, back: colour(s.backgroundColor), ...onPage(b) };
};
const soaked = once((el) => {
  const fore = inkColorOf(el);
  for (const e of fore ? chain(el, 6) : []) {
    if (sheetsOf(e).map(([, s]) => colour(s.backgroundColor)).some((back) => back && back[3] > 0.5 && alike(fore, back))) return true;
    if (alpha(styleOf(e).backgroundColor) > 0.9) break;
  }
  return false;
});
// Whether a text may lie on something other than its ancestors that has the text's own colour: then it is not seen,
// whatever they are painted with.
const drowned = (el, word, floats) => {
  if (soaked(el) || !floats.length) return soaked(el);
  const fore = inkColorOf(el), x = word.x + word.w / 2, y = word.y + word.h / 2;
  const under = (one) => one.l < x && x < one.r && one.t < y && y < one.b && !within(one.el, el) && !within(el, one.el);
  return !!fore && floats.some((one) => (!one.back || alike(fore, one.back)) && under(one));
};
