// What a person can see of one frame: words with their boxes, pictures, and controls. It knows nothing of any portal's
// markup, changes nothing that a person sees, and reads no value of a password field. The elements of the controls are
// kept under `number`, those that words stand in under its negative. `fitting` are elements, each with the number of a CSS candidate that it fits; `css` are further candidates, with their numbers.
(fitting, number, watched, css) => {
  const atRest = rest(false, watched);
  const words = [], pictures = [], controls = [], elements = [], clipped = [], folded = [], dots = [], pagers = [];
  const seenCache = new Map(), boxIds = new Map(), pathCache = new Map(), tableIds = new Map();
  const view = { w: innerWidth, h: innerHeight };
  const scroll = { x: scrollX, y: scrollY };
  // A field of a form, or a picture, may bear the name of what a script asks of the form, or of the document.
  const of = Object.fromEntries(["localName", "parentElement", "children", "childNodes", "childElementCount", "firstElementChild", "shadowRoot", "assignedSlot",
    "namespaceURI", "ownerSVGElement", "textContent", "nextElementSibling", "previousElementSibling", "clientWidth", "clientHeight", "scrollWidth", "scrollHeight",
    "scrollLeft", "scrollTop", "nodeType", "nodeValue"].map((key) => [key, (node) => prop(node, key)]));
  const root = prop(document, "documentElement"), body = prop(document, "body") || root;
  const page = { w: Math.max(root.scrollWidth, view.w), h: Math.max(root.scrollHeight, view.h) };
  let tall = page.h > view.h + 8;  // whether more waits below than is in view
  const parentOf = (el) => of.assignedSlot(el) || of.parentElement(el) || (call(el, "getRootNode") instanceof ShadowRoot ? call(el, "getRootNode").host : null);
  const idOf = (el) => { if (!boxIds.has(el)) boxIds.set(el, boxIds.size + 1); return boxIds.get(el); };
  const styleOf = (el, pseudo) => getComputedStyle(el, pseudo || null);
  // Any colour as red, green, blue and how opaque it is: what a browser writes in another way it is asked to paint.
  let easel = null;
  const painted = (color) => {
    if (!easel) easel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    easel.fillStyle = "#010203"; easel.fillStyle = color;
    if (easel.fillStyle === "#010203" && !/^#010203$/.test(color)) return null;
    easel.clearRect(0, 0, 1, 1); easel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = easel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const colors = new Map();
  const colour = (color) => {
    if (!colors.has(color)) {
      const m = /^rgba?\(([\d., ]+)\)$/.exec(color), p = m ? m[1].split(/, */).map(Number) : null;
      let found = p && p.length >= 3 && p.every((n) => n >= 0) ? [p[0], p[1], p[2], p.length > 3 ? p[3] : 1] : null;
      try { found = found || (color ? painted(color) : null); } catch { found = null; }
      colors.set(color, found);
    }
    return colors.get(color);
  };
  // How opaque a colour is; one that is not known may be anything.
  const alpha = (color) => { const known = colour(color); return known ? known[3] : 1; };
  const STOP = /(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|#[0-9a-f]{3,8}\b/gi;
  // Not displayed, or in no place of a shadow root where it could be.
  const absent = (el) => { const d = styleOf(el).display; return d === "none" || d === ""; };
  const cut = (a, b) => a && b ? { l: Math.max(a.l, b.l), t: Math.max(a.t, b.t), r: Math.min(a.r, b.r), b: Math.min(a.b, b.b) } : (a || b);
  const boxOf = (el) => { const r = call(el, "getBoundingClientRect"); return { l: r.left, t: r.top, r: r.right, b: r.bottom }; };

  const once = (find) => { const known = new Map(); return (el) => { if (!known.has(el)) known.set(el, find(el)); return known.get(el); }; };

  // Per element, gathered from the root down: hidden?, the clip box, opacity, struck, fixed.
  const state = (el) => {
    if (!el) return { hidden: false, clip: null, tight: false, opacity: 1, struck: false, fixed: false, blurred: false, unsure: false, port: null };
    if (seenCache.has(el)) return seenCache.get(el);
    const parent = state(parentOf(el));
    const s = styleOf(el);
    const out = { hidden: parent.hidden, clip: parent.clip, tight: parent.tight, opacity: parent.opacity * parseFloat(s.opacity || "1"), struck: parent.struck, fixed: parent.fixed, blurred: parent.blurred, unsure: parent.unsure, port: parent.port };
    if (absent(el) || s.contentVisibility === "hidden" || out.opacity < 0.15) out.hidden = true;
    if (/blur\((?!0)/.test(s.filter) && parseFloat(/blur\(([\d.]+)/.exec(s.filter)[1]) > 2) out.blurred = true;
    if (/opacity\((0?\.0|0[%)])/.test(s.filter)) out.hidden = true;
    if ((s.maskImage || "none") !== "none" || s.mixBlendMode !== "normal" || /brightness|contrast|invert/.test(s.filter)) out.unsure = true;
    if (s.textDecorationLine && s.textDecorationLine.includes("line-through")) out.struck = true;
    if (["s", "del", "strike"].includes(of.localName(el)) && s.textDecorationLine.includes("line-through")) out.struck = true;
    if (s.transform !== "none" || s.rotate !== "none") {
      const m = new DOMMatrix(s.transform === "none" ? undefined : s.transform);
      if (Math.abs(m.a * m.d - m.b * m.c) < 0.02 || m.a < 0 || !m.is2D && m.m11 < 0) out.hidden = true;  // flat or mirrored
    }
    if (s.position === "fixed") { out.fixed = true; out.port = null; out.clip = { l: 0, t: 0, r: view.w, b: view.h }; }
    if (s.clipPath !== "none") {
      out.tight = true;
      const inset = /^inset\(([^)]*)\)/.exec(s.clipPath), b = boxOf(el);
      if (inset) {
        const p = inset[1].split(" round ")[0].trim().split(/\s+/), w = b.r - b.l, h = b.b - b.t;
        const px = (v, of) => v.endsWith("%") ? parseFloat(v) * of / 100 : parseFloat(v);
        const [t, r, bt, l] = [p[0], p[1] ?? p[0], p[2] ?? p[0], p[3] ?? p[1] ?? p[0]];
        out.clip = cut(out.clip, { l: b.l + px(l, w), t: b.t + px(t, h), r: b.r - px(r, w), b: b.b - px(bt, h) });
      } else if (/^(circle|ellipse)\(0/.test(s.clipPath) || /^polygon\(0(px|%)? 0(px|%)?(, 0(px|%)? 0(px|%)?)*\)/.test(s.clipPath)) out.hidden = true;
    }
    if (s.clip !== "auto" && (s.position === "absolute" || s.position === "fixed")) {
      const p = (/rect\(([^)]*)\)/.exec(s.clip) || ["", ""])[1].split(/[ ,]+/).map(parseFloat), b = boxOf(el);
      if (p.length === 4) out.clip = cut(out.clip, { l: b.l + (p[3] || 0), t: b.t + (p[0] || 0), r: b.l + (isNaN(p[1]) ? b.r - b.l : p[1]), b: b.t + (isNaN(p[2]) ? b.b - b.t : p[2]) });
      out.tight = true;
    }
    if (el !== root && el !== body && s.display !== "inline" && s.display !== "contents") {
      const ox = s.overflowX, oy = s.overflowY, paint = /paint|strict|content/.test(s.contain);
      if (ox !== "visible" || oy !== "visible" || paint) {
        const b = boxOf(el);
        if (b.r - b.l < 80 || b.b - b.t < 16) out.tight = true;  // no room for a text: it hides what is for screen readers, or folded
        const rx = { l: -1e9, r: 1e9 }, ry = { t: -1e9, b: 1e9 };
        // What a person can scroll to counts as seen: only what is cut off for good is not.
        const sx = (ox === "auto" || ox === "scroll") && of.clientWidth(el) > 20, sy = (oy === "auto" || oy === "scroll") && of.clientHeight(el) > 20;
        if (sy && of.clientHeight(el) > 100 && of.scrollHeight(el) > of.clientHeight(el) + 8) tall = true;
        out.port = cut(out.port, { l: ox === "visible" && !paint ? rx.l : b.l, r: ox === "visible" && !paint ? rx.r : b.r, t: oy === "visible" && !paint ? ry.t : b.t, b: oy === "visible" && !paint ? ry.b : b.b });
        const clip = { l: sx ? b.l - of.scrollLeft(el) : b.l, r: sx ? b.l - of.scrollLeft(el) + of.scrollWidth(el) : b.r, t: sy ? b.t - of.scrollTop(el) : b.t, b: sy ? b.t - of.scrollTop(el) + of.scrollHeight(el) : b.b };
        if (ox === "visible" && !paint) { clip.l = rx.l; clip.r = rx.r; }
        if (oy === "visible" && !paint) { clip.t = ry.t; clip.b = ry.b; }
        out.clip = cut(out.clip, clip);
      }
    }
    seenCache.set(el, out);
    return out;
  };

  // The colours that may lie behind an element by what its ancestors have: of the nearest opaque background, each of a
  // gradient's. None where it is a picture; null where it is not known.
  const over = (top, under) => under.map((one) => top.slice(0, 3).map((c, i) => c * top[3] + one[i] * (1 - top[3])));
  const grounds = once((el) => {
    if (!el) return /dark/.test(styleOf(root).colorScheme) ? null : [[255, 255, 255]];
    const s = styleOf(el), flat = colour(s.backgroundColor);
    if (s.backgroundImage.includes("url(") || /image|paint\(|element\(/.test(s.backgroundImage)) return [];
    if (!flat) return null;
    const under = flat[3] > 0.9 ? [flat] : grounds(parentOf(el));
    const base = flat[3] > 0.9 || flat[3] < 0.02 || !under ? under : over(flat, under);
    if (s.backgroundImage === "none") return base;
    const stops = (s.backgroundImage.match(STOP) || []).map(colour);
    if (!stops.length || stops.includes(null)) return null;
    const clear = stops.some((one) => one[3] < 0.9) || s.backgroundSize !== "auto" || s.backgroundRepeat !== "repeat";
    return clear && !base ? null : [...stops.filter((one) => one[3] > 0.9), ...stops.filter((one) => one[3] <= 0.9 && one[3] > 0.02).flatMap((one) => over(one, base)), ...(clear ? base : [])];
  });
  const alike = (fore, back) => Math.max(...back.slice(0, 3).map((c, i) => Math.abs(fore[i] - c))) * fore[3] < 20;
  const firstLine = once((block) => styleOf(block, "::first-line").color);
  const inkColor = (s, svg) => colour(svg ? s.fill : s.webkitTextFillColor || s.color);
  const filled = (el) => el && (/text/.test(styleOf(el).webkitBackgroundClip || styleOf(el).backgroundClip || "") || (styleOf(el).display === "inline" && filled(parentOf(el))));
  // Whether a text of this element is painted: "yes", "no" (not at all), or "unsure": it has the colour of what its
  // ancestors are painted with, or one that is not known. Then only the picture of the place tells.
  const inkOf = once((el) => {
    const s = styleOf(el), svg = of.namespaceURI(el) === "http://www.w3.org/2000/svg";
    if (s.visibility !== "visible" || parseFloat(s.fontSize) < 4) return "no";
    if (svg && s.fill === "none" && s.stroke === "none") return "no";
    if (state(el).unsure) return "unsure";
    if (filled(el)) return "yes";
    const fore = inkColor(s, svg), first = colour(firstLine(blockOf(el)));
    if (!fore || !first || fore[3] < 0.15 || first[3] < 0.15) return "unsure";
    const back = grounds(el);
    return back && !back.some((one) => alike(fore, one)) ? "yes" : "unsure";
  });
  // Whether something is painted behind a part of a line that may be a stroke through it.
  const ruled = once((el) => {
    for (let e = filled(el) ? null : el; e; e = parentOf(e)) {
      const s = styleOf(e);
      if (s.display.startsWith("inline") && s.backgroundImage !== "none") return true;
      if (alpha(s.backgroundColor) > 0.9 || !s.display.startsWith("inline")) return s.backgroundImage !== "none" && boxOf(e).b - boxOf(e).t < 3 * parseFloat(s.fontSize);
    }
    return false;
  });
  const tells = (text) => /[\p{L}\p{N}\uFFFD]/u.test(text);

  // Hit tests must see through `pointer-events: none`, which hides from the mouse but not from the eye.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { pointer-events: auto !important }");
  const scopes = [document];
  // What stands out of the flow, by bands of the page: only that can lie over, or under, what is none of its own.
  const HOSTS = /-|^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;
  const BAND = 64, outs = new Map(), everywhere = [];
  const outside = (el) => {
    const s = styleOf(el);
    if (s.display === "none" || s.display === "") return;
    const moved = s.position !== "static" || s.transform !== "none" || s.translate !== "none" || s.scale !== "none" || s.rotate !== "none" || s.float !== "none";
    const pulled = moved || [s.marginTop, s.marginLeft, s.marginBottom, s.marginRight, s.textIndent].some((one) => one[0] === "-");
    // What is empty may have a shadow root that is closed, and with it lie anywhere.
    const unknown = HOSTS.test(of.localName(el)) && !of.shadowRoot(el) && !of.childNodes(el).length;
    if (!pulled && !unknown && !(parentOf(el) && /grid/.test(styleOf(parentOf(el)).display))) return;
    range.selectNodeContents(el);
    const a = boxOf(el), c = range.getBoundingClientRect(), filled = c.width || c.height;
    const b = { el, l: (filled ? Math.min(a.l, c.left) : a.l) + scrollX, r: (filled ? Math.max(a.r, c.right) : a.r) + scrollX, t: (filled ? Math.min(a.t, c.top) : a.t) + scrollY, b: (filled ? Math.max(a.b, c.bottom) : a.b) + scrollY };
    const deep = Math.floor((b.b - b.t) / BAND);
    if (unknown || deep > 400 || /fixed|sticky/.test(s.position)) { everywhere.push({ el, l: unknown ? -1e9 : b.l, r: unknown ? 1e9 : b.r, t: -1e9, b: 1e9 }); return; }
    for (let at = Math.floor(b.t / BAND), n = 0; n <= deep + 1; n++) { if (!outs.has(at + n)) outs.set(at + n, []); outs.get(at + n).push(b); }
  };
  const range = document.createRange();
  const collect = (node) => { for (const el of call(node, "querySelectorAll", "*")) { outside(el); if (of.shadowRoot(el)) { scopes.push(of.shadowRoot(el)); collect(of.shadowRoot(el)); } } };
  collect(body);
  const crossed = (el, rect) => {
    const l = rect.l + scrollX - 2, r = rect.r + scrollX + 2, t = rect.t + scrollY - 2, b = rect.b + scrollY + 2;
    const meets = (one) => one.l < r && one.r > l && one.t < b && one.b > t && !within(el, one.el);
    return everywhere.some(meets) || (outs.get(Math.floor((t + b) / 2 / BAND)) || []).some(meets);
  };
  for (const scope of scopes) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  const within = (el, top) => { for (let e = el; e; e = parentOf(e)) if (e === top) return true; return false; };
  // How far a layer hides what lies behind it: 1, 0, or "unsure".
  const hides = (s) => {
    if (s.backdropFilter && /blur/.test(s.backdropFilter) || alpha(s.backgroundColor) > 0.5) return 1;
    if (s.backgroundImage === "none") return 0;
    const stops = s.backgroundImage.includes("url(") ? [] : (s.backgroundImage.match(STOP) || []).map(alpha);
    if (!stops.length || s.backgroundSize !== "auto") return "unsure";
    return stops.every((one) => one > 0.9) ? 1 : stops.every((one) => one < 0.5) ? 0 : "unsure";
  };
  const veil = (el) => {
    const s = styleOf(el), st = state(el);
    if (st.hidden || s.visibility !== "visible" || st.opacity < 0.5) return 0;
    if (["img", "canvas", "picture", "object", "svg"].includes(of.localName(el))) return of.localName(el) === "svg" ? hides(s) : "unsure";
    if (["video", "iframe", "embed"].includes(of.localName(el))) return 1;
    if (of.ownerSVGElement(el) && !["text", "tspan"].includes(of.localName(el))) return s.fill === "none" ? 0 : alpha(s.fill) > 0.5 ? 1 : 0;
    return hides(s);
  };
  const stackAt = (x, y) => {
    let scope = document, stack = call(document, "elementsFromPoint", x, y), out = [];
    const add = (list) => { for (const el of list) { if (of.shadowRoot(el)) { const inner = of.shadowRoot(el).elementsFromPoint(x, y).filter((e) => call(e, "getRootNode") === of.shadowRoot(el)); add(inner); } if (!out.includes(el)) out.push(el); } };
    add(stack);
    return out;
  };
  // The opaque ::before and ::after of an element that are laid over it.
  const laid = new Map();
  const layers = (e) => {
    if (!laid.has(e)) laid.set(e, ["::before", "::after"].map((p) => [p, styleOf(e, p)]).filter(([, s]) => s.content !== "none" && s.content !== "normal" && ["absolute", "fixed"].includes(s.position)));
    return laid.get(e);
  };
  // Whether such a layer lies over a text: 0, 1, "unsure", or "line" where it only strikes it out.
  const curtain = (el, rect) => {
    for (let e = el, up = 0; e && up < 4; e = parentOf(e), up++) for (const [p, s] of layers(e)) {
      if (p === "::before" && s.zIndex === "auto" && e === el && styleOf(el).position === "static") continue;
      const dense = s.zIndex < 0 ? 0 : hides(s);
      if (!dense || parseFloat(s.opacity) < 0.5 || s.visibility !== "visible") continue;
      const b = boxOf(e), l = b.l + (parseFloat(s.left) || 0), t = b.t + (parseFloat(s.top) || 0), r = l + parseFloat(s.width), bt = t + parseFloat(s.height), mid = (rect.t + rect.b) / 2;
      if (!(l <= rect.l + 2 && r >= (rect.l + rect.r) / 2) || !(s.zIndex !== "auto" || p === "::after")) continue;
      if (t <= rect.t + 4 && bt >= mid) return dense;
      if (t > rect.t && bt < rect.b && bt - t < 0.4 * (rect.b - rect.t)) return "line";
    }
    return 0;
  };
  // What is hit outside its own box, though nothing of it is known there, is the inside of a closed shadow root.
  const closed = (el, x, y) => {
    const b = boxOf(el);
    return !of.shadowRoot(el) && !of.childNodes(el).length && (x < b.l || x > b.r || y < b.t || y > b.b);
  };
  // How much of a text is covered: 0, "part" or "all" of it by what hides it, "unsure" by what may, "line" by what is
  // too flat to; null where it is not in view. And whether it lies on something that is none of its ancestors.
  const covered = (el, rect, points) => {
    const y = (rect.t + rect.b) / 2;
    const away = y < 0 || y >= view.h || rect.r < 0 || rect.l >= view.w;
    if (!crossed(el, rect)) return 0;
    if (away) return null;
    let hits = 0, tries = 0, unsure = false, line = 0;
    for (let i = 0; i < points; i++) {
      const x = rect.l + (rect.r - rect.l) * (i + 0.5) / points;
      if (x < 0 || x >= view.w) continue;
      tries++;
      if (call(el, "getRootNode").elementFromPoint(x, y) === el) continue;
      for (const top of stackAt(x, y)) {
        if (top === el || within(el, top)) break;
        const dense = veil(top), b = dense ? boxOf(top) : null;
        if (within(top, el) && !dense) continue;
        if (dense && b.b - b.t < 0.45 * (rect.b - rect.t)) { line++; continue; }
        if (dense || closed(top, x, y)) { hits++; unsure = unsure || dense === "unsure"; break; }
      }
    }
    if (!tries) return null;
    if (line > tries / 2) return "line";
    return !hits ? 0 : unsure ? "unsure" : hits === tries ? "all" : "part";
  };
  // What is painted out of the flow, so that a text may lie on it that is none of its children.
  const floats = [];
  const floating = (el) => {
    const s = styleOf(el);
    if (floats.length > 300 || (colour(s.backgroundColor) || [0, 0, 0, 1])[3] < 0.5) return;
    const up = parentOf(el);
    const out = s.position !== "static" || s.transform !== "none" || /-/.test(s.marginTop + s.marginLeft + s.marginBottom) || up && /grid/.test(styleOf(up).display);
    if (!out) return;
    const b = boxOf(el);
    if (b.r - b.l > 8 && b.b - b.t > 8) floats.push({ el, back: colour(s.backgroundColor), l: b.l + scroll.x, r: b.r + scroll.x, t: b.t + scroll.y, b: b.b + scroll.y });
  };
  const soaked = once((el) => {
    const fore = inkColor(styleOf(el), of.namespaceURI(el) === "http://www.w3.org/2000/svg");
    for (let e = el, up = 0; fore && e && up < 6; e = parentOf(e), up++) {
      for (const [, s] of layers(e)) { const back = colour(s.backgroundColor); if (back && back[3] > 0.5 && alike(fore, back)) return true; }
      if (alpha(styleOf(e).backgroundColor) > 0.9) break;
    }
    return false;
  });
  // Whether a text may lie on something other than its ancestors that has the text's own colour: then it is not seen,
  // whatever they are painted with.
  const drowned = (el, word) => {
    if (soaked(el)) return true;
    if (!floats.length) return false;
    const fore = inkColor(styleOf(el), of.namespaceURI(el) === "http://www.w3.org/2000/svg");
    const x = word.x + word.w / 2, y = word.y + word.h / 2;
    return !!fore && floats.some((one) => one.l < x && x < one.r && one.t < y && y < one.b && (!one.back || alike(fore, one.back)) && !within(one.el, el) && !within(el, one.el));
  };

  const pathOf = (el) => {
    if (pathCache.has(el)) return pathCache.get(el);
    const up = parentOf(el), list = up ? pathOf(up) : [];
    const mine = styleOf(el).display === "contents" ? list : [...list, idOf(el)];
    pathCache.set(el, mine);
    return mine;
  };
  const blockOf = once((el) => { let e = el; while (e) { const d = styleOf(e).display; if (!d.startsWith("inline") && d !== "contents" && !d.startsWith("ruby") || d === "inline-flex" || d === "inline-grid") return e; e = parentOf(e); } return root; });
  const cellOf = once((el) => {
    for (let e = el; e; e = parentOf(e)) {
      const role = call(e, "getAttribute", "role");
      if (of.localName(e) === "td" || of.localName(e) === "th" || ["cell", "gridcell", "columnheader", "rowheader"].includes(role)) {
        const row = call(e, "closest", "tr,[role=row]"), table = call(e, "closest", "table,[role=table],[role=grid],[role=treegrid]");
        if (!row || !table) return null;
        if (!tableIds.has(table)) tableIds.set(table, grid(table));
        const at = tableIds.get(table).get(e);
        return at ? [idOf(table), at.r, at.c, at.rs, at.cs, of.localName(e) === "th" || role === "columnheader" || role === "rowheader" ? 1 : 0, at.head ? 1 : 0] : null;
      }
      if (of.localName(e) === "table") return null;
    }
    return null;
  });
  const grid = (table) => {  // where each cell stands, row and column spans counted
    const map = new Map(), taken = [];
    let r = 0;
    for (const row of call(table, "querySelectorAll", "tr,[role=row]")) {
      if (call(row, "closest", "table,[role=table],[role=grid],[role=treegrid]") !== table) continue;
      taken[r] = taken[r] || [];
      let c = 0;
      for (const cell of of.children(row)) {
        if (styleOf(cell).display === "none") continue;
        while (taken[r][c]) c++;
        const rs = cell.rowSpan || parseInt(call(cell, "getAttribute", "aria-rowspan")) || 1, cs = cell.colSpan || parseInt(call(cell, "getAttribute", "aria-colspan")) || 1;
        for (let i = 0; i < rs; i++) { taken[r + i] = taken[r + i] || []; for (let j = 0; j < cs; j++) taken[r + i][c + j] = true; }
        map.set(cell, { r, c, rs, cs, head: !!call(cell, "closest", "thead") });
        c += cs;
      }
      r++;
    }
    return map;
  };
  const headingOf = once((el) => {
    for (let e = el, up = 0; e && up < 6; e = parentOf(e), up++) {
      const h = /^h([1-6])$/.exec(of.localName(e));
      if (h) return parseInt(h[1]);
      const role = call(e, "getAttribute", "role");
      if (role === "heading") return parseInt(call(e, "getAttribute", "aria-level") || "2");
      if (["caption", "legend", "summary"].includes(of.localName(e))) return 6;
      if (role === "tab" && call(e, "getAttribute", "aria-selected") === "true") return 6;
    }
    return 0;
  });
  const controlIds = new Map();
  const controlOf = (el) => { for (let e = el; e; e = parentOf(e)) if (controlIds.has(e)) return controlIds.get(e); return -1; };

  const wet = [];  // words with digits, and their elements: on what they lie is known once all was seen
  let broke = false;  // whether a line was broken on purpose before the next word
  const later = [];  // words below the fold, or covered where they stand: what covers them is seen only after scrolling
  // What lies beyond the edge of a part of the page that could show it, as the next card of a carousel does.
  const beyond = (el, text) => { if (!state(el).tight && clipped.length < 400) clipped.push({ t: text, p: pathOf(el) }); };
  const pointsOf = (text) => /[0-9]/.test(text) ? Math.min(text.length, 24) : 3;
  // Where a part of a number or word is not seen, the rest of it that is seen is none.
  let shut = false;  // whether the sign before, of the same run, was left out
  const MASKS = { disc: "\u2022", circle: "\u25CB", square: "\u25A0" };
  const emit = (el, text, rect, kind, glued, style, signs) => {
    const st = state(el), w = rect.r - rect.l, h = rect.b - rect.t;
    const lose = () => {
      const last = words[words.length - 1];
      if (glued && !shut && last && /[\p{L}\p{N}]/u.test(text) && !/ cut/.test(last.k)) last.k += " cut";
      shut = open;
      return false;
    };
    if (st.hidden) return false;
    const ink = inkOf(el);
    if (ink === "no") return glued && w >= 1 && /[0-9]/.test(text) ? lose() : false;
    if (w < 1 || h < 3) return false;
    if (st.clip) {
      const c = cut(st.clip, rect);
      const part = Math.max(0, c.r - c.l) * Math.max(0, c.b - c.t) / (w * h);
      if (part < 0.35) { beyond(el, text); return lose(); }
      if (part < 0.8 || (c.r < rect.r - 2) || (c.l > rect.l + 2)) kind += " cut";
    }
    const x = rect.l + scroll.x, y = rect.t + scroll.y;
    if (!st.fixed && (x + w <= 1 || y + h <= 1 || x >= page.w - 1 || y >= page.h)) return false;
    const security = styleOf(el).webkitTextSecurity;
    if (security && security !== "none") text = (MASKS[security] || "\u2022").repeat(text.length);
    if (glued && shut && /[\p{L}\p{N}]/u.test(text)) kind += " cut";
    shut = false;
    const s = style || styleOf(el);
    const word = { t: text, x, y, w, h, fs: parseFloat(s.fontSize), b: idOf(blockOf(el)), p: pathOf(el), k: kind, s: st.struck ? 1 : 0, g: glued ? 1 : 0, c: cellOf(el), hd: headingOf(el), ct: controlOf(el), n: broke ? 1 : 0, q: "" };
    if (signs) {
      word.d = signs.filter(([sign]) => /[0-9]/.test(sign)).map(([, r]) => [r.l + scroll.x, r.r - r.l]);
      // What stands over the page's own edge is out of reach for good.
      if (!st.port && view.w && word.d.some(([l]) => l < -1) && styleOf(root).direction !== "rtl") word.k += " cut";
    }
    // What the picture of the place must tell: whether there is ink at all, or ink of its own colour.
    const ask = (what) => { if (!word.q) { word.q = what; word.i = inkColor(s, of.namespaceURI(el) === "http://www.w3.org/2000/svg"); } };
    const digits = /[0-9]/.test(text);
    if (digits && ruled(el)) ask("line");
    if (ink === "unsure") { if (!tells(text)) return false; word.q = ""; ask("ink"); }
    if (st.port) { const c = cut(st.port, rect); if (c.r - c.l < w * 0.6 || c.b - c.t < h * 0.6) word.far = 1; if (c.r - c.l < w - 1 || c.b - c.t < h * 0.8) word.d = []; }
    const over = covered(el, rect, pointsOf(text));
    if (st.blurred) {
      if (over === "all" || over !== null && !within(el, stackAt((rect.l + rect.r) / 2, (rect.t + rect.b) / 2)[0] || root)) return false;
      word.q = "blurred";
    }
    // What lies over it now may stay where it is while a person scrolls: a fixed footer does, a notice does not help.
    const moves = over && over !== "line" && !st.fixed && page.h > view.h;
    const cloth = curtain(el, rect);
    if (over === "all" && !moves || cloth === 1) return lose();
    if (over === "line" || cloth === "line") word.s = 1;
    if (over === "unsure" && !moves || cloth === "unsure") ask("cover");
    if (over === "part" && !moves) word.k += " cut";
    words.push(word);
    if (digits && !word.q && !style) wet.push([word, el]);
    broke = false;
    if (moves || over === null && (digits || words.length < 1500)) later.push([word, el, moves]);
    return true;
  };

  const boxed = (rects) => [...rects].map((r) => ({ l: r.left, t: r.top, r: r.right, b: r.bottom }));
  let open = false;  // whether nothing but ink stands between the last word and the next one
  let flow = null;
  let edge = null;  // where the last word of the run ends, and the control it stands in
  // Boxes side by side are two words, though no white space is written between them.
  const joins = (el, rect) => {
    if (!edge) return true;
    const size = parseFloat(styleOf(el).fontSize), level = Math.min(edge.b, rect.b) - Math.max(edge.t, rect.t) > 0.25 * Math.min(edge.b - edge.t, rect.b - rect.t);
    return controlOf(el) === edge.control && !(level && rect.l - edge.r > 0.2 * Math.max(size, edge.size));
  };
  const mark = (el, rect) => { edge = { l: rect.l, r: rect.r, t: rect.t, b: rect.b, size: parseFloat(styleOf(el).fontSize), control: controlOf(el) }; };
  const faded = once((block) => { const s = styleOf(block, "::first-letter"), whole = styleOf(block); return alpha(s.color) < 0.15 && alpha(whole.color) >= 0.15 || parseFloat(s.fontSize) < 4 && parseFloat(whole.fontSize) >= 4; });
  const clamped = once((block) => { for (let e = block, up = 0; e && up < 3; e = parentOf(e), up++) { const s = styleOf(e); if (s.webkitLineClamp && s.webkitLineClamp !== "none") return of.scrollHeight(e) > of.clientHeight(e) + 1 ? boxOf(e) : null; } return null; });
  const text = (node, el) => {
    const raw = of.nodeValue(node), block = blockOf(el), lined = /pre|break-spaces/.test(styleOf(el).whiteSpace);
    if (block !== flow) { open = false; flow = block; }
    if (!open) { edge = null; shut = false; }
    let end = 0;
    for (const found of raw.matchAll(/[\S\uFEFF]+/g)) {
      let glued = open && found.index === 0;
      if (!glued) { edge = null; shut = false; }
      if (lined && raw.slice(end, found.index).includes("\n")) broke = true;
      range.setStart(node, found.index); range.setEnd(node, found.index + found[0].length);
      const rects = boxed(range.getClientRects()).filter((r) => r.r - r.l > 0.1 || r.b - r.t > 0.1);
      end = found.index + found[0].length;
      open = end === raw.length;
      if (!rects.length) continue;
      const numeric = /[0-9]/.test(found[0]);
      if (rects.length === 1 && !numeric) { if (glued && !joins(el, rects[0])) { glued = false; shut = false; } emit(el, found[0], rects[0], "text", glued); mark(el, rects[0]); continue; }
      // A number, or a word on several lines: sign by sign, as the eye meets them.
      const signs = [];
      let i = 0, lost = false;
      for (const sign of found[0]) {
        range.setStart(node, found.index + i); range.setEnd(node, found.index + i + sign.length);
        const r = boxed(range.getClientRects()).find((q) => q.r - q.l > 0.1);
        i += sign.length;
        if (r) signs.push([sign, r]); else if (/[0-9]/.test(sign)) lost = true;
      }
      if (!signs.length) continue;
      if (numeric && !glued && faded(block)) lost = true;
      const lines = [];
      for (const [sign, r] of signs) {
        const line = lines[lines.length - 1];
        if (line && Math.abs((line[0][1].t + line[0][1].b) / 2 - (r.t + r.b) / 2) < (r.b - r.t) / 2) line.push([sign, r]); else lines.push([[sign, r]]);
      }
      if (glued && !joins(el, signs[0][1])) { glued = false; shut = false; }
      const st = state(el), ends = clamped(block), from = words.length;
      lines.forEach((line, n) => {
        line.sort((a, b) => a[1].l - b[1].l);
        let kept = line;
        // Clipping can cut through a word: the signs that are cut off are not seen.
        if (st.clip) kept = line.filter(([, r]) => { const c = cut(st.clip, r); return (c.r - c.l) > (r.r - r.l) * 0.5 && (c.b - c.t) > (r.b - r.t) * 0.35; });
        if (!kept.length) { if (!st.hidden && inkOf(el) !== "no") beyond(el, line.map((sign) => sign[0]).join("")); lost = true; return; }
        const all = { l: Math.min(...kept.map((s) => s[1].l)), t: Math.min(...kept.map((s) => s[1].t)), r: Math.max(...kept.map((s) => s[1].r)), b: Math.max(...kept.map((s) => s[1].b)) };
        const size = parseFloat(styleOf(el).fontSize);
        const dots = styleOf(block).textOverflow === "ellipsis" && of.scrollWidth(block) > of.clientWidth(block) + 1 && st.clip && all.r > st.clip.r - size * 1.2;
        const last = ends && all.b > ends.b - size && all.r > ends.r - size * 3;
        if (!emit(el, kept.map((s) => s[0]).join(""), all, "text" + (of.ownerSVGElement(el) || kept.length < line.length || dots || last ? " cut" : ""), n ? true : glued, undefined, numeric ? kept : undefined)) lost = true;
      });
      if (lost) { for (const word of words.slice(from)) if (!/ cut/.test(word.k)) word.k += " cut"; if (from === words.length && glued && numeric && words.length && !/ cut/.test(words[from - 1].k)) words[from - 1].k += " cut"; shut = open; }
      mark(el, signs[signs.length - 1][1]);
    }
    if (lined && raw.slice(end).includes("\n")) broke = true;
    if (!raw.trim() && raw) open = false;
  };
  // What a pseudo-element's `content` shows: \uFFFD where that cannot be known; null where it shows no text.
  const contentOf = (el, content) => {
    if (!content || content === "none" || content === "normal") return null;
    let shown = "", rest = content.trim(), part;
    while ((part = /^(?:"((?:[^"\\]|\\.)*)"|([a-z-]+)\(((?:[^()"]|"[^"]*"|\([^()]*\))*)\)|([a-z-]+))\s*/i.exec(rest))) {
      rest = rest.slice(part[0].length);
      if (part[1] !== undefined) shown += part[1].replace(/\\([0-9a-f]{1,6}) ?/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replace(/\\(.)/g, "$1");
      else if (part[2] === "attr") shown += attribute(el, part[3].split(/[\s,]/)[0]) || (part[3].includes(",") ? "\uFFFD" : "");
      else if (/^counters?$/.test(part[2] || "")) shown += "\uFFFD";
      else if (/quote$/.test(part[4] || "")) shown += '"';
      if (rest[0] === "/") break;
    }
    return shown;
  };
  const ICON = /^[\s\uE000-\uF8FF\u{F0000}-\u{10FFFF}]*$/u;
  const pseudo = (el, which) => {
    const s = styleOf(el, which);
    if (!s.content || s.content === "none" || s.content === "normal" || s.display === "none" || s.visibility !== "visible" || parseFloat(s.opacity) < 0.15 || parseFloat(s.fontSize) < 4) return;
    const st = state(el);
    if (st.hidden) return;
    const shown = contentOf(el, s.content) || "";
    if (!shown.trim()) { if (shown) open = false; return; }
    if (ICON.test(shown)) return;  // an icon font's sign
    const away = ["absolute", "fixed"].includes(s.position);
    if (away && !/[\p{L}\p{N}]/u.test(shown)) return;
    if (s.transform !== "none") { const m = new DOMMatrix(s.transform); if (Math.abs(m.a * m.d - m.b * m.c) < 0.02) return; }
    const b = boxOf(el), fs = parseFloat(s.fontSize), w = Math.max(1, shown.trim().length * fs * 0.5);
    if (b.r - b.l < 1 || b.b - b.t < 1) return;
    const inner = document.createRange(); inner.selectNodeContents(el);
    const rs = boxed(inner.getClientRects()).filter((r) => r.r > r.l);
    const near = which === "::after" ? rs[rs.length - 1] : rs[0];
    const base = near || b;
    let rect = which === "::after" ? { l: base.r + 0.5, r: base.r + w, t: base.t, b: base.b } : { l: base.l - w, r: base.l - 0.5, t: base.t, b: base.b };
    if (!near) { rect.l = b.l; rect.r = Math.min(b.r, b.l + w); }
    if (away) {
      let host = el;
      while (parentOf(host) && styleOf(host).position === "static" && styleOf(host).transform === "none") host = parentOf(host);
      const h = boxOf(host), px = (v) => parseFloat(v) || 0;
      rect = { l: h.l + px(s.left), t: h.t + px(s.top), r: h.l + px(s.left) + Math.max(px(s.width), 2), b: h.t + px(s.top) + Math.max(px(s.height), fs) };
    }
    const fore = colour(s.webkitTextFillColor || s.color);
    if (fore && fore[3] < 0.15) return;
    spread(el, shown, rect, which === "::after" ? open && !away && !/^\s/.test(shown) : false, s);
    open = !away && !/\s$/.test(shown);
    if (away) flow = null;
    edge = null;
  };
  // The words of what is shown by a pseudo-element, each at its share of the place.
  const spread = (el, shown, rect, glued, s) => {
    const size = (rect.r - rect.l) / shown.trim().length;
    for (const found of shown.trim().matchAll(/\S+/g)) {
      const l = rect.l + found.index * size, r = found.index + found[0].length === shown.trim().length ? rect.r : l + found[0].length * size;
      emit(el, found[0], { l, r, t: rect.t, b: rect.b }, "text pseudo", glued && !found.index, s);
    }
  };
  // The number or text that a list puts before an item, where it is more than a bullet or a running number.
  const BULLETS = ["none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"];
  const NUMBERS = /^(decimal|decimal-leading-zero|(lower|upper)-(roman|alpha|latin|greek)|arabic-indic|cjk-\w+)$/;
  const marker = (el) => {
    const s = styleOf(el);
    if (s.display !== "list-item" || of.localName(el) === "summary") return;
    const m = styleOf(el, "::marker"), type = s.listStyleType, quoted = /^"([^]*)"$/.exec(type);
    if (alpha(m.color) < 0.15 || parseFloat(m.fontSize) < 4) return;
    let shown = contentOf(el, m.content);
    if (shown === null) {
      if (s.listStyleImage !== "none" || BULLETS.includes(type) || NUMBERS.test(type)) return;
      shown = quoted ? quoted[1].replace(/\\(.)/g, "$1") : "\uFFFD";
    }
    if (!/[\p{L}\p{N}\uFFFD]/u.test(shown) || ICON.test(shown)) return;
    const inner = document.createRange(); inner.selectNodeContents(el);
    const first = boxed(inner.getClientRects()).find((r) => r.r > r.l) || boxOf(el), w = Math.max(1, shown.length * parseFloat(m.fontSize) * 0.5);
    const gap = /\s$/.test(shown) ? parseFloat(m.fontSize) * 0.4 : 0.5;
    flow = blockOf(el);
    spread(el, shown, { l: first.l - gap - w, r: first.l - gap, t: first.t, b: first.b }, false, m);
    open = !/\s$/.test(shown); edge = null;
  };
  // Whether a box, or a space of its own, parts an element from what stands before and after it in its line.
  const parted = once((el) => {
    const s = styleOf(el), d = s.display;
    if (d === "contents" || d === "none" || d.startsWith("ruby")) return [false, false];
    if (d !== "inline") return [true, true];
    const least = parseFloat(s.fontSize) * 0.2;
    const room = (side) => parseFloat(s["padding" + side]) + parseFloat(s["border" + side + "Width"]) + parseFloat(s["margin" + side]) > least;
    return s.direction === "rtl" ? [room("Right"), room("Left")] : [room("Left"), room("Right")];
  });
  const UNTOLD = ["script", "style", "template", "noscript", "head", "option", "optgroup", "datalist", "title", "desc", "audio", "select", "textarea"];
  const childrenOf = (el) => {
    if (of.localName(el) !== "slot") return of.childNodes(of.shadowRoot(el) || el);
    const given = call(el, "assignedNodes", { flatten: true });
    return given.length ? given : of.childNodes(el);
  };
  // The text of an element as it is laid out, a line for each block: what is not displayed makes up no name, and boxes
  // side by side are two words.
  const told = (el, most) => {
    let out = "";
    const add = (node) => {
      if (out.length > most) return;
      if (of.nodeType(node) === Node.TEXT_NODE) {
        const up = of.parentElement(node) || (call(node, "getRootNode") instanceof ShadowRoot ? call(node, "getRootNode").host : null), s = up && styleOf(up);
        if (!s || s.visibility !== "visible") return;
        const shown = /pre|break-spaces/.test(s.whiteSpace) ? of.nodeValue(node) : of.nodeValue(node).replace(/\s+/g, " ");
        out += s.textTransform === "uppercase" ? shown.toUpperCase() : s.textTransform === "lowercase" ? shown.toLowerCase() : shown;
      } else if (of.nodeType(node) === Node.ELEMENT_NODE && !UNTOLD.includes(of.localName(node)) && !absent(node)) {
        const [before, after] = parted(node), by = /^(inline|contents|ruby|table-cell)/.test(styleOf(node).display) && of.localName(node) !== "br" ? " " : "\n";
        if (before || of.localName(node) === "br") out += by;
        for (const one of childrenOf(node)) add(one);
        if (after) out += by;
      }
    };
    for (const one of childrenOf(el)) add(one);
    return out.replace(/[^\S\n]+/g, " ").replace(/ ?\n[ \n]*/g, "\n").trim();
  };
  const plainly = (text) => String(text).replace(/\s+/g, " ").trim();
  const attribute = (el, name) => (Element.prototype.getAttribute.call(el, name) || "");
  const byId = (el, ids) => ids.split(/\s+/).map((id) => id && call(el, "getRootNode").getElementById && call(el, "getRootNode").getElementById(id)).filter(Boolean);
  // What an icon alone is called.
  const drawn = (el) => [...call(el, "querySelectorAll", "img[alt], svg > title")].slice(0, 4).map((one) => attribute(one, "alt") || of.textContent(one)).join(" ");
  const nameOf = (el) => {
    const by = byId(el, attribute(el, "aria-labelledby")).map((e) => absent(e) ? of.textContent(e) : told(e, 200)).join(" ");
    const labels = el.labels ? [...el.labels].map((one) => told(one, 200)).join(" ") : "";
    const own = of.localName(el) === "input" ? (["submit", "button", "reset"].includes(el.type) ? el.value : "") : of.localName(el) === "select" ? "" : told(el, 200);
    const name = [by, attribute(el, "aria-label"), labels, own, attribute(el, "title"), attribute(el, "alt"), attribute(el, "placeholder")].map(plainly).find(Boolean);
    return (name || plainly(drawn(el))).slice(0, 200);
  };
  // What else it is called, or shows, beside its name: any of it may tell that it had better not be pressed.
  const moreOf = (el) => plainly([attribute(el, "title"), attribute(el, "aria-label"), told(el, 400)].filter(Boolean).join(" ")).slice(0, 400);
  // What a list that is closed holds: the texts of what is in it, or belongs to it, and is not displayed.
  const offersOf = (el) => {
    const out = new Set();
    const take = (text) => { const one = plainly(text).slice(0, 100); if (one && out.size < 100) out.add(one); };
    const options = (list) => { for (const one of list.options) take(one.label || one.value); };
    const unfold = (top, hidden) => {
      if (out.size >= 100 || ["script", "style", "template"].includes(of.localName(top))) return;
      const off = hidden || absent(top);
      if (of.localName(top) === "select" || of.localName(top) === "datalist") { if (of.localName(top) === "datalist" || off || boxOf(top).r - boxOf(top).l < 2) options(top); return; }
      if (off && (!of.childElementCount(top) || attribute(top, "role") === "option")) return take(of.textContent(top));
      for (const one of of.children(top)) unfold(one, off);
      if (of.shadowRoot(top)) for (const one of of.children(of.shadowRoot(top))) unfold(one, off);
    };
    // An option that cannot be chosen, or is not shown, may be a card all the same.
    if (of.localName(el) === "select") { for (const one of el.options) if (one.disabled || styleOf(one).display === "none") take(one.label || one.value); return [...out]; }
    for (const one of of.children(el)) unfold(one, false);
    for (const one of byId(el, attribute(el, "aria-controls") + " " + attribute(el, "aria-owns"))) if (attribute(one, "role") !== "tabpanel" && state(one).hidden) unfold(one, true);
    const after = of.nextElementSibling(el);
    if (after && state(after).hidden && !["script", "style", "template"].includes(of.localName(after))) unfold(after, true);
    for (const one of [of.previousElementSibling(el), of.nextElementSibling(el), el.list]) if (one && (of.localName(one) === "select" || of.localName(one) === "datalist")) unfold(one, false);
    return [...out];
  };
  // What stands in the fields of a control that are chosen in, not typed in; never in that of a password.
  const valueOf = (el) => {
    const fields = of.localName(el) === "input" ? [el] : [...call(el, "querySelectorAll", "input")].slice(0, 8);
    const chosen = fields.filter((one) => (one.readOnly || one.disabled || attribute(one, "role") === "combobox" || attribute(el, "role") === "combobox") && ["text", "search", "tel", "number", "email", "url"].includes(one.type));
    return plainly(chosen.map((one) => one.value).filter(Boolean).join(" ")).slice(0, 200);
  };
  // The radio button or box to tick that a person sees only by its label.
  const ticked = (el) => {
    const one = of.localName(el) === "label" ? el.control : null;
    if (!one || of.localName(one) !== "input" || !["radio", "checkbox"].includes(one.type)) return null;
    const b = boxOf(one);
    return state(one).hidden || styleOf(one).visibility !== "visible" || b.r - b.l < 2 || b.b - b.t < 2 || state(one).tight ? one : null;
  };
  // Whether pressing it opens something: it says so, or it is a field under the hand that cannot be typed in.
  const opensMore = (el) => !["", "false"].includes(attribute(el, "aria-haspopup")) || (of.localName(el) === "input" && el.readOnly && styleOf(el).cursor === "pointer");
  const roleOf = (el) => {
    const role = call(el, "getAttribute", "role");
    if (role === "button" && call(el, "getAttribute", "aria-haspopup") === "listbox") return "combobox";
    if (["button", "link", "tab", "menuitem", "option", "radio", "checkbox", "switch", "combobox", "listbox"].includes(role)) return role;
    if (of.localName(el) === "a" && (call(el, "hasAttribute", "href") || handles(el))) return "link";
    if (of.localName(el) === "button" || of.localName(el) === "summary") return of.localName(el);
    if (of.localName(el) === "select") return "select";
    if (ticked(el)) return ticked(el).type;
    if (of.localName(el) === "input") return ["submit", "button", "reset", "image"].includes(el.type) ? "button" : el.type === "radio" || el.type === "checkbox" ? el.type : el.type === "hidden" ? null : "input";
    // A framework may hang a handler of no use on what holds a whole page: the hand tells what is meant to be pressed.
    if (call(el, "hasAttribute", "onclick") || (styleOf(el).cursor === "pointer" && handles(el))) return "button";
    // A number or an arrow of its own under the hand, as page numbers are, needs no handler that can be seen.
    if (of.localName(el) === "li" && styleOf(el).cursor === "pointer" && of.textContent(el).trim().length < 4) return "button";
    return underHand(el) ? "hand" : null;
  };
  // What has the hand of its own is there to be pressed, though no attribute says so: frameworks hang their handlers
  // where nothing tells of them. The words in it are text as any other.
  const underHand = (el) => {
    if ([root, body].includes(el) || ["label", "iframe", "frame", "textarea"].includes(of.localName(el))) return false;
    const up = parentOf(el);
    return styleOf(el).cursor === "pointer" && !(up && styleOf(up).cursor === "pointer");
  };
  // The dialog, banner or other layer laid over the page that a control belongs to.
  const layerOf = (el) => {
    for (let e = el; e && e !== body; e = parentOf(e)) {
      if (of.localName(e) === "dialog" || ["dialog", "alertdialog"].includes(call(e, "getAttribute", "role")) || call(e, "getAttribute", "aria-modal") === "true") return e;
      const s = styleOf(e);
      if (s.position === "fixed" || (s.position === "absolute" && parseInt(s.zIndex) >= 10)) return e;
    }
    return null;
  };
  // Frameworks tell the tab or page that is shown by a class of the same few names; it says so only beside others.
  const marked = (el) => [el, of.parentElement(el)].some((one) => one && /(^|[ _-])(active|selected|current)($| )/.test(call(one, "getAttribute", "class") || ""));
  const isShown = (el) => {
    if (!marked(el)) return false;
    const row = of.parentElement(el) && of.childElementCount(of.parentElement(el)) > 1 ? of.parentElement(el) : of.parentElement(el) && of.parentElement(of.parentElement(el));
    return !!row && of.childElementCount(row) > 1 && [...of.children(row)].some((one) => !marked(of.firstElementChild(one) || one) && !call(one, "contains", el));
  };
  // So they tell the one that cannot be pressed, or its place in a list.
  const isOff = (el) => [el, of.parentElement(el)].some((one) => one && (one === el || of.localName(one) === "li") && /(^|[ _-])disabled($| )/.test(call(one, "getAttribute", "class") || ""));
  const register = (el) => {
    const role = roleOf(el);
    if (!role || controls.length > 600) return;
    const st = state(el), b = boxOf(el);
    if (st.hidden || styleOf(el).visibility !== "visible" || (of.localName(el) !== "select" && (b.r - b.l < 2 || b.b - b.t < 2))) return;
    if (role !== "hand") controlIds.set(el, controls.length);
    elements.push(el);
    const over = layerOf(el), place = over && boxOf(over);
    controls.push({ role, name: nameOf(el), more: moreOf(el), p: pathOf(el), layer: over ? told(over, 4000).slice(0, 4000) : null,
      lies: place ? { x: place.l + scroll.x, y: place.t + scroll.y, w: place.r - place.l, h: place.b - place.t } : null,
      link: of.localName(el) === "a" && call(el, "getAttribute", "href") !== "#" && el.href ? String(el.href) : "", x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t,
      disabled: !!(ticked(el) || el).disabled || call(el, "getAttribute", "aria-disabled") === "true" || isOff(el), expanded: of.localName(el) === "summary" ? String(!!of.parentElement(el).open) : call(el, "getAttribute", "aria-expanded"),
      selected: call(el, "getAttribute", "aria-selected") === "true" || call(el, "getAttribute", "aria-pressed") === "true" || ["page", "true"].includes(call(el, "getAttribute", "aria-current")) || !!(ticked(el) || el).checked || (!call(el, "hasAttribute", "aria-selected") && ["link", "button", "tab", "hand"].includes(role) && isShown(el)),
      options: of.localName(el) === "select" ? [...el.options].map((o) => ({ label: o.label, value: o.value, selected: o.selected, disabled: o.disabled })) : null,
      offers: offersOf(el), value: valueOf(el), popup: opensMore(el) });
  };

  // A row of small signs of one kind and without a text, one of them unlike the others, tells which of several is shown.
  const areDots = (el) => {
    const row = [...of.children(el)];
    if (row.length < 2 || row.length > 12 || of.textContent(el).trim() || call(el, "querySelector", "svg, img, input, canvas, video, iframe")) return false;
    const kinds = new Map();
    for (const one of row) {
      const b = boxOf(one), s = styleOf(one);
      if (of.localName(one) !== row[0].localName || b.r - b.l < 3 || b.b - b.t < 2 || b.r - b.l > 48 || b.b - b.t > 20) return false;
      const kind = [one.className, Math.round(b.r - b.l), s.backgroundColor, s.opacity].join();
      kinds.set(kind, (kinds.get(kind) || 0) + 1);
    }
    return kinds.size === 2 && Math.min(...kinds.values()) === 1;
  };

  // A row of elements of one kind that hold the numbers from 1 on, and beside them no more than signs, turns pages.
  const arePages = (el) => {
    const row = [...of.children(el)], said = of.textContent, numbers = row.filter((one) => /^\s*[0-9]{1,2}\s*$/.test(said(one)));
    if (row.length > 16 || numbers.length < 2 || ["td", "th", "tr", "option", "text", "tspan"].includes(of.localName(numbers[0]))) return false;
    const alone = numbers.every((one, n) => of.localName(one) === of.localName(numbers[0]) && parseInt(said(one)) === n + 1);
    return alone && row.every((one) => numbers.includes(one) || !/[0-9]/.test(said(one)) && said(one).trim().length < 14);
  };
  // Digits that take their place in a number, though nothing of them is seen, leave no number behind.
  const vanish = (el) => {
    const last = words[words.length - 1], b = open && last && !absent(el) && blockOf(el) === flow ? boxOf(el) : null;
    if (!b || b.r - b.l < 2 || !/^[.,]?[0-9]/.test(of.textContent(el))) return;
    if (!shut && !/ cut/.test(last.k)) last.k += " cut";
    shut = true;
  };
  // What a custom element draws in a shadow root that is closed cannot be read, only seen to be there.
  const isSealed = (el) => {
    if (!HOSTS.test(of.localName(el)) || of.shadowRoot(el) || (of.textContent(el).trim() && ![...of.childNodes(el)].every((one) => of.nodeType(one) !== Node.ELEMENT_NODE || absent(one)))) return false;
    const s = styleOf(el), b = boxOf(el), own = of.localName(el).includes("-");
    if (b.r - b.l < 3 || b.b - b.t < 5 || s.visibility !== "visible" || of.childElementCount(el) && !own) return false;
    if (of.textContent(el).trim()) { range.selectNodeContents(el); return own && !range.getClientRects().length; }
    const bare = ["Left", "Right"].reduce((sum, side) => sum + parseFloat(s["padding" + side]) + parseFloat(s["border" + side + "Width"]), 0);
    if (s.display === "inline") return b.r - b.l > bare + 1 && ["::before", "::after"].every((which) => ["none", "normal"].includes(styleOf(el, which).content));
    return own && ["none", "normal"].includes(styleOf(el, "::before").content);
  };

  // What is not displayed, where a number as long as a card's stands in it.
  const saying = (node, out) => {
    if (out.length > 400) return out;
    if (of.nodeType(node) === Node.TEXT_NODE) out.push(of.nodeValue(node));
    else if (of.nodeType(node) === Node.ELEMENT_NODE && !["script", "style", "template", "noscript", "select", "datalist"].includes(of.localName(node))) for (const one of of.childNodes(node)) saying(one, out);
    return out;
  };
  const fold = (el) => {
    if (folded.length >= 50 || !/(^|[^\d])\d{11}(?!\d)/.test(of.textContent(el))) return;
    folded.push({ t: plainly(saying(el, []).join(" ")).slice(0, 2000), p: pathOf(el) });
  };

  const walk = (node) => {
    if (of.nodeType(node) === Node.TEXT_NODE) {
      const el = of.parentElement(node) || (call(node, "getRootNode") instanceof ShadowRoot ? call(node, "getRootNode").host : null);
      if (el && of.nodeValue(node)) { if (state(el).hidden) return; text(node, el); }
      return;
    }
    if (of.nodeType(node) !== Node.ELEMENT_NODE) return;
    const el = node;
    if (["script", "style", "template", "noscript", "head", "option", "optgroup", "datalist", "title", "audio"].includes(of.localName(el))) return;
    if (state(el).hidden) { if (sheets.length < 200 && styleOf(el).visibility === "visible" && ["button", "a", "input"].includes(of.localName(el))) sheets.push(el); vanish(el); fold(el); return; }
    if (styleOf(el).visibility !== "visible" && (!of.parentElement(el) || styleOf(of.parentElement(el)).visibility === "visible")) fold(el);
    if (!state(el).blurred) register(el);
    floating(el);
    if (of.childElementCount(el) > 1 && areDots(el)) dots.push({ p: pathOf(el) });
    if (of.childElementCount(el) > 1 && arePages(el)) pagers.push({ p: pathOf(el) });
    if (of.localName(el) === "br" || of.localName(el) === "hr") { open = false; broke = true; return; }
    if (of.localName(el) === "img" || of.localName(el) === "canvas" || of.localName(el) === "video" || of.localName(el) === "object" || of.localName(el) === "embed" || (of.localName(el) === "svg" && !call(el, "querySelector", "text")) || (of.localName(el) === "input" && el.type === "image")) {
      const b = boxOf(el);
      if (b.r - b.l >= 3 && b.b - b.t >= 5 && styleOf(el).visibility === "visible") pictures.push({ k: of.localName(el), x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t, alt: plainly(attribute(el, "alt") || attribute(el, "aria-label") || attribute(el, "title") || (of.localName(el) === "svg" ? [...of.children(el)].filter((one) => of.localName(one) === "title").map((one) => of.textContent(one)).join(" ") : "")), p: pathOf(el) });
      open = false;
      return;
    }
    if (of.localName(el) === "input" || of.localName(el) === "textarea" || of.localName(el) === "select") {
      open = false;
      if (["password", "hidden", "checkbox", "radio", "submit", "button", "reset", "range", "file", "color"].includes(el.type)) {
        if (["submit", "button", "reset"].includes(el.type)) emit(el, el.value, boxOf(el), "button", false);
        return;
      }
      const shown = of.localName(el) === "select" ? [...el.selectedOptions].map((o) => o.label).join(" ") : el.value;
      const cutOff = of.localName(el) !== "select" && of.scrollWidth(el) > of.clientWidth(el) + 2;
      if (shown) emit(el, shown, boxOf(el), (of.localName(el) === "select" ? "choice" : el.readOnly || el.disabled ? "value" : "entry") + (cutOff ? " cut" : ""), false);
      else if (el.placeholder) emit(el, el.placeholder, boxOf(el), "placeholder", false);
      return;
    }
    const s = styleOf(el);
    if (s.backgroundImage.includes("url(") && !of.textContent(el).trim() && !of.shadowRoot(el)) {
      const b = boxOf(el);
      if (b.r - b.l >= 3 && b.b - b.t >= 5 && s.visibility === "visible") pictures.push({ k: "background", x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t, alt: "", p: pathOf(el) });
    }
    marker(el);
    if (isSealed(el)) {
      const b = boxOf(el);
      pictures.push({ k: "sealed", x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t, alt: plainly(attribute(el, "aria-label")), p: pathOf(el) });
    }
    pseudo(el, "::before");
    if (of.localName(el) === "details" && !el.open) { const summary = [...of.children(el)].find((e) => of.localName(e) === "summary"); if (summary) walk(summary); for (const one of of.children(el)) if (one !== summary) fold(one); }
    else if (of.localName(el) === "slot") { const given = call(el, "assignedNodes", { flatten: true }); for (const n of given.length ? given : of.childNodes(el)) walk(n); }
    else for (const n of of.childNodes(of.shadowRoot(el) || el)) walk(n);
    pseudo(el, "::after");
    if (flow === el) open = false;
  };
  // A button that is transparent and stretched over the texts that it is called by: they belong to it.
  const sheets = [];
  const adopt = (el) => {
    const role = roleOf(el), b = boxOf(el), name = nameOf(el).toLowerCase();
    if (!["button", "link", "radio", "checkbox", "combobox", "option", "tab", "menuitem"].includes(role) || !name || absent(el)) return;
    for (let e = parentOf(el); e; e = parentOf(e)) if (state(e).hidden) return;
    const at = { l: b.l + scroll.x, t: b.t + scroll.y, r: b.r + scroll.x, b: b.b + scroll.y };
    const mine = words.filter((one) => one.ct < 0 && one.x >= at.l - 2 && one.x + one.w <= at.r + 2 && one.y >= at.t - 4 && one.y + one.h <= at.b + 4 && name.includes(one.t.toLowerCase()));
    if (!mine.some((one) => tells(one.t))) return;
    const index = controls.length;
    seenCache.set(el, { ...state(el), hidden: false });
    register(el);
    if (controls.length > index) for (const one of mine) one.ct = index;
  };
  try {
    walk(body);
    for (const el of sheets) adopt(el);
    for (const [word, el] of wet) if (!word.q && drowned(el, word)) { word.q = "ink"; word.i = inkColor(styleOf(el), of.ownerSVGElement(el)); }
    if (later.length) {
      const lost = new Set();
      let at = null;
      for (const [word, el, moves] of later) {
        if (moves || word.y + word.h / 2 < scrollY || word.y + word.h / 2 >= scrollY + view.h) { window.scrollTo({ left: scrollX, top: Math.max(0, word.y - view.h / 2), behavior: "instant" }); at = 1; }
        const rect = { l: word.x - scrollX, t: word.y - scrollY, r: word.x - scrollX + word.w, b: word.y - scrollY + word.h };
        const over = covered(el, rect, pointsOf(word.t));
        if (over === "all") lost.add(word);
        if (over === "part") word.k += " cut";
        if (over === "line") word.s = 1;
        if (over === "unsure" && !word.q) { word.q = "cover"; word.i = inkColor(styleOf(el), of.ownerSVGElement(el)); }

      }
      if (at) window.scrollTo({ left: scroll.x, top: scroll.y, behavior: "instant" });
      if (lost.size) { const kept = words.filter((w) => !lost.has(w)); words.length = 0; words.push(...kept); }
    }
  } finally {
    for (const scope of scopes) scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((s) => s !== sheet);
  }
  const told_ = facts(elements, [...fitting, ...fitsOf(css, scopes)], scopes, pathOf);
  keepAs(number, elements);  // the way back from a control to its element
  keepAs(-number, [...boxIds.keys()]);
  return { rest: atRest, facts: told_, words, pictures, controls, clipped, folded, dots, pagers, title: prop(document, "title"), tall, scroll, view, secret: scopes.some((scope) => call(scope, "querySelector", "input[type=password]")), scripted: !!call(document, "querySelector", "script, frameset, iframe, [onload], [onerror], meta[http-equiv=refresh i]") || call(document, "getAnimations").length > 0 };
}
