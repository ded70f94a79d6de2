// Signs without words that tell something: dots of a carousel, page numbers, pictures, what a closed shadow root draws.

// A row of small signs of one kind and without a text, one of them unlike the others, tells which of several is shown.
const areDots = (el) => {
  const row = [...prop(el, "children")], kinds = new Map();
  if (row.length < 2 || row.length > 12 || textIn(el).trim() || call(el, "querySelector", "svg, img, input, canvas, video, iframe")) return false;
  for (const one of row) {
    const b = boxOf(one), s = styleOf(one), sort = [one.className, Math.round(wide(b)), s.backgroundColor, s.opacity].join();
    if (kind(one) !== kind(row[0]) || wide(b) < 3 || high(b) < 2 || wide(b) > 48 || high(b) > 20) return false;
    kinds.set(sort, (kinds.get(sort) || 0) + 1);
  }
  return kinds.size === 2 && Math.min(...kinds.values()) === 1;
};

// A row of elements of one kind that hold the numbers from 1 on, and beside them no more than signs, turns pages; not where
// it is an amount, each sign in a box of its own, and nothing of it can be pressed.
const AMOUNT = /^(\p{L}{1,3}\.?)?\d{1,3}([.,]\d{3})+([.,]\d{2})?$/u;
const isAmount = (el) => AMOUNT.test(textIn(el).replace(/\s+/g, "")) && !all(el, "*").some((one) => ["button", "link", "tab", "hand"].includes(roleOf(one)));
const arePages = (el) => {
  const row = [...prop(el, "children")], numbers = row.filter((one) => /^\s*[0-9]{1,2}\s*$/.test(textIn(one)));
  if (row.length > 16 || numbers.length < 2 || ["td", "th", "tr", "option", "text", "tspan"].includes(kind(numbers[0]))) return false;
  const counted = numbers.every((one, n) => kind(one) === kind(numbers[0]) && parseInt(textIn(one)) === n + 1);
  return counted && !isAmount(el) && row.every((one) => numbers.includes(one) || !hasDigits(textIn(one)) && textIn(one).trim().length < 14);
};

// What a custom element draws in a shadow root that is closed cannot be read, only seen to be there.
const isUnwritten = (style) => ["none", "normal"].includes(style.content);
const isSealed = (el) => {
  if (!HOSTS.test(kind(el)) || shadowOf(el)) return false;
  const said = textIn(el).trim(), s = styleOf(el), b = boxOf(el), own = kind(el).includes("-");
  if (said && [...prop(el, "childNodes")].some((one) => isElement(one) && !absent(one))) return false;
  if (wide(b) < 3 || high(b) < 5 || s.visibility !== "visible" || prop(el, "childElementCount") && !own) return false;
  if (said) return own && !contentsOf(el).getClientRects().length;
  // A part that is off duty says so, and its own content is laid out in it: nothing else is drawn there.
  const off = attr(el, "aria-hidden") === "true" || has(el, "inert");
  if (off && [...prop(el, "children")].some((one) => wide(boxOf(one)) > wide(b) - 2 && high(boxOf(one)) > high(b) - 2)) return false;
  const bare = ["Left", "Right"].reduce((sum, side) => sum + parseFloat(s["padding" + side]) + parseFloat(s["border" + side + "Width"]), 0);
  if (s.display === "inline") return wide(b) > bare + 1 && isUnwritten(pseudoOf(el, "::before")) && isUnwritten(pseudoOf(el, "::after"));
  return own && isUnwritten(pseudoOf(el, "::before"));
};

const isImage = (el) => ["img", "canvas", "video", "object", "embed"].includes(kind(el)) || (kind(el) === "svg" && !call(el, "querySelector", "text")) || (kind(el) === "input" && el.type === "image");
const titleIn = (el) => kind(el) === "svg" ? [...prop(el, "children")].filter((one) => kind(one) === "title").map(textIn).join(" ") : "";
const altOf = (el) => plain(attr(el, "alt") || attr(el, "aria-label") || attr(el, "title") || titleIn(el));
const takePicture = (el, sort, alt) => {
  const b = boxOf(el);
  if (wide(b) >= 3 && high(b) >= 5 && isVisible(el)) look.pictures.push({ k: sort, ...placed(b), alt, p: pathOf(el) });
};
