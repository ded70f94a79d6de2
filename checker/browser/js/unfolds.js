// What unfolds the hidden part of a page that holds an element: it points at that part by its id, whatever it is called,
// and leads to no other page. It is kept by `number`; tells whether there is such a thing.
(el, number) => {
  const here = location.href.split("#")[0];
  for (let part = prop(el, "parentElement"); part; part = prop(part, "parentElement")) {
    if (call(part, "checkVisibility") || typeof part.id !== "string" || !part.id) continue;
    const points = (said) => said.value === `#${part.id}` || said.value === part.id && /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/.test(said.name);
    const leads = (one) => one.localName === "a" && /^http/.test(one.href) && one.href.split("#")[0] !== here;
    const found = [...call(call(el, "getRootNode"), "querySelectorAll", "*")].find((one) => [...prop(one, "attributes")].some(points) && !call(part, "contains", one) && !leads(one) && shown(one));
    if (!found) continue;
    keepAs(number, [found]);
    return true;
  }
  return false;
}
