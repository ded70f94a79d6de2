// Back to the beginning of the page and of what scrolls inside it.
() => {
  const back = (node) => {
    for (const el of node.querySelectorAll("*")) {
      if (el.shadowRoot) back(el.shadowRoot);
      if (el.scrollTop > 0) el.scrollTo({ top: 0, behavior: "instant" });
    }
  };
  back(document);
}
