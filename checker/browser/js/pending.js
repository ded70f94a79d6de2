// Keeps count, in the page's own world, of what a page has yet to do there: requests under way, timers about to fire,
// streams that may bring more. It changes no result of what it counts and tells nobody but an event of a name that no
// page knows; all that it tells can do is make the program wait longer, or doubt. It uses nothing that a page could have
// replaced since it began. It is the body of a function, which is handed the `channel`: the name of that event.
if (location.protocol === "chrome-error:") return;
const { apply, construct } = Reflect, { create, defineProperty, getOwnPropertyDescriptor } = Object;
const clock = performance, read = Performance.prototype.now, now = () => apply(read, clock, []);
const hear = EventTarget.prototype.addEventListener, send = EventTarget.prototype.dispatchEvent;
const on = (target, kind, work, capture) => apply(hear, target, [kind, work, !!capture]);
const getter = (type, key) => { const own = getOwnPropertyDescriptor(type.prototype, key); return (one) => apply(own.get, one, []); };
const setTimer = window.setTimeout, later = (work, delay) => apply(setTimer, window, [work, delay]);
const then = Promise.prototype.then;
const after = (answer, done, failing) => { try { apply(then, answer, [done, failing || done]); } catch { done(); } };
// Dictionaries without a prototype and numbers as their keys: nothing of them is the page's.
const timers = create(null), tickers = create(null), flying = create(null), streams = create(null);
const any = (of, fits) => { for (const key in of) if (fits(of[key])) return true; return false; };
// Instants end in "At"; a `depth` is how many timers have led to each other.
let serial = 0, depth = 0, drawn = 0, loopedAt = -1e9, changedAt = now(), changes = 0, leftAt = -1e9, failed = 0, epoch = 0;

// -- timers, and what is one by another name

const within = (mine, work, self, given) => { const before = depth; depth = mine; try { return apply(work, self, given); } finally { depth = before; } };
const countTimers = () => {
  const clearTimer = window.clearTimeout;
  window.setTimeout = function (work, delay) {
    const mine = depth + 1, given = arguments, due = now() + (+delay || 0);
    if (typeof work !== "function") {  // the text of a script
      const id = apply(setTimer, window, given);
      timers[id] = { due, depth: mine };
      later(() => { delete timers[id]; }, delay);
      return id;
    }
    given[0] = function () { delete timers[id]; return within(mine, work, this, arguments); };
    const id = apply(setTimer, window, given);
    timers[id] = { due, depth: mine };
    return id;
  };
  window.clearTimeout = function (id) { delete timers[id]; return apply(clearTimer, window, arguments); };
};
const countTickers = () => {
  const setTicker = window.setInterval, clearTicker = window.clearInterval, setFrame = window.requestAnimationFrame;
  window.setInterval = function (work, delay) {
    const id = apply(setTicker, window, arguments), first = now() + (+delay || 0);
    tickers[id] = +delay || 0;
    // What it does first may change what stands there until then.
    if (delay > 2500 && delay < 3500) timers[`first ${id}`] = { due: first, depth: depth + 1 };
    later(() => { delete timers[`first ${id}`]; }, delay);
    return id;
  };
  window.clearInterval = function (id) { delete tickers[id]; delete timers[`first ${id}`]; return apply(clearTicker, window, arguments); };
  window.requestAnimationFrame = function (work) {
    if (typeof work !== "function") return apply(setFrame, window, arguments);
    const mine = drawn + 1;
    // What asks for the next picture again and again ticks, as a clock does.
    if (mine > 3) loopedAt = now();
    return apply(setFrame, window, [function () { const before = drawn; drawn = mine; try { return apply(work, this, arguments); } finally { drawn = before; } }]);
  };
};
const countSignalsAndTasks = () => {
  // A signal that goes off after a while is a timer by another name.
  if (window.AbortSignal && AbortSignal.timeout) {
    const expire = AbortSignal.timeout;
    AbortSignal.timeout = function (delay) {
      const id = `signal ${++serial}`;
      timers[id] = { due: now() + (+delay || 0), depth: depth + 1 };
      later(() => { delete timers[id]; }, delay);
      return apply(expire, this, arguments);
    };
  }
  if (window.scheduler && window.Scheduler) {
    const post = Scheduler.prototype.postTask;
    Scheduler.prototype.postTask = function (_work, how) {
      const id = `task ${++serial}`;
      timers[id] = { due: now() + (how && +how.delay || 0), depth: depth + 1 };
      const answer = apply(post, this, arguments);
      after(answer, () => { delete timers[id]; });
      return answer;
    };
  }
};

