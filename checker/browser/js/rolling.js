// Scrolling, as a person does who looks for more: some pages bring their parts only as they come to sight.

// One step from where the page, and what scrolls inside it, stands towards the end, be it sideways. Tells whether anything
// moved, and how far it all reaches.
const unroll = () => {
  const parts = [prop(document, "scrollingElement") || root(), ...elements().filter((el) => isDeep(el) || isLong(el))];
  const moved = parts.slice(0, 6).filter((el, at) => {
    const before = el.scrollTop + el.scrollLeft;
    el.scrollBy({ top: el.clientHeight * 0.8, left: at && isLong(el) ? el.clientWidth * 0.8 : 0, behavior: "instant" });
    return el.scrollTop + el.scrollLeft > before;
  });
  return [moved.length > 0, parts.reduce((sum, el, at) => sum + el.scrollHeight + (at && isLong(el) ? el.scrollWidth : 0), 0)];
};
// Back to the beginning of the page and of what scrolls inside it.
const rollback = () => { for (const el of elements()) if (prop(el, "scrollTop") > 0 || prop(el, "scrollLeft") > 0) call(el, "scrollTo", { top: 0, left: 0, behavior: "instant" }); };
// Scroll a place of the view to its middle, or to where the page had been, and tell where it was before and is now.
const center = (y, back) => {
  const before = scrollY;
  window.scrollTo({ left: scrollX, top: y === null ? back : before + y - innerHeight / 2, behavior: "instant" });
  return [before, scrollY];
};
