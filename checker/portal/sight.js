// What a person can see of one frame: words with their boxes, pictures, and controls. It knows nothing of any portal's
// markup, changes nothing that a person sees, and reads no value of a password field. The elements of the controls are
// kept under `number`.
(number, watched) => {
  const atRest = rest(false, watched);
  const words = [], pictures = [], controls = [], elements = [], clipped = [], dots = [], pagers = [];
  const seenCache = new Map(), boxIds = new Map(), pathCache = new Map(), tableIds = new Map();
  const view = { w: innerWidth, h: innerHeight };
  const scroll = { x: scrollX, y: scrollY };
  const root = prop(document, "documentElement");
  const page = { w: Math.max(root.scrollWidth, view.w), h: Math.max(root.scrollHeight, view.h) };
  let tall = page.h > view.h + 8;  // whether more waits below than is in view
  const hostOf = (root) => root instanceof ShadowRoot ? root.host : null;
  const parentOf = (el) => el instanceof HTMLFormElement ? prop(el, "assignedSlot") || prop(el, "parentElement") || hostOf(call(el, "getRootNode"))
    : el.assignedSlot || el.parentElement || hostOf(el.getRootNode());
  const idOf = (el) => { if (!boxIds.has(el)) boxIds.set(el, boxIds.size + 1); return boxIds.get(el); };
  const styleOf = (el, pseudo) => getComputedStyle(el, pseudo || null);
  const alpha = (color) => { const m = /rgba?\(([^)]+)\)/.exec(color); if (!m) return 1; const p = m[1].split(/[ ,/]+/); return p.length > 3 ? parseFloat(p[3]) : 1; };
  const rgb = (color) => { const m = /rgba?\(([^)]+)\)/.exec(color); return m ? m[1].split(/[ ,/]+/).slice(0, 3).map(Number) : null; };
  // Not displayed, or in no place of a shadow root where it could be.
  const absent = (el) => { const d = styleOf(el).display; return d === "none" || d === ""; };
  const cut = (a, b) => a && b ? { l: Math.max(a.l, b.l), t: Math.max(a.t, b.t), r: Math.min(a.r, b.r), b: Math.min(a.b, b.b) } : (a || b);
  const boxOf = (el) => { const r = call(el, "getBoundingClientRect"); return { l: r.left, t: r.top, r: r.right, b: r.bottom }; };

  // Per element, gathered from the root down: hidden?, the clip box, opacity, struck, fixed.
  const state = (el) => {
    if (!el) return { hidden: false, clip: null, tight: false, opacity: 1, struck: false, fixed: false };
    if (seenCache.has(el)) return seenCache.get(el);
    const parent = state(parentOf(el));
    const s = styleOf(el);
    const out = { hidden: parent.hidden, clip: parent.clip, tight: parent.tight, opacity: parent.opacity * parseFloat(s.opacity || "1"), struck: parent.struck, fixed: parent.fixed };
    if (absent(el) || s.contentVisibility === "hidden" || out.opacity < 0.15) out.hidden = true;
    if (/blur\((?!0)/.test(s.filter) && parseFloat(/blur\(([\d.]+)/.exec(s.filter)[1]) > 2) out.hidden = true;
    if (/opacity\((0?\.0|0[%)])/.test(s.filter)) out.hidden = true;
    if ((s.maskImage || "none") !== "none") out.hidden = true;
    if (s.textDecorationLine && s.textDecorationLine.includes("line-through")) out.struck = true;
    if (["s", "del", "strike"].includes(el.localName) && s.textDecorationLine.includes("line-through")) out.struck = true;
    if (s.transform !== "none" || s.rotate !== "none") {
      const m = new DOMMatrix(s.transform === "none" ? undefined : s.transform);
      if (Math.abs(m.a * m.d - m.b * m.c) < 0.02 || m.a < 0 || !m.is2D && m.m11 < 0) out.hidden = true;  // flat or mirrored
    }
    if (s.position === "fixed") { out.fixed = true; out.clip = { l: 0, t: 0, r: view.w, b: view.h }; }
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
    if (el !== root && el !== prop(document, "body") && s.display !== "inline" && s.display !== "contents") {
      const ox = s.overflowX, oy = s.overflowY, paint = /paint|strict|content/.test(s.contain);
      if (ox !== "visible" || oy !== "visible" || paint) {
        const b = boxOf(el);
        if (b.r - b.l < 80 || b.b - b.t < 16) out.tight = true;  // no room for a text: it hides what is for screen readers, or folded
        const rx = { l: -1e9, r: 1e9 }, ry = { t: -1e9, b: 1e9 };
        // What a person can scroll to counts as seen: only what is cut off for good is not.
        const sx = (ox === "auto" || ox === "scroll") && el.clientWidth > 20, sy = (oy === "auto" || oy === "scroll") && el.clientHeight > 20;
        if (sy && el.clientHeight > 100 && el.scrollHeight > el.clientHeight + 8) tall = true;
        const clip = { l: sx ? b.l - el.scrollLeft : b.l, r: sx ? b.l - el.scrollLeft + el.scrollWidth : b.r, t: sy ? b.t - el.scrollTop : b.t, b: sy ? b.t - el.scrollTop + el.scrollHeight : b.b };
        if (ox === "visible" && !paint) { clip.l = rx.l; clip.r = rx.r; }
        if (oy === "visible" && !paint) { clip.t = ry.t; clip.b = ry.b; }
        out.clip = cut(out.clip, clip);
      }
    }
    seenCache.set(el, out);
    return out;
  };

  // The colours behind an element: of its nearest opaque background, each of a gradient's; none where it is a picture.
  const backgrounds = (el) => {
    for (let e = el; e; e = parentOf(e)) {
      const s = styleOf(e);
      if (s.backgroundImage.includes("url(")) return [];
      if (s.backgroundImage !== "none") return (s.backgroundImage.match(/rgba?\([^)]+\)/g) || []).filter((c) => alpha(c) > 0.5).map(rgb);
      if (alpha(s.backgroundColor) > 0.9) return [rgb(s.backgroundColor)];
    }
    return [[255, 255, 255]];
  };
  const inked = new Map();
  const once = (find) => { const known = new Map(); return (el) => { if (!known.has(el)) known.set(el, find(el)); return known.get(el); }; };
  const firstLine = once((block) => styleOf(block, "::first-line").color);
  const hasInk = (el) => {
    if (inked.has(el)) return inked.get(el);
    const s = styleOf(el);
    let ok = s.visibility === "visible" && parseFloat(s.fontSize) >= 4 && alpha(firstLine(blockOf(el))) >= 0.15;
    if (ok && s.webkitTextSecurity && s.webkitTextSecurity !== "none") ok = false;
    if (ok) {
      const fill = s.webkitTextFillColor || s.color, svg = el.namespaceURI === "http://www.w3.org/2000/svg", color = svg ? s.fill : fill;
      const clipped = (e) => e && (/text/.test(styleOf(e).webkitBackgroundClip || styleOf(e).backgroundClip || "") || clipped(styleOf(e).display === "inline" ? parentOf(e) : null));
      if (color === "none") ok = false;
      else if (!clipped(el)) {
        if (alpha(color) < 0.15) ok = false;
        else {
          const fore = rgb(color);
          const alike = (back) => fore && Math.max(...fore.map((c, i) => Math.abs(c - back[i]))) * alpha(color) < 20;
          if (backgrounds(el).some(alike)) ok = false;
        }
      }
    }
    inked.set(el, ok);
    return ok;
  };

  // Hit tests must see through `pointer-events: none`, which hides from the mouse but not from the eye.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { pointer-events: auto !important }");
  const scopes = [document];
  const collect = (node) => { for (const el of call(node, "querySelectorAll", "*")) if (prop(el, "shadowRoot")) { scopes.push(prop(el, "shadowRoot")); collect(prop(el, "shadowRoot")); } };
  collect(document);
  for (const scope of scopes) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  const within = (el, top) => { for (let e = el; e; e = parentOf(e)) if (e === top) return true; return false; };
  const opaque = (el) => {
    if (["img", "video", "canvas", "iframe", "picture", "object", "embed"].includes(el.localName)) return true;
    const s = styleOf(el), st = state(el);
    if (st.hidden || s.visibility !== "visible") return false;
    if (st.opacity < 0.5) return false;
    if (el.ownerSVGElement && !["text", "tspan"].includes(el.localName)) return s.fill !== "none" && alpha(s.fill) > 0.5;
    if (s.backdropFilter && /blur/.test(s.backdropFilter)) return true;
    return alpha(s.backgroundColor) > 0.5 || s.backgroundImage !== "none";
  };
  const stackAt = (x, y) => {
    let scope = document, stack = call(document, "elementsFromPoint", x, y), out = [];
    const add = (list) => { for (const el of list) { if (prop(el, "shadowRoot")) { const inner = prop(el, "shadowRoot").elementsFromPoint(x, y).filter((e) => call(e, "getRootNode") === prop(el, "shadowRoot")); add(inner); } if (!out.includes(el)) out.push(el); } };
    add(stack);
    return out;
  };
  // The opaque ::before and ::after of an element that are laid over it.
  const laid = new Map();
  const layers = (e) => {
    if (!laid.has(e)) laid.set(e, ["::before", "::after"].map((p) => [p, styleOf(e, p)]).filter(([, s]) => s.content !== "none" && s.content !== "normal" && ["absolute", "fixed"].includes(s.position) && !(s.zIndex < 0)));
    return laid.get(e);
  };
  const curtain = (el, rect) => {
    for (let e = el, up = 0; e && up < 4; e = parentOf(e), up++) for (const [p, s] of layers(e)) {
      if (p === "::before" && s.zIndex === "auto" && e === el && styleOf(el).position === "static") continue;
      if (!(alpha(s.backgroundColor) > 0.5 || s.backgroundImage !== "none" || /blur/.test(s.backdropFilter || "")) || parseFloat(s.opacity) < 0.5 || s.visibility !== "visible") continue;
      const b = boxOf(e), l = b.l + (parseFloat(s.left) || 0), t = b.t + (parseFloat(s.top) || 0);
      if (l <= rect.l + 2 && t <= rect.t + 4 && l + parseFloat(s.width) >= (rect.l + rect.r) / 2 && t + parseFloat(s.height) >= (rect.t + rect.b) / 2 && (s.zIndex !== "auto" || p === "::after")) return true;
    }
    return false;
  };
  // What is hit outside its own box, though nothing of it is known there, is the inside of a closed shadow root.
  const closed = (el, x, y) => {
    const b = boxOf(el);
    return !prop(el, "shadowRoot") && !prop(el, "childNodes").length && (x < b.l || x > b.r || y < b.t || y > b.b);
  };
  // How much of a text something opaque covers: 0, "part" or "all"; null where it is not in view.
  const covered = (el, rect, points) => {
    const y = (rect.t + rect.b) / 2;
    if (y < 0 || y >= view.h || rect.r < 0 || rect.l >= view.w) return null;
    let hits = 0, tries = 0;
    for (let i = 0; i < points; i++) {
      const x = rect.l + (rect.r - rect.l) * (i + 0.5) / points;
      if (x < 0 || x >= view.w) continue;
      tries++;
      if (call(el, "getRootNode").elementFromPoint(x, y) === el) continue;
      for (const top of stackAt(x, y)) {
        if (top === el || within(el, top)) break;
        if (within(top, el) && !opaque(top)) continue;
        if (opaque(top) || closed(top, x, y)) { hits++; break; }
      }
    }
    return !tries ? null : !hits ? 0 : hits === tries ? "all" : "part";
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
      if (e.localName === "td" || e.localName === "th" || ["cell", "gridcell", "columnheader", "rowheader"].includes(role)) {
        const row = e.closest("tr,[role=row]"), table = e.closest("table,[role=table],[role=grid],[role=treegrid]");
        if (!row || !table) return null;
        if (!tableIds.has(table)) tableIds.set(table, grid(table));
        const at = tableIds.get(table).get(e);
        return at ? [idOf(table), at.r, at.c, at.rs, at.cs, e.localName === "th" || role === "columnheader" || role === "rowheader" ? 1 : 0, at.head ? 1 : 0] : null;
      }
      if (e.localName === "table") return null;
    }
    return null;
  });
  const grid = (table) => {  // where each cell stands, row and column spans counted
    const map = new Map(), taken = [];
    let r = 0;
    for (const row of table.querySelectorAll("tr,[role=row]")) {
      if (row.closest("table,[role=table],[role=grid],[role=treegrid]") !== table) continue;
      taken[r] = taken[r] || [];
      let c = 0;
      for (const cell of prop(row, "children")) {
        if (styleOf(cell).display === "none") continue;
        while (taken[r][c]) c++;
        const rs = cell.rowSpan || parseInt(cell.getAttribute("aria-rowspan")) || 1, cs = cell.colSpan || parseInt(cell.getAttribute("aria-colspan")) || 1;
        for (let i = 0; i < rs; i++) { taken[r + i] = taken[r + i] || []; for (let j = 0; j < cs; j++) taken[r + i][c + j] = true; }
        map.set(cell, { r, c, rs, cs, head: !!cell.closest("thead") });
        c += cs;
      }
      r++;
    }
    return map;
  };
  const headingOf = once((el) => {
    for (let e = el, up = 0; e && up < 6; e = parentOf(e), up++) {
      const h = /^h([1-6])$/.exec(e.localName);
      if (h) return parseInt(h[1]);
      const role = call(e, "getAttribute", "role");
      if (role === "heading") return parseInt(call(e, "getAttribute", "aria-level") || "2");
      if (["caption", "legend", "summary"].includes(e.localName)) return 6;
      if (role === "tab" && call(e, "getAttribute", "aria-selected") === "true") return 6;
    }
    return 0;
  });
  const controlIds = new Map();
  const controlOf = (el) => { for (let e = el; e; e = parentOf(e)) if (controlIds.has(e)) return controlIds.get(e); return -1; };

  let broke = false;  // whether a line was broken on purpose before the next word
  const later = [];  // words below the fold, or covered where they stand: what covers them is seen only after scrolling
  // What lies beyond the edge of a part of the page that could show it, as the next card of a carousel does.
  const beyond = (el, text) => { if (!state(el).tight && clipped.length < 400) clipped.push({ t: text, p: pathOf(el) }); };
  const pointsOf = (text) => /[0-9]/.test(text) ? Math.min(text.length, 24) : 3;
  const emit = (el, text, rect, kind, glued) => {
    const st = state(el);
    if (st.hidden || !hasInk(el)) return false;
    const w = rect.r - rect.l, h = rect.b - rect.t;
    if (w < 1 || h < 3) return false;
    if (st.clip) {
      const c = cut(st.clip, rect);
      const part = Math.max(0, c.r - c.l) * Math.max(0, c.b - c.t) / (w * h);
      if (part < 0.35) { beyond(el, text); return false; }
      if (part < 0.8 || (c.r < rect.r - 2) || (c.l > rect.l + 2)) kind += " cut";
    }
    const x = rect.l + scroll.x, y = rect.t + scroll.y;
    if (!st.fixed && (x + w <= 1 || y + h <= 1 || x >= page.w - 1 || y >= page.h)) return false;
    const word = { t: text, x, y, w, h, fs: parseFloat(styleOf(el).fontSize), b: idOf(blockOf(el)), p: pathOf(el), k: kind, s: st.struck ? 1 : 0, g: glued ? 1 : 0, c: cellOf(el), hd: headingOf(el), ct: controlOf(el), n: broke ? 1 : 0 };
    const over = covered(el, rect, pointsOf(text));
    // What lies over it now may stay where it is while a person scrolls: a fixed footer does, a notice does not help.
    const moves = over && !st.fixed && page.h > view.h;
    if (over === "all" && !moves || curtain(el, rect)) return false;
    if (over === "part" && !moves) word.k += " cut";
    words.push(word);
    broke = false;
    if (moves || over === null && (/[0-9]/.test(text) || words.length < 1500)) later.push([word, el, moves]);
    return true;
  };

  const range = call(document, "createRange");
  const boxed = (rects) => [...rects].map((r) => ({ l: r.left, t: r.top, r: r.right, b: r.bottom }));
  let open = false;  // whether nothing but ink stands between the last word and the next one
  let flow = null;
  const text = (node, el) => {
    const raw = node.nodeValue, block = blockOf(el), lined = /pre|break-spaces/.test(styleOf(el).whiteSpace);
    if (block !== flow) { open = false; flow = block; }
    let end = 0;
    for (const found of raw.matchAll(/[\S\uFEFF]+/g)) {
      const glued = open && found.index === 0;
      if (lined && raw.slice(end, found.index).includes("\n")) broke = true;
      range.setStart(node, found.index); range.setEnd(node, found.index + found[0].length);
      const rects = boxed(range.getClientRects()).filter((r) => r.r - r.l > 0.1 || r.b - r.t > 0.1);
      end = found.index + found[0].length;
      open = end === raw.length;
      if (!rects.length) continue;
      if (rects.length === 1 && !/[0-9]/.test(found[0])) { emit(el, found[0], rects[0], "text", glued); continue; }
      // A number, or a word on several lines: sign by sign, as the eye meets them.
      const signs = [];
      let i = 0;
      for (const sign of found[0]) {
        range.setStart(node, found.index + i); range.setEnd(node, found.index + i + sign.length);
        const r = boxed(range.getClientRects()).find((q) => q.r - q.l > 0.1);
        i += sign.length;
        if (r) signs.push([sign, r]);
      }
      const lines = [];
      for (const [sign, r] of signs) {
        const line = lines[lines.length - 1];
        if (line && Math.abs((line[0][1].t + line[0][1].b) / 2 - (r.t + r.b) / 2) < (r.b - r.t) / 2) line.push([sign, r]); else lines.push([[sign, r]]);
      }
      lines.forEach((line, n) => {
        line.sort((a, b) => a[1].l - b[1].l);
        const st = state(el);
        let kept = line;
        // Clipping can cut through a word: the signs that are cut off are not seen.
        if (st.clip) kept = line.filter(([, r]) => { const c = cut(st.clip, r); return (c.r - c.l) > (r.r - r.l) * 0.5 && (c.b - c.t) > (r.b - r.t) * 0.35; });
        if (!kept.length) { if (!st.hidden && hasInk(el)) beyond(el, line.map((sign) => sign[0]).join("")); return; }
        const all = { l: Math.min(...kept.map((s) => s[1].l)), t: Math.min(...kept.map((s) => s[1].t)), r: Math.max(...kept.map((s) => s[1].r)), b: Math.max(...kept.map((s) => s[1].b)) };
        const dots = styleOf(block).textOverflow === "ellipsis" && block.scrollWidth > block.clientWidth + 1;
        emit(el, kept.map((s) => s[0]).join(""), all, "text" + (el.ownerSVGElement || kept.length < line.length || (dots && st.clip && all.r > st.clip.r - parseFloat(styleOf(el).fontSize) * 1.2) ? " cut" : ""), n ? true : glued);
      });
    }
    if (lined && raw.slice(end).includes("\n")) broke = true;
    if (!raw.trim() && raw) open = false;
  };
  const pseudo = (el, which) => {
    const s = styleOf(el, which);
    if (!s.content || s.content === "none" || s.content === "normal" || s.display === "none" || s.visibility !== "visible" || parseFloat(s.opacity) < 0.15 || parseFloat(s.fontSize) < 4) return;
    const st = state(el);
    if (st.hidden) return;
    const m = /^"((?:[^"\\]|\\.)*)"$/.exec(s.content.split(" / ")[0]);
    const shown = m ? m[1].replace(/\\(.)/g, "$1") : (/counter|attr/.test(s.content) ? "\uFFFD" : "");
    if (!shown.trim()) { if (shown) open = false; return; }
    if (/^[\uE000-\uF8FF\u{F0000}-\u{10FFFF}]+$/u.test(shown.trim())) return;  // an icon font's sign
    if (["absolute", "fixed"].includes(s.position) && !/[0-9]/.test(shown)) return;
    const b = boxOf(el), fs = parseFloat(s.fontSize), w = Math.max(1, shown.trim().length * fs * 0.5);
    if (b.r - b.l < 1 || b.b - b.t < 1) return;
    const inner = call(document, "createRange"); inner.selectNodeContents(el);
    const rs = boxed(inner.getClientRects()).filter((r) => r.r > r.l);
    const near = which === "::before" ? rs[0] : rs[rs.length - 1];
    const base = near || b;
    const rect = which === "::before" ? { l: base.l - w, r: base.l - 0.5, t: base.t, b: base.b } : { l: base.r + 0.5, r: base.r + w, t: base.t, b: base.b };
    if (!near) { rect.l = b.l; rect.r = Math.min(b.r, b.l + w); }
    emit(el, shown.trim(), rect, "text pseudo", which === "::after" ? open && !/^\s/.test(shown) : false);
    open = !/\s$/.test(shown);
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
    if (el.localName !== "slot") return prop(prop(el, "shadowRoot") || el, "childNodes");
    const given = el.assignedNodes({ flatten: true });
    return given.length ? given : prop(el, "childNodes");
  };
  // The text of an element as it is laid out, a line for each block: what is not displayed makes up no name, and boxes
  // side by side are two words.
  const told = (el, most) => {
    let out = "";
    const add = (node) => {
      if (out.length > most) return;
      if (prop(node, "nodeType") === Node.TEXT_NODE) {
        const up = prop(node, "parentElement") || (call(node, "getRootNode") instanceof ShadowRoot ? call(node, "getRootNode").host : null), s = up && styleOf(up);
        if (!s || s.visibility !== "visible") return;
        const shown = /pre|break-spaces/.test(s.whiteSpace) ? node.nodeValue : node.nodeValue.replace(/\s+/g, " ");
        out += s.textTransform === "uppercase" ? shown.toUpperCase() : s.textTransform === "lowercase" ? shown.toLowerCase() : shown;
      } else if (prop(node, "nodeType") === Node.ELEMENT_NODE && !UNTOLD.includes(node.localName) && !absent(node)) {
        const [before, after] = parted(node), by = /^(inline|contents|ruby|table-cell)/.test(styleOf(node).display) && node.localName !== "br" ? " " : "\n";
        if (before || node.localName === "br") out += by;
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
  const drawn = (el) => [...el.querySelectorAll("img[alt], svg > title")].slice(0, 4).map((one) => attribute(one, "alt") || prop(one, "textContent")).join(" ");
  const nameOf = (el) => {
    const by = byId(el, attribute(el, "aria-labelledby")).map((e) => absent(e) ? prop(e, "textContent") : told(e, 200)).join(" ");
    const labels = el.labels ? [...el.labels].map((one) => told(one, 200)).join(" ") : "";
    const own = el.localName === "input" ? (["submit", "button", "reset"].includes(el.type) ? el.value : "") : el.localName === "select" ? "" : told(el, 200);
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
      if (out.size >= 100 || ["script", "style", "template"].includes(top.localName)) return;
      const off = hidden || absent(top);
      if (top.localName === "select" || top.localName === "datalist") { if (top.localName === "datalist" || off || boxOf(top).r - boxOf(top).l < 2) options(top); return; }
      if (off && (!prop(top, "childElementCount") || attribute(top, "role") === "option")) return take(prop(top, "textContent"));
      for (const one of prop(top, "children")) unfold(one, off);
      if (prop(top, "shadowRoot")) for (const one of prop(top, "shadowRoot").children) unfold(one, off);
    };
    if (el.localName === "select") return [];
    for (const one of prop(el, "children")) unfold(one, false);
    for (const one of byId(el, attribute(el, "aria-controls") + " " + attribute(el, "aria-owns"))) if (attribute(one, "role") !== "tabpanel" && state(one).hidden) unfold(one, true);
    for (const one of [el.previousElementSibling, el.nextElementSibling, el.list]) if (one && (one.localName === "select" || one.localName === "datalist")) unfold(one, false);
    return [...out];
  };
  // What stands in the fields of a control that are chosen in, not typed in; never in that of a password.
  const valueOf = (el) => {
    const fields = el.localName === "input" ? [el] : [...el.querySelectorAll("input")].slice(0, 8);
    const chosen = fields.filter((one) => (one.readOnly || one.disabled || attribute(one, "role") === "combobox" || attribute(el, "role") === "combobox") && ["text", "search", "tel", "number", "email", "url"].includes(one.type));
    return plainly(chosen.map((one) => one.value).filter(Boolean).join(" ")).slice(0, 200);
  };
  // The radio button or box to tick that a person sees only by its label.
  const ticked = (el) => {
    const one = el.localName === "label" ? el.control : null;
    if (!one || one.localName !== "input" || !["radio", "checkbox"].includes(one.type)) return null;
    const b = boxOf(one);
    return state(one).hidden || styleOf(one).visibility !== "visible" || b.r - b.l < 2 || b.b - b.t < 2 || state(one).tight ? one : null;
  };
  // Whether pressing it opens something: it says so, or it is a field under the hand that cannot be typed in.
  const opensMore = (el) => !["", "false"].includes(attribute(el, "aria-haspopup")) || (el.localName === "input" && el.readOnly && styleOf(el).cursor === "pointer");
  const roleOf = (el) => {
    const role = call(el, "getAttribute", "role");
    if (role === "button" && call(el, "getAttribute", "aria-haspopup") === "listbox") return "combobox";
    if (["button", "link", "tab", "menuitem", "option", "radio", "checkbox", "switch", "combobox", "listbox"].includes(role)) return role;
    if (el.localName === "a" && (call(el, "hasAttribute", "href") || handles(el))) return "link";
    if (el.localName === "button" || el.localName === "summary") return el.localName;
    if (el.localName === "select") return "select";
    if (ticked(el)) return ticked(el).type;
    if (el.localName === "input") return ["submit", "button", "reset", "image"].includes(el.type) ? "button" : el.type === "radio" || el.type === "checkbox" ? el.type : el.type === "hidden" ? null : "input";
    // A framework may hang a handler of no use on what holds a whole page: the hand tells what is meant to be pressed.
    if (call(el, "hasAttribute", "onclick") || (styleOf(el).cursor === "pointer" && handles(el))) return "button";
    // A number or an arrow of its own under the hand, as page numbers are, needs no handler that can be seen.
    if (el.localName === "li" && styleOf(el).cursor === "pointer" && prop(el, "textContent").trim().length < 4) return "button";
    return underHand(el) ? "hand" : null;
  };
  // What has the hand of its own is there to be pressed, though no attribute says so: frameworks hang their handlers
  // where nothing tells of them. The words in it are text as any other.
  const underHand = (el) => {
    if ([root, prop(document, "body")].includes(el) || ["label", "iframe", "frame", "textarea"].includes(el.localName)) return false;
    const up = parentOf(el);
    return styleOf(el).cursor === "pointer" && !(up && styleOf(up).cursor === "pointer");
  };
  // The dialog, banner or other layer laid over the page that a control belongs to.
  const layerOf = (el) => {
    for (let e = el; e && e !== prop(document, "body"); e = parentOf(e)) {
      if (e.localName === "dialog" || ["dialog", "alertdialog"].includes(call(e, "getAttribute", "role")) || call(e, "getAttribute", "aria-modal") === "true") return e;
      const s = styleOf(e);
      if (s.position === "fixed" || (s.position === "absolute" && parseInt(s.zIndex) >= 10)) return e;
    }
    return null;
  };
  // Frameworks tell the tab or page that is shown by a class of the same few names; it says so only beside others.
  const marked = (el) => [el, prop(el, "parentElement")].some((one) => one && /(^|[ _-])(active|selected|current)($| )/.test(call(one, "getAttribute", "class") || ""));
  const isShown = (el) => {
    if (!marked(el)) return false;
    const up = prop(el, "parentElement"), row = up && prop(up, "childElementCount") > 1 ? up : up && prop(up, "parentElement");
    return !!row && prop(row, "childElementCount") > 1 && [...prop(row, "children")].some((one) => !marked(prop(one, "firstElementChild") || one) && !call(one, "contains", el));
  };
  // So they tell the one that cannot be pressed, or its place in a list.
  const isOff = (el) => [el, prop(el, "parentElement")].some((one) => one && (one === el || one.localName === "li") && /(^|[ _-])disabled($| )/.test(call(one, "getAttribute", "class") || ""));
  const register = (el) => {
    const role = roleOf(el);
    if (!role || controls.length > 600) return;
    const st = state(el), b = boxOf(el);
    if (st.hidden || styleOf(el).visibility !== "visible" || (el.localName !== "select" && (b.r - b.l < 2 || b.b - b.t < 2))) return;
    if (role !== "hand") controlIds.set(el, controls.length);
    elements.push(el);
    const over = layerOf(el), place = over && boxOf(over);
    controls.push({ role, name: nameOf(el), more: moreOf(el), p: pathOf(el), layer: over ? told(over, 4000).slice(0, 4000) : null,
      lies: place ? { x: place.l + scroll.x, y: place.t + scroll.y, w: place.r - place.l, h: place.b - place.t } : null,
      link: el.localName === "a" && call(el, "getAttribute", "href") !== "#" && el.href ? String(el.href) : "", x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t,
      disabled: !!(ticked(el) || el).disabled || call(el, "getAttribute", "aria-disabled") === "true" || isOff(el), expanded: el.localName === "summary" ? String(!!prop(el, "parentElement").open) : call(el, "getAttribute", "aria-expanded"),
      selected: call(el, "getAttribute", "aria-selected") === "true" || call(el, "getAttribute", "aria-pressed") === "true" || ["page", "true"].includes(call(el, "getAttribute", "aria-current")) || !!(ticked(el) || el).checked || (!call(el, "hasAttribute", "aria-selected") && ["link", "button", "tab", "hand"].includes(role) && isShown(el)),
      options: el.localName === "select" ? [...el.options].map((o) => ({ label: o.label, value: o.value, selected: o.selected, disabled: o.disabled })) : null,
      offers: offersOf(el), value: valueOf(el), popup: opensMore(el) });
  };

  // A row of small signs of one kind and without a text, one of them unlike the others, tells which of several is shown.
  const areDots = (el) => {
    const row = [...prop(el, "children")];
    if (row.length < 2 || row.length > 12 || prop(el, "textContent").trim() || call(el, "querySelector", "svg, img, input, canvas, video, iframe")) return false;
    const kinds = new Map();
    for (const one of row) {
      const b = boxOf(one), s = styleOf(one);
      if (one.localName !== row[0].localName || b.r - b.l < 3 || b.b - b.t < 2 || b.r - b.l > 48 || b.b - b.t > 20) return false;
      const kind = [one.className, Math.round(b.r - b.l), s.backgroundColor, s.opacity].join();
      kinds.set(kind, (kinds.get(kind) || 0) + 1);
    }
    return kinds.size === 2 && Math.min(...kinds.values()) === 1;
  };

  // A row of elements of one kind that hold the numbers from 1 on, and beside them no more than signs, turns pages.
  const arePages = (el) => {
    const row = [...prop(el, "children")], said = (one) => prop(one, "textContent"), numbers = row.filter((one) => /^\s*[0-9]{1,2}\s*$/.test(said(one)));
    if (row.length > 16 || numbers.length < 2 || ["td", "th", "tr", "option", "text", "tspan"].includes(numbers[0].localName)) return false;
    const plainly = numbers.every((one, n) => one.localName === numbers[0].localName && parseInt(said(one)) === n + 1);
    return plainly && row.every((one) => numbers.includes(one) || !/[0-9]/.test(said(one)) && said(one).trim().length < 14);
  };

  const walk = (node) => {
    if (prop(node, "nodeType") === Node.TEXT_NODE) {
      const el = prop(node, "parentElement") || (call(node, "getRootNode") instanceof ShadowRoot ? call(node, "getRootNode").host : null);
      if (el && node.nodeValue) { if (state(el).hidden) return; text(node, el); }
      return;
    }
    if (prop(node, "nodeType") !== Node.ELEMENT_NODE) return;
    const el = node;
    if (["script", "style", "template", "noscript", "head", "option", "optgroup", "datalist", "title", "audio"].includes(el.localName)) return;
    if (state(el).hidden) return;
    register(el);
    if (prop(el, "childElementCount") > 1 && areDots(el)) dots.push({ p: pathOf(el) });
    if (prop(el, "childElementCount") > 1 && arePages(el)) pagers.push({ p: pathOf(el) });
    if (el.localName === "br" || el.localName === "hr") { open = false; broke = true; return; }
    if (el.localName === "img" || el.localName === "canvas" || el.localName === "video" || el.localName === "object" || el.localName === "embed" || (el.localName === "svg" && !call(el, "querySelector", "text")) || (el.localName === "input" && el.type === "image")) {
      const b = boxOf(el);
      if (b.r - b.l >= 3 && b.b - b.t >= 5 && styleOf(el).visibility === "visible") pictures.push({ k: el.localName, x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t, alt: call(el, "getAttribute", "alt") || "", p: pathOf(el) });
      open = false;
      return;
    }
    if (el.localName === "input" || el.localName === "textarea" || el.localName === "select") {
      open = false;
      if (["password", "hidden", "checkbox", "radio", "submit", "button", "reset", "range", "file", "color"].includes(el.type)) {
        if (["submit", "button", "reset"].includes(el.type)) emit(el, el.value, boxOf(el), "button", false);
        return;
      }
      const shown = el.localName === "select" ? [...el.selectedOptions].map((o) => o.label).join(" ") : el.value;
      const cutOff = el.localName !== "select" && el.scrollWidth > el.clientWidth + 2;
      if (shown) emit(el, shown, boxOf(el), (el.localName === "select" ? "choice" : el.readOnly || el.disabled ? "value" : "entry") + (cutOff ? " cut" : ""), false);
      else if (el.placeholder) emit(el, el.placeholder, boxOf(el), "placeholder", false);
      return;
    }
    const s = styleOf(el);
    if (s.backgroundImage.includes("url(") && !prop(el, "textContent").trim() && !prop(el, "shadowRoot")) {
      const b = boxOf(el);
      if (b.r - b.l >= 3 && b.b - b.t >= 5 && s.visibility === "visible") pictures.push({ k: "background", x: b.l + scroll.x, y: b.t + scroll.y, w: b.r - b.l, h: b.b - b.t, alt: "", p: pathOf(el) });
    }
    pseudo(el, "::before");
    if (el.localName === "details" && !el.open) { const summary = [...prop(el, "children")].find((e) => e.localName === "summary"); if (summary) walk(summary); }
    else if (el.localName === "slot") { const given = el.assignedNodes({ flatten: true }); for (const n of given.length ? given : prop(el, "childNodes")) walk(n); }
    else for (const n of prop(prop(el, "shadowRoot") || el, "childNodes")) walk(n);
    pseudo(el, "::after");
    if (flow === el) open = false;
  };
  try {
    walk(prop(document, "body") || root);
    if (later.length) {
      const lost = new Set();
      let at = null;
      for (const [word, el, moves] of later) {
        if (moves || word.y + word.h / 2 < scrollY || word.y + word.h / 2 >= scrollY + view.h) { window.scrollTo({ left: scrollX, top: Math.max(0, word.y - view.h / 2), behavior: "instant" }); at = 1; }
        const rect = { l: word.x - scrollX, t: word.y - scrollY, r: word.x - scrollX + word.w, b: word.y - scrollY + word.h };
        const over = covered(el, rect, pointsOf(word.t));
        if (over === "all") lost.add(word);
        if (over === "part") word.k += " cut";
      }
      if (at) window.scrollTo({ left: scroll.x, top: scroll.y, behavior: "instant" });
      if (lost.size) { const kept = words.filter((w) => !lost.has(w)); words.length = 0; words.push(...kept); }
    }
  } finally {
    for (const scope of scopes) scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((s) => s !== sheet);
  }
  keepAs(number, elements);  // the way back from a control to its element
  return { rest: atRest, words, pictures, controls, clipped, dots, pagers, title: prop(document, "title"), tall, secret: scopes.some((scope) => call(scope, "querySelector", "input[type=password]")), scripted: !!call(document, "querySelector", "script, frameset, iframe, [onload], [onerror], meta[http-equiv=refresh i]") || call(document, "getAnimations").length > 0 };
}
