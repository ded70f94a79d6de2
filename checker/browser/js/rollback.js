// Back to the beginning of the page and of what scrolls inside it.
() => {
  const back = (node) => {
    for (const el of call(node, "querySelectorAll", "*")) {
      if (prop(el, "shadowRoot")) back(prop(el, "shadowRoot"));
      if (el.scrollTop > 0) el.scrollTo({ top: 0, behavior: "instant" });
    }
  };
  back(document);
}