// -- requests, by whoever sends them

// The last two parts of a host tell whose it is.
const house = (host) => { let dots = 0, at = host.length; while (at > 0 && !(host[at - 1] === "." && ++dots === 2)) at--; let tail = ""; for (; at < host.length; at++) tail += host[at]; return tail; };
const Address = URL, hostOf = getter(URL, "hostname"), home = house(location.hostname);
const kin = (address) => { try { return house(hostOf(new Address(address, location.href))) === home; } catch { return false; } };
const track = (address) => { const id = ++serial; flying[id] = { sentAt: now(), own: kin(address), epoch }; return id; };
const fail = (id) => { const one = flying[id]; if (one && one.own && one.epoch === epoch) failed++; };
const landed = (id, delay) => later(() => { delete flying[id]; }, delay);
const countRequests = () => {
  const Request = XMLHttpRequest.prototype, openRequest = Request.open, sendRequest = Request.send, statusOf = getter(XMLHttpRequest, "status");
  const addresses = new WeakMap(), put = WeakMap.prototype.set, take = WeakMap.prototype.get;
  Request.open = function (_verb, address) { apply(put, addresses, [this, address]); return apply(openRequest, this, arguments); };
  Request.send = function () {
    const id = track(apply(take, addresses, [this])), failing = () => fail(id);
    on(this, "error", failing);
    on(this, "timeout", failing);
    on(this, "loadend", () => { if (statusOf(this) >= 400) fail(id); landed(id, 0); });
    try { return apply(sendRequest, this, arguments); } catch (error) { delete flying[id]; throw error; }
  };
};
const countFetches = () => {
  const get = window.fetch;
  if (!get) return;
  const statusOf = getter(Response, "status"), addressOf = getter(window.Request, "url");
  window.fetch = function (what) {
    let address = what;
    try { address = addressOf(what); } catch { /* it is an address itself */ }
    const id = track(address), answer = apply(get, this === undefined ? window : this, arguments);
    after(answer, (got) => { try { if (statusOf(got) >= 400) fail(id); } finally { landed(id, 30); } }, (error) => { if (!error || error.name !== "AbortError") fail(id); landed(id, 30); });
    return answer;
  };
};
// An image may bring the page to do something once it is there.
const countImages = () => {
  const source = getOwnPropertyDescriptor(HTMLImageElement.prototype, "src"), isWhole = getter(HTMLImageElement, "complete");
  defineProperty(HTMLImageElement.prototype, "src", { ...source, set(to) {
    apply(source.set, this, [to]);
    if (isWhole(this) || !kin(to)) return;
    const id = track(to), done = () => landed(id, 30);
    on(this, "load", done);
    on(this, "error", done);
  } });
};

// Workers and open streams may bring more at any time: until they have been quiet for a while.
const tap = (kind, mouth, closed) => {
  const Own = window[kind];
  if (!Own) return;
  window[kind] = new Proxy(Own, { construct(target, given, as) {
    const one = construct(target, given, as), token = { heardAt: now(), bornAt: now(), gone: () => closed(one) }, stir = () => { token.heardAt = now(); };
    streams[++serial] = token;
    try { for (const event of ["message", "open"]) on(mouth(one), event, stir); } catch { /* it stays one that is there */ }
    return one;
  } });
};
const countStreams = () => {
  const never = () => false;
  tap("Worker", (one) => one, never);
  if (window.SharedWorker) { const port = getter(SharedWorker, "port"); tap("SharedWorker", port, never); }
  if (window.EventSource) { const state = getter(EventSource, "readyState"); tap("EventSource", (one) => one, (one) => state(one) === 2); }
  if (window.WebSocket) { const state = getter(WebSocket, "readyState"); tap("WebSocket", (one) => one, (one) => state(one) === 3); }
};

// -- leaving: a page that is being left for another one, or has just opened a window, has yet to tell of it

