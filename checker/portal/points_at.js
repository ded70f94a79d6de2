// Whether an element points at a part of its page that holds another: a tab at its panel, a toggler at what it unfolds.
(el, inner) => el.getRootNode() === inner.getRootNode() && [...el.attributes].some((one) => {
  const id = one.value.startsWith("#") ? one.value.slice(1) : one.value;
  const part = id && one.name !== "id" && el.getRootNode().getElementById(id);
  return !!part && part.contains(inner) && !part.contains(el);
})
