// What a person can see of one frame: words with their boxes, pictures, and controls. It knows nothing of any portal's
// markup, changes nothing that a person sees, and reads no value of a password field. The elements of the controls are
// kept under `number`, those that words stand in under its negative. `fitting` are elements, each with the number of a CSS
// candidate that it fits; `css` are further candidates, with their numbers.
const sight = (fitting, number, watched, css) => {
  const atRest = rest(false, watched), back = { left: scrollX, top: scrollY };
  beginLook();
  unveiled(() => {
    walk(body());
    for (const el of look.sheets) adopt(el);
    for (const [word, el] of look.wet) if (!word.q && drowned(el, word, look.floats)) askOf(word, "ink", styleOf(el), isSvg(el));
    uncover(back);
  });
  const roots = openRoots(), asked = facts(look.elements, [...fitting, ...fitsOf(css, roots)], roots);
  keepAs(number, look.elements);  // the way back from a control to its element
  keepAs(-number, [...ids(document).keys()]);
  const { words, pictures, controls, clipped, folded, dots, pagers } = look;
  const scripted = !!call(document, "querySelector", "script, frameset, iframe, [onload], [onerror], meta[http-equiv=refresh i]");
  return {
    rest: atRest, facts: asked, words, pictures, controls, clipped, folded, dots, pagers, title: prop(document, "title"),
    tall: look.tall || pageSize(document).h > innerHeight + 8, scroll: { x: back.left, y: back.top }, view: { w: innerWidth, h: innerHeight },
    secret: roots.some((one) => call(one, "querySelector", "input[type=password]")),
    scripted: scripted || call(document, "getAnimations").length > 0,
  };
};

// Digits that take their place in a number, though nothing of them is seen, leave no number behind.
const vanish = (el) => {
  if (!run.open || !lastWord() || absent(el) || blockOf(el) !== run.flow || wide(boxOf(el)) < 2 || !/^[.,]?[0-9]/.test(textIn(el))) return;
  if (!run.shut) cutOff(lastWord());
  run.shut = true;
};
// What is not displayed, where a number as long as a card's stands in it.
const UNSAID = ["script", "style", "template", "noscript", "select", "datalist"];
const saying = (node, out) => {
  if (out.length <= 400 && isText(node)) out.push(prop(node, "nodeValue"));
  else if (out.length <= 400 && isElement(node) && !UNSAID.includes(kind(node))) for (const one of prop(node, "childNodes")) saying(one, out);
  return out;
};
const fold = (el) => {
  if (look.folded.length >= 50 || !/(^|[^\d])\d{11}(?!\d)/.test(textIn(el))) return;
  look.folded.push({ t: plain(saying(el, []).join(" ")).slice(0, 2000), p: pathOf(el) });
};

const register = (el, given = false) => {
  const role = roleOf(el);
  if (!role || look.controls.length > 600 || !given && state(el).hidden || !isVisible(el) || kind(el) !== "select" && isTiny(el)) return;
  if (role !== "hand") look.controlIds.set(el, look.controls.length);
  look.elements.push(el);
  look.controls.push(control(el, role));
};
// A button that is transparent and stretched over the texts that it is called by: they belong to it.
const adopt = (el) => {
  const name = nameOf(el).toLowerCase(), at = placed(boxOf(el)), index = look.controls.length;
  if (!["button", "link", "radio", "checkbox", "combobox", "option", "tab", "menuitem"].includes(roleOf(el)) || !name || absent(el)) return;
  if (chain(parentOf(el)).some((one) => state(one).hidden)) return;
  const lies = (one) => one.x >= at.x - 2 && one.x + one.w <= at.x + at.w + 2 && one.y >= at.y - 4 && one.y + one.h <= at.y + at.h + 4;
  const mine = look.words.filter((one) => one.ct < 0 && lies(one) && name.includes(one.t.toLowerCase()));
  if (!mine.some((one) => tells(one.t))) return;
  register(el, true);
  if (look.controls.length > index) for (const one of mine) one.ct = index;
};

