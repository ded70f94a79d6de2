// The engine of a selector, by which Python runs the scripts of the program in a world that no page can touch: a page
// sees the elements, but none of what stands here. `make` gives the scripts, when the first is asked for; it is handed
// what keeps elements by a number, and what takes properties and methods from where no page can have laid them.
(make) => {
  let scripts = null;
  const gone = Symbol("gone");
  // A field named like a property of its form shadows it, and a picture named like one of the document's, in this world as
  // well: what matters of either is taken from its prototype.
  const laid = (node) => node instanceof HTMLFormElement || node === document;
  const prop = (node, key) => laid(node) ? Reflect.get(Object.getPrototypeOf(node), key, node) : node[key];
  const call = (node, key, ...given) => laid(node) ? Reflect.apply(prop(node, key), node, given) : node[key](...given);
  // Elements that were found, by a number, for as long as their document lasts.
  const found = new Map();
  const MOST = 400;
  const held = (number) => {
    if (!found.has(number)) found.set(number, { elements: [], carrier: null, open: true });
    if (found.size > MOST) found.delete(found.keys().next().value);
    return found.get(number);
  };
  // What is asked for may be asked for again, where Playwright tries anew: then it is gathered anew.
  const gather = (number) => {
    const one = held(number);
    if (!one.open) Object.assign(one, { elements: [], open: true });
    one.carrier = one.carrier || call(document, "createElement", "p");
    return one;
  };
  const at = (number, index) => {
    const one = found.has(number) ? found.get(number).elements[index] : null;
    return one && prop(one, "isConnected") ? one : null;
  };
  const given = (one) => {
    if (Array.isArray(one)) return one.map(given);
    if (one && typeof one === "object") {
      if (!("kept" in one)) return one;
      const el = at(...one.kept);
      if (!el) throw gone;
      return el;
    }
    return one;
  };
  const keepAs = (number, elements) => { held(number).elements = elements; };
  const answer = (name, elements, values, one) => {
    try {
      scripts = scripts || make(keepAs, prop, call);
      // A document that is being opened anew holds nothing for a while.
      if (!prop(document, "documentElement") || (one && !elements.length)) return { gone: true };
      const value = scripts[name](...(!elements ? [] : one ? elements.slice(0, 1) : [elements]), ...values.map(given));
      return { value: value === undefined ? null : value };
    } catch (error) {
      if (error === gone) return { gone: true };
      // The words of an error of the engine's own tell of the script alone; those of others may quote the page.
      const own = error instanceof Error && !(error instanceof DOMException);
      const place = /:(\d+:\d+)\)?$/m.exec(String(error && error.stack) || "");
      return { error: `${error && error.name}${own ? `: ${error.message}` : ""}`.slice(0, 200), place: place ? place[1] : "" };
    } finally {
      if (scripts) scripts.forgetAll();
    }
  };
  const verbs = {
    // Each element that a locator finds is kept: `keep` gives it on; `hold` gives one carrier for all, `none` too where there is none;
    // `mark` does so too, and says by which of several locators it was found.
    keep: (root, number) => { const one = held(Number(number)); one.elements.push(root); return [root]; },
    hold: (root, number) => { const one = gather(Number(number)); one.elements.push(root); return [one.carrier]; },
    mark: (root, number, at) => { const one = gather(Number(number)); one.elements.push([root, Number(at)]); return [one.carrier]; },
    none: (_root, number) => [gather(Number(number)).carrier],
    kept: (_root, number, index) => { const el = at(Number(number), Number(index)); return el ? [el] : []; },
    stop: () => { window.stop(); return []; },
    // Run a script, for all elements that are kept by a number or for a `single` one; its answer is the text of an element
    // that is on no page.
    ask: (_root, number, name, values, single) => {
      const one = number ? held(Number(number)) : null;
      if (one) one.open = false;
      const out = call(document, "createElement", "p");
      out.textContent = JSON.stringify(answer(name, one && one.elements, JSON.parse(decodeURIComponent(values)), !!single));
      return [out];
    },
  };
  return {
    query(root, body) { return this.queryAll(root, body)[0]; },
    queryAll(root, body) {
      const [verb, ...rest] = body.split(",");
      return verbs[verb](root, ...rest);
    },
  };
}
