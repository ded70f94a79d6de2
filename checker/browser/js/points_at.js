// Whether an element points, by its id, at a part of its page that holds another: a tab does at its panel.
(el, inner) => [...el.attributes].some((one) => {
  const points = one.value.startsWith("#") || /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/.test(one.name);
  const part = points && el.getRootNode().getElementById(one.value.replace(/^#/, ""));
  return !!part && part.contains(inner) && !part.contains(el);
})
