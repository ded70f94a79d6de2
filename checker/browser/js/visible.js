// What an element, and all that it stands in, do to what is drawn in it: hide it, cut it off, strike it out, blur it.

// Not displayed, or in no place of a shadow root where it could be.
const absent = (el) => ["none", ""].includes(styleOf(el).display);
const isVisible = (el) => styleOf(el).visibility === "visible";
const isFlat = (transform) => { const m = new DOMMatrix(transform); return Math.abs(m.a * m.d - m.b * m.c) < 0.02; };
const isMirrored = (transform) => { const m = new DOMMatrix(transform); return m.a < 0 || !m.is2D && m.m11 < 0; };

// `clip` is what of it can be brought to sight, `port` what is in sight without scrolling its parts; `tight` that it is cut
// off on purpose, `unsure` that only a picture tells of its colours.
const BARE = { hidden: false, clip: null, tight: false, opacity: 1, struck: false, fixed: false, blurred: false, unsure: false, port: null };
const state = once((el) => {
  if (!el) return BARE;
  const s = styleOf(el), out = { ...state(parentOf(el)) };
  out.opacity *= parseFloat(s.opacity || "1");
  fade(el, s, out);
  if (s.position === "fixed") Object.assign(out, { fixed: true, port: null, clip: { l: 0, t: 0, r: innerWidth, b: innerHeight } });
  clipByShape(el, s, out);
  if (el !== root() && el !== body() && (s.display !== "inline" || kind(el) === "svg") && s.display !== "contents") clipByOverflow(el, s, out);
  return out;
});

const fade = (el, s, out) => {
  if (absent(el) || s.contentVisibility === "hidden" || out.opacity < 0.15 || /opacity\((0?\.0|0[%)])/.test(s.filter)) out.hidden = true;
  if (/blur\((?!0)/.test(s.filter) && parseFloat(/blur\(([\d.]+)/.exec(s.filter)[1]) > 2) out.blurred = true;
  if ((s.maskImage || "none") !== "none" || s.mixBlendMode !== "normal" || /brightness|contrast|invert/.test(s.filter)) out.unsure = true;
  if ((s.textDecorationLine || "").includes("line-through")) out.struck = true;
  const transform = s.transform === "none" ? undefined : s.transform;
  if ((transform || s.rotate !== "none") && (isFlat(transform) || isMirrored(transform))) out.hidden = true;
};

const clipByShape = (el, s, out) => {
  const old = s.clip !== "auto" && ["absolute", "fixed"].includes(s.position);
  if (s.clipPath === "none" && !old) return;
  out.tight = true;
  const b = boxOf(el), inset = /^inset\(([^)]*)\)/.exec(s.clipPath), px = (v, of) => v.endsWith("%") ? parseFloat(v) * of / 100 : parseFloat(v);
  if (inset) {
    const p = inset[1].split(" round ")[0].trim().split(/\s+/);
    const [top, right, bottom, left] = [p[0], p[1] ?? p[0], p[2] ?? p[0], p[3] ?? p[1] ?? p[0]];
    out.clip = cut(out.clip, { l: b.l + px(left, wide(b)), t: b.t + px(top, high(b)), r: b.r - px(right, wide(b)), b: b.b - px(bottom, high(b)) });
  } else if (/^(circle|ellipse)\(0/.test(s.clipPath) || /^polygon\(0(px|%)? 0(px|%)?(, 0(px|%)? 0(px|%)?)*\)/.test(s.clipPath)) out.hidden = true;
  else if (isSvg(el) && /url/.test(s.clipPath)) out.unsure = true;
  if (!old) return;
  const p = (/rect\(([^)]*)\)/.exec(s.clip) || ["", ""])[1].split(/[ ,]+/).map(parseFloat);
  const [top, right, bottom, left] = p;
  if (p.length === 4) out.clip = cut(out.clip, { l: b.l + (left || 0), t: b.t + (top || 0), r: isNaN(right) ? b.r : b.l + right, b: isNaN(bottom) ? b.b : b.t + bottom });
};

const rolls = (el, overflow, room) => ["auto", "scroll"].includes(overflow) && prop(el, room) > 20;
// Whether a part of the page scrolls, so that more of it waits below.
const isDeep = (el) => rolls(el, styleOf(el).overflowY, "clientHeight") && prop(el, "clientHeight") > 100 && prop(el, "scrollHeight") > prop(el, "clientHeight") + 8;
// The same sideways, as of a strip of cards.
const isLong = (el) => rolls(el, styleOf(el).overflowX, "clientWidth") && prop(el, "clientWidth") > 100 && prop(el, "scrollWidth") > prop(el, "clientWidth") + 8;
const clipByOverflow = (el, s, out) => {
  const paint = /paint|strict|content/.test(s.contain), free = { x: s.overflowX === "visible" && !paint, y: s.overflowY === "visible" && !paint };
  if (free.x && free.y) return;
  const b = boxOf(el);
  if (wide(b) < 80 || high(b) < 16) out.tight = true;  // no room for a text: it hides what is for screen readers, or folded
  const far = 1e9, left = b.l - prop(el, "scrollLeft"), top = b.t - prop(el, "scrollTop");
  // What a person can scroll to counts as seen: only what is cut off for good is not.
  const x = free.x ? [-far, far] : rolls(el, s.overflowX, "clientWidth") ? [left, left + prop(el, "scrollWidth")] : [b.l, b.r];
  const y = free.y ? [-far, far] : rolls(el, s.overflowY, "clientHeight") ? [top, top + prop(el, "scrollHeight")] : [b.t, b.b];
  out.port = cut(out.port, { l: free.x ? -far : b.l, r: free.x ? far : b.r, t: free.y ? -far : b.t, b: free.y ? far : b.b });
  const clip = cut(out.clip, { l: x[0], r: x[1], t: y[0], b: y[1] }), view = cut(out.clip, b);
  // What clips no more than the window of a part that scrolls hides nothing of what is scrolled into it.
  if (rolls(el, s.overflowX, "clientWidth") && wide(view) > wide(b) - 2) Object.assign(clip, { l: x[0], r: x[1] });
  if (rolls(el, s.overflowY, "clientHeight") && high(view) > high(b) - 2) Object.assign(clip, { t: y[0], b: y[1] });
  out.clip = clip;
};
