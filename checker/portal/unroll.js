// Go through the page, and through what scrolls inside it, from where it stands to the end, as a person does who looks
// for more: some pages bring their parts only as they come to sight. Tells how far it reaches.
async () => {
  const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 150); });
  const scrollers = [document.scrollingElement || document.documentElement];
  const collect = (node) => {
    for (const el of node.querySelectorAll("*")) {
      if (el.shadowRoot) collect(el.shadowRoot);
      if (el.clientHeight > 100 && el.scrollHeight > el.clientHeight + 8 && /auto|scroll/.test(getComputedStyle(el).overflowY)) scrollers.push(el);
    }
  };
  collect(document);
  for (const el of scrollers.slice(0, 6)) for (let step = 0; step < 40; step++) {
    const before = el.scrollTop;
    el.scrollBy({ top: el.clientHeight * 0.8, behavior: "instant" });
    await frame();
    if (el.scrollTop <= before) break;
  }
  return scrollers.reduce((sum, el) => sum + el.scrollHeight, 0);
}
