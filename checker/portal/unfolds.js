// What unfolds the hidden part of a page that holds an element: it points at that part by its id, whatever it is called,
// and leads to no other page.
(el, seen) => {
  const here = location.href.split("#")[0];
  for (let part = el.parentElement; part; part = part.parentElement) {
    if (part.checkVisibility() || !part.id) continue;
    const points = (said) => said.value === `#${part.id}` || said.value === part.id && /^(aria-(controls|owns)|popovertarget|commandfor|data-.*)$/.test(said.name);
    const leads = (one) => one.localName === "a" && /^http/.test(one.href) && one.href.split("#")[0] !== here;
    const found = [...el.getRootNode().querySelectorAll("*")].find((one) => [...one.attributes].some(points) && !part.contains(one) && !leads(one) && seen(one));
    if (found) return found;
  }
  return null;
}
