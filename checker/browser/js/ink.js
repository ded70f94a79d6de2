// Whether a text has ink: its colour, what its ancestors are painted with, what may be a stroke through it.

// Any colour as red, green, blue and how opaque it is: what a browser writes in another way it is asked to paint. Null
// where it is not known.
let easel = null;
const painted = (color) => {
  easel = easel || new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  easel.fillStyle = "#010203";
  easel.fillStyle = color;
  if (easel.fillStyle === "#010203" && color !== "#010203") return null;
  easel.clearRect(0, 0, 1, 1);
  easel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = easel.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const colour = once((color) => {
  const plainly = /^rgba?\(([\d., ]+)\)$/.exec(color), parts = plainly ? plainly[1].split(/, */).map(Number) : [];
  if (parts.length >= 3 && parts.every((n) => n >= 0)) return [...parts, 1].slice(0, 4);
  try { return color ? painted(color) : null; } catch { return null; }
});
// How opaque a colour is; one that is not known may be anything.
const alpha = (color) => { const known = colour(color); return known ? known[3] : 1; };
const STOP = /(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|#[0-9a-f]{3,8}\b/gi;
const stopsOf = (style) => style.backgroundImage.match(STOP) || [];
const isPicture = (style) => style.backgroundImage.includes("url(");
const alike = (fore, back) => Math.max(...back.slice(0, 3).map((c, i) => Math.abs(fore[i] - c))) * fore[3] < 20;
const blended = (top, under) => under.map((one) => top.slice(0, 3).map((c, i) => c * top[3] + one[i] * (1 - top[3])));

// The colours that may lie behind an element by what its ancestors have: of the nearest opaque background, each of a
// gradient's. A picture may let through what lies under it. Null where it is not known.
const grounds = once((el) => {
  if (!el) return /dark/.test(styleOf(root()).colorScheme) ? null : [[255, 255, 255]];
  const s = styleOf(el), flat = colour(s.backgroundColor);
  if (isPicture(s) || /image|paint\(|element\(/.test(s.backgroundImage)) return flat && flat[3] > 0.9 ? [flat] : grounds(parentOf(el));
  if (!flat) return null;
  const under = flat[3] > 0.9 ? [flat] : grounds(parentOf(el));
  const base = flat[3] > 0.9 || flat[3] < 0.02 || !under ? under : blended(flat, under);
  return s.backgroundImage === "none" ? base : shaded(s, base);
});
const shaded = (s, base) => {
  const stops = stopsOf(s).map(colour);
  if (!stops.length || stops.includes(null)) return null;
  const clear = stops.some((one) => one[3] < 0.9) || s.backgroundSize !== "auto" || s.backgroundRepeat !== "repeat";
  if (clear && !base) return null;
  const dense = shades(stops.filter((one) => one[3] > 0.9)), sheer = stops.filter((one) => one[3] <= 0.9 && one[3] > 0.02);
  return [...dense, ...sheer.flatMap((one) => blended(one, base)), ...(clear ? base : [])];
};

// The colours of a gradient, and those between two of them.
const SHADES = 12;
const shades = (stops) => stops.flatMap((one, at) => at ? Array.from({ length: SHADES }, (_, n) => one.map((c, i) => c + (stops[at - 1][i] - c) * n / SHADES)) : [one]);

const firstLine = once((block) => pseudoOf(block, "::first-line").color);
const inkColor = (style, svg) => colour(svg ? style.fill : style.webkitTextFillColor || style.color);
const inkColorOf = (el) => inkColor(styleOf(el), isSvg(el));
// Whether its letters are cut out of its background.
const filled = (el) => {
  const s = el && styleOf(el);
  return el && (/text/.test(s.webkitBackgroundClip || s.backgroundClip || "") || (s.display === "inline" && filled(parentOf(el))));
};
// Whether a text of this element is painted: "yes", "no" (not at all), or "unsure": it has the colour of what its
// ancestors are painted with, or one that is not known. Then only the picture of the place tells.
const inkOf = once((el) => {
  const s = styleOf(el), svg = isSvg(el);
  if (s.visibility !== "visible" || size(s) < 4 || (svg && s.fill === "none" && s.stroke === "none")) return "no";
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
    const s = styleOf(e), inline = s.display.startsWith("inline");
    if (inline && s.backgroundImage !== "none") return true;
    if (alpha(s.backgroundColor) > 0.9 || !inline) return s.backgroundImage !== "none" && high(boxOf(e)) < 3 * size(s);
  }
  return false;
});
// Whether the first letter of a block has no ink, though the others have.
const faded = once((block) => {
  const first = pseudoOf(block, "::first-letter"), whole = styleOf(block);
  return alpha(first.color) < 0.15 && alpha(whole.color) >= 0.15 || size(first) < 4 && size(whole) >= 4;
});