const UNREAD = ["script", "style", "template", "noscript", "head", "option", "optgroup", "datalist", "title", "audio"];
const walk = (node) => {
  if (isText(node)) {
    const holder = holderOf(node);
    if (holder && prop(node, "nodeValue") && !state(holder).hidden) takeText(node, holder);
  } else if (isElement(node) && !UNREAD.includes(kind(node))) {
    if ((isDeep(node) || isLong(node)) && node !== root() && node !== body()) look.tall = true;
    if (state(node).hidden) passOver(node); else meet(node);
  }
};
const passOver = (el) => {
  if (look.sheets.length < 200 && isVisible(el) && ["button", "a", "input"].includes(kind(el))) look.sheets.push(el);
  vanish(el);
  fold(el);
};
const meet = (el) => {
  const up = prop(el, "parentElement"), floating = look.floats.length <= 300 && float(el);
  if (!isVisible(el) && (!up || isVisible(up))) fold(el);
  if (!state(el).blurred) register(el);
  if (floating) look.floats.push(floating);
  if (prop(el, "childElementCount") > 1 && areDots(el)) look.dots.push({ p: pathOf(el) });
  if (prop(el, "childElementCount") > 1 && arePages(el)) look.pagers.push({ p: pathOf(el) });
  if (["br", "hr"].includes(kind(el))) Object.assign(run, { open: false, broke: true });
  else if (isImage(el)) { takePicture(el, kind(el), altOf(el)); run.open = false; }
  else if (["input", "textarea", "select"].includes(kind(el))) { run.open = false; takeField(el); }
  else enter(el);
};
const UNTYPED = ["password", "hidden", "checkbox", "radio", "range", "file", "color", ...BUTTONS];
const takeField = (el) => {
  if (writtenOn(el)) emit(el, el.value, boxOf(el), "button", false);
  if (UNTYPED.includes(el.type)) return;
  const chosen = kind(el) === "select", shown = chosen ? [...el.selectedOptions].map((one) => one.label).join(" ") : el.value;
  const cutMark = !chosen && prop(el, "scrollWidth") > prop(el, "clientWidth") + 2 ? " cut" : "";
  if (shown) emit(el, shown, boxOf(el), (chosen ? "choice" : el.readOnly || el.disabled ? "value" : "entry") + cutMark, false);
  else if (el.placeholder) emit(el, el.placeholder, boxOf(el), "placeholder", false);
};
const enter = (el) => {
  if (isPicture(styleOf(el)) && !textIn(el).trim() && !shadowOf(el)) takePicture(el, "background", "");
  takeMarker(el);
  if (isSealed(el)) takePicture(el, "sealed", plain(attr(el, "aria-label")));
  takePseudo(el, "::before");
  if (kind(el) === "details" && !el.open) {
    const summary = [...prop(el, "children")].find((one) => kind(one) === "summary");
    if (summary) walk(summary);
    for (const one of prop(el, "children")) if (one !== summary) fold(one);
  } else for (const one of drawnIn(el)) walk(one);
  takePseudo(el, "::after");
  if (run.flow === el) run.open = false;
};

// Words below the fold, or covered where they stand: what covers them is seen only after scrolling.
const uncover = (back) => {
  const lost = new Set();
  let moved = false;
  for (const [word, el, moves] of look.later) {
    const centre = word.y + word.h / 2;
    if (moves || centre < scrollY || centre >= scrollY + innerHeight) {
      window.scrollTo({ left: scrollX, top: Math.max(0, word.y - innerHeight / 2), behavior: "instant" });
      moved = true;
    }
    const l = word.x - scrollX, t = word.y - scrollY, lies = covered(el, { l, t, r: l + word.w, b: t + word.h }, pointsOf(word.t));
    if (lies === "all") lost.add(word);
    if (lies === "part") word.k += " cut";
    if (lies === "line") word.s = 1;
    if (lies === "unsure") askOf(word, "cover", styleOf(el), isSvg(el));
  }
  if (moved) window.scrollTo({ ...back, behavior: "instant" });
  look.words = look.words.filter((one) => !lost.has(one));
};