const leave = () => { leftAt = now(); };
const isPrevented = getter(Event, "defaultPrevented"), targetOf = getter(Event, "target"), pathOf = Event.prototype.composedPath;
const unless = (event) => { const before = leftAt; leave(); later(() => { if (isPrevented(event)) leftAt = before; }, 0); };
const leadsAway = (el) => el && /^(?!_self$|_top$|_parent$)./.test(el.target || "");
const clicked = (event) => {
  const path = apply(pathOf, event, []);
  for (let at = 0; at < path.length; at++) if (path[at].localName === "a" || path[at].localName === "area") { if (leadsAway(path[at])) unless(event); return; }
};
// A form leaves its page in a task of its own, a while after it was sent.
const submitted = (event) => { if ((event.submitter && event.submitter.formMethod || targetOf(event).method) !== "dialog") unless(event); };
const noteLeaving = () => {
  const openWindow = window.open, submit = HTMLFormElement.prototype.submit;
  window.open = function (_address, _name, how) { const opened = apply(openWindow, window, arguments); if (opened || /noopener|noreferrer/.test(how)) leave(); return opened; };
  HTMLFormElement.prototype.submit = function () { leave(); return apply(submit, this, arguments); };
};

// -- changes of what stands there

const Observer = MutationObserver, look = Observer.prototype.observe, taken = Observer.prototype.takeRecords, stateOf = getter(Document, "readyState");
const observer = new Observer((list) => { changedAt = now(); if (stateOf(document) !== "loading") changes += list.length; });
const observed = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "value"] };
const observe = (root) => { apply(look, observer, [root, observed]); };
const noteChanges = () => {
  observe(document);
  // An observer is not told of what happens under a shadow root, nor of what a script writes into a field.
  const attach = Element.prototype.attachShadow, every = Document.prototype.querySelectorAll, shadowOf = getter(Element, "shadowRoot");
  Element.prototype.attachShadow = function () { const shadow = apply(attach, this, arguments); observe(shadow); return shadow; };
  on(document, "DOMContentLoaded", () => {
    apply(taken, observer, []);  // what the parser built is no change
    const all = apply(every, document, ["*"]);
    for (let at = 0; at < all.length; at++) if (shadowOf(all[at])) observe(shadowOf(all[at]));
  });
};
const noteWritten = () => {
  const fields = [[HTMLInputElement, "value"], [HTMLInputElement, "valueAsNumber"], [HTMLTextAreaElement, "value"]];
  for (const [field, key] of fields) {
    const own = getOwnPropertyDescriptor(field.prototype, key), valueOf = getter(field, "value");
    defineProperty(field.prototype, key, { ...own, set(to) {
      const before = valueOf(this);
      apply(own.set, this, [to]);
      if (valueOf(this) !== before) { changedAt = now(); changes++; }
    } });
  }
};

// -- what is told when it is asked for

const detail = getter(CustomEvent, "detail"), Told = CustomEvent;
const handlers = [getter(HTMLElement, "onclick"), getter(SVGElement, "onclick")], halt = Event.prototype.preventDefault, end = Event.prototype.stopImmediatePropagation;
// No other world can see whether an element has a handler that a script has given it.
const handled = (event) => {
  const el = apply(pathOf, event, [])[0];
  apply(end, event, []);
  for (let at = 0; at < 2; at++) try { if (handlers[at](el)) apply(halt, event, []); } catch { /* it is of the other kind */ }
};
const listen = () => { on(window, `${channel}?`, handled, true); on(window, "beforeunload", leave); on(window, "click", clicked, true); on(window, "submit", submitted, true); };
const counted = () => {
  const at = now();
  let soon = 0;
  for (const id in timers) { const one = timers[id]; if (one.due - at < 6000 && one.depth <= 6) { const wait = one.due - at + 1; soon = wait > soon ? wait : soon || 1; } }
  const asking = any(flying, (one) => at - one.sentAt < 20000), unanswered = any(flying, (one) => one.own && one.epoch === epoch);
  const ticking = any(tickers, (delay) => delay <= 2500) || at - loopedAt < 300;
  const streaming = any(streams, (one) => at - one.heardAt < 3500 && at - one.bornAt < 20000 && !one.gone());
  const told = [soon, at - leftAt < 1500 ? 1500 - at + leftAt : 0, asking, ticking, streaming, unanswered, failed, changes, at - changedAt];
  let text = "";
  for (let i = 0; i < told.length; i++) text += `${i ? "," : ""}${told[i] > 0 ? (told[i] | 0) + (told[i] > (told[i] | 0) ? 1 : 0) : 0}`;
  return text;
};

countTimers();
countTickers();
countSignalsAndTasks();
countRequests();
countFetches();
countImages();
countStreams();
noteLeaving();
noteChanges();
noteWritten();
listen();
on(clock, channel, (event) => {
  listen();  // a document that was opened anew has dropped them
  if (detail(event) === "forget") { epoch++; failed = 0; return; }
  apply(send, clock, [new Told(`${channel}!`, { detail: counted() })]);
});
