// Keeps count of what a page has yet to do (requests under way, timers about to fire, changes just made), so that the
// program can wait for just that and not for a time. It hides nothing and changes no result of what it counts.
(() => {
  if (window.__saldoJhtPending || location.protocol === "chrome-error:") return;
  const timers = new Map(), flying = new Set(), tickers = new Map();
  let changed = performance.now(), depth = 0, changes = 0, left = -1e9;
  const setTimer = window.setTimeout, clearTimer = window.clearTimeout, setTicker = window.setInterval, clearTicker = window.clearInterval;
  const send = XMLHttpRequest.prototype.send, get = window.fetch;
  window.setTimeout = function (work, delay, ...rest) {
    if (typeof work !== "function") return setTimer.call(window, work, delay, ...rest);
    const mine = depth + 1;
    const id = setTimer.call(window, function () {
      timers.delete(id);
      const before = depth;
      depth = mine;
      try { return work.apply(this, arguments); } finally { depth = before; }
    }, delay, ...rest);
    timers.set(id, { due: performance.now() + (Number(delay) || 0), depth: mine });
    return id;
  };
  window.clearTimeout = function (id) { timers.delete(id); return clearTimer.call(window, id); };
  window.setInterval = function (work, delay, ...rest) { const id = setTicker.call(window, work, delay, ...rest); tickers.set(id, Number(delay) || 0); return id; };
  window.clearInterval = function (id) { tickers.delete(id); return clearTicker.call(window, id); };
  // Requests of the page's own that failed, and what it said for a while: a placeholder may have stayed for want of an answer.
  let failed = 0, epoch = 0;
  const said = [];
  const kin = (address) => {
    try { return new URL(address, location.href).hostname.split(".").slice(-2).join() === location.hostname.split(".").slice(-2).join(); } catch { return false; }
  };
  const track = (token, address) => { token.at = performance.now(); token.own = kin(address); token.epoch = epoch; flying.add(token); };
  const fail = (token) => { if (token.own && token.epoch === epoch) failed++; };
  const opened = new WeakMap(), openRequest = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (...rest) { opened.set(this, rest[1]); return openRequest.apply(this, rest); };
  XMLHttpRequest.prototype.send = function (...rest) {
    const token = {};
    track(token, opened.get(this));
    const failing = () => fail(token);
    this.addEventListener("error", failing);
    this.addEventListener("timeout", failing);
    this.addEventListener("loadend", () => { if (this.status >= 400) fail(token); setTimer.call(window, () => flying.delete(token), 0); });
    try { return send.apply(this, rest); } catch (error) { flying.delete(token); throw error; }
  };
  if (get) window.fetch = function (...rest) {
    const token = {};
    track(token, rest[0] && rest[0].url || String(rest[0]));
    const done = () => setTimer.call(window, () => flying.delete(token), 30);
    const answer = get.apply(this, rest);
    answer.then((got) => { if (got.status >= 400) fail(token); }, (error) => { if (!error || error.name !== "AbortError") fail(token); });
    answer.then(done, done);
    return answer;
  };
  // A page that is being left for another one, or has just opened a window, has yet to tell of it: it is still at work.
  const leave = () => { left = performance.now(); };
  addEventListener("beforeunload", leave);
  const open = window.open;
  window.open = function (...rest) { const opened = open.apply(window, rest); if (opened || /noopener|noreferrer/.test(rest[2])) leave(); return opened; };
  const elsewhere = (el) => el && /^(?!_self$|_top$|_parent$)./.test(el.target || "");
  const opens = (event, el) => {
    if (!elsewhere(el)) return;
    const before = left;
    leave();
    setTimer.call(window, () => { if (event.defaultPrevented) left = before; }, 0);
  };
  addEventListener("click", (event) => opens(event, event.composedPath().find((el) => el.localName === "a" || el.localName === "area")), true);
  // A form leaves its page in a task of its own, a while after it was sent.
  addEventListener("submit", (event) => {
    if ((event.submitter && event.submitter.formMethod || event.target.method) === "dialog") return;
    const before = left;
    leave();
    setTimer.call(window, () => { if (event.defaultPrevented) left = before; }, 0);
  }, true);
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function (...rest) { leave(); return submit.apply(this, rest); };
  const note = (node) => {
    const text = node.textContent && node.textContent.length < 300 ? node.textContent.replace(/\s+/g, " ").trim() : "";
    if (!/\p{L}{3}|[0-9]/u.test(text)) return;
    if (said.includes(text)) said.splice(said.indexOf(text), 1);
    said.push(text);
    if (said.length > 60) said.shift();
  };
  const observer = new MutationObserver((list) => {
    changed = performance.now();
    if (document.readyState === "loading") return;
    changes += list.length;
    for (const one of list) {
      if (one.type === "attributes") note(one.target);
      else if (one.type === "characterData") note(one.target.parentNode || one.target);
      else if (one.addedNodes.length) for (const node of one.target.childElementCount ? one.addedNodes : [one.target]) note(node);
    }
  });
  document.addEventListener("DOMContentLoaded", () => observer.takeRecords());  // what the parser built is no change
  const observed = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "value"] };
  observer.observe(document, observed);
  // An observer is not told of what happens under a shadow root, nor of what a script writes into a field.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...rest) { const shadow = attach.apply(this, rest); observer.observe(shadow, observed); return shadow; };
  document.addEventListener("DOMContentLoaded", () => { for (const el of document.querySelectorAll("*")) if (el.shadowRoot) observer.observe(el.shadowRoot, observed); });
  for (const [field, property] of [[HTMLInputElement, "value"], [HTMLInputElement, "valueAsNumber"], [HTMLTextAreaElement, "value"]]) {
    const own = Object.getOwnPropertyDescriptor(field.prototype, property);
    Object.defineProperty(field.prototype, property, { ...own, set(to) {
      const before = this.value;
      own.set.call(this, to);
      if (this.value !== before) { changed = performance.now(); changes++; }
    } });
  }
  // An animation with an end may yet bring an amount to sight, or take it away.
  const moving = () => document.getAnimations().some((one) => {
    const time = one.effect && one.effect.getComputedTiming();
    return one.playState === "running" && time.endTime - time.localTime < 6000;
  });
  Object.defineProperty(window, "__saldoJhtPending", { value: () => {
    const now = performance.now();
    const soon = [...timers.values()].some((t) => t.due - now < 6000 && t.depth <= 6);
    const asked = [...flying].some((t) => now - t.at < 20000);
    const unanswered = [...flying].some((t) => t.own && t.epoch === epoch);
    return { failed, unanswered, said, fresh: !epoch, asking: asked, busy: document.readyState !== "complete" || soon || asked || now - left < 1500 || moving(), ticking: [...tickers.values()].some((d) => d <= 2500), still: now - changed, changes };
  } });
  // What failed or was said until now is of no account any more.
  Object.defineProperty(window.__saldoJhtPending, "forget", { value: () => { epoch++; failed = 0; said.length = 0; } });
})();
