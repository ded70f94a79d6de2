// Go through the page, and through what scrolls inside it, one step from where it stands towards the end, as a person does
// who looks for more: some pages bring their parts only as they come to sight. Tells whether anything moved, and how far
// it all reaches.
() => {
  const scrollers = [prop(document, "scrollingElement") || prop(document, "documentElement")];
  const collect = (node) => {
    for (const el of call(node, "querySelectorAll", "*")) {
      if (prop(el, "shadowRoot")) collect(prop(el, "shadowRoot"));
      if (el.clientHeight > 100 && el.scrollHeight > el.clientHeight + 8 && /auto|scroll/.test(getComputedStyle(el).overflowY)) scrollers.push(el);
    }
  };
  collect(document);
  const moved = scrollers.slice(0, 6).filter((el) => {
    const before = el.scrollTop;
    el.scrollBy({ top: el.clientHeight * 0.8, behavior: "instant" });
    return el.scrollTop > before;
  });
  return [moved.length > 0, scrollers.reduce((sum, el) => sum + el.scrollHeight, 0)];
}
