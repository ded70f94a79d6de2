// How far the page has come to rest, as this world sees it and as the page's own world tells: that can only be less.
(() => {
  const LIMIT = 20_000;  // milliseconds: nothing is waited for longer
  const begun = performance.now();
  let changed = 0, changes = 0, fresh = true, told = "";
  const said = [], pictures = new Map();
  const note = (node) => {
    const whole = node && prop(node, "textContent"), text = whole && whole.length < 300 ? whole.replace(/\s+/g, " ").trim() : "";
    if (!/\p{L}{3}|[0-9]/u.test(text)) return;
    if (said.includes(text)) said.splice(said.indexOf(text), 1);
    said.push(text);
    if (said.length > 60) said.shift();
  };
  // What goes and was never heard to come stood there before this world first looked.
  const gone = (node) => {
    const text = (prop(node, "textContent") || "").replace(/\s+/g, " ").trim();
    if (text.length < 300 && /\p{L}{3}/u.test(text) && !said.includes(text)) said.unshift(text);
  };
  const see = (list) => {
    changed = performance.now();
    if (prop(document, "readyState") === "loading") return;
    changes += list.length;
    for (const one of list) {
      const at = one.target;
      if (one.type === "attributes") note(at);
      else if (one.type === "characterData") note(prop(at, "parentNode") || at);
      else {
        for (const node of one.removedNodes) gone(node);
        for (const node of one.addedNodes) { observeIn(node); note(prop(at, "childElementCount") ? node : at); }
      }
    }
  };
  const observer = new MutationObserver(see);
  const observed = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "value"] };
  const roots = new Set();
  const observe = (root) => { if (!roots.has(root)) { roots.add(root); observer.observe(root, observed); observeIn(root); } };
  // An observer is not told of what happens under a shadow root.
  const observeIn = (node) => {
    if (![Node.ELEMENT_NODE, Node.DOCUMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE].includes(prop(node, "nodeType"))) return;
    for (const el of [node, ...call(node, "querySelectorAll", "*")]) if (prop(el, "shadowRoot")) observe(prop(el, "shadowRoot"));
  };
  observe(document);
  call(document, "addEventListener", "DOMContentLoaded", () => observer.takeRecords());  // what the parser built is no change
  // Nor of what a script writes into a field.
  let before = null;
  const written = () => [...roots].flatMap((root) => [...call(root, "querySelectorAll", "input:not([type=password]), textarea, select")].slice(0, 200).map((el) => el.value)).join("\n");
  // An animation with an end may yet bring an amount to sight, or take it away.
  const moving = () => call(document, "getAnimations").some((one) => {
    const time = one.effect && one.effect.getComputedTiming();
    return one.playState === "running" && time.endTime - time.localTime < 6000;
  });
  const loading = (now) => [...roots].some((root) => [...call(root, "querySelectorAll", "img")].some((img) => {
    if (img.complete || img.loading === "lazy") return false;
    if (!pictures.has(img)) pictures.set(img, now);
    return now - pictures.get(img) < LIMIT;
  }));
  // A page that is about to be left for another; one that came by itself from itself does so again and again.
  const due = (now) => {
    const meta = call(document, "querySelector", "meta[http-equiv=refresh i][content]");
    const wait = meta ? parseFloat(meta.content) * 1000 : NaN;
    const since = performance.getEntriesByType("navigation").map((one) => one.loadEventEnd || one.responseEnd)[0] || 0;
    return wait >= 0 && wait <= LIMIT && now - since < wait + 1500 && prop(document, "referrer") !== location.href ? Math.max(1, wait - now + since) : 0;
  };
  performance.addEventListener(`${channel}!`, (event) => { told = event.detail; });
  // Nine whole numbers and nothing else are an answer.
  const counted = (what) => {
    told = "";
    Reflect.apply(EventTarget.prototype.dispatchEvent, performance, [new CustomEvent(channel, { detail: what })]);
    return typeof told === "string" && /^\d{1,9}(,\d{1,9}){8}$/.test(told) ? told.split(",").map(Number) : null;
  };
  return (forget, watched) => {
    if (forget) { fresh = false; said.length = 0; counted("forget"); }
    const values = written(), now = performance.now();
    if (before !== null && values !== before) { changed = now; changes++; }
    before = values;
    const late = observer.takeRecords();
    if (late.length) see(late);
    const there = counted("");
    const [soon, leaving, asking, ticking, streaming, unanswered, failed, more, quiet] = there || [0, 0, 0, 0, 0, 0, 0, 0, 1e9];
    const scripted = !!call(document, "querySelector", "script, iframe, frame, [onload], [onerror]");
    // A page with scripts whose own world is silent may have more under way than can be seen.
    const blind = watched && !there && scripted;
    const unfinished = prop(document, "readyState") !== "complete" && now < LIMIT, pending = loading(now), refresh = due(now);
    return {
      busy: unfinished || pending || refresh > 0 || soon > 0 || asking > 0 || leaving > 0 || moving(),
      asking: asking > 0 || pending || refresh > 0, ticking: ticking > 0, streaming: streaming > 0 || blind,
      still: Math.min(now - changed, quiet, blind ? now - begun : 1e9), changes: Math.max(changes, more, blind ? 1 : 0),
      failed: failed > 0, unanswered: unanswered > 0, said, fresh, soon: Math.max(soon, leaving, refresh),
    };
  };
})()
