// How far the page has come to rest, as this world sees it and as the page's own world tells: that can only be less.
const LIMIT = 20_000;  // milliseconds: nothing is waited for longer
const OBSERVED = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "value"] };
const since = { begun: performance.now(), changed: 0, changes: 0, fresh: true, told: "", values: null };
const loadingSince = new Map(), watchedRoots = new Set(), saidTexts = [];

// What is said, be it for a moment only: the texts that came or changed, the last at the end. What goes and was never heard to
// come stood there before this world first looked.
const note = (node) => {
  const whole = (node && textIn(node)) || "", text = whole.length < 300 ? plain(whole) : "";
  if (!/\p{L}{3}|[0-9]/u.test(text)) return;
  if (saidTexts.includes(text)) saidTexts.splice(saidTexts.indexOf(text), 1);
  saidTexts.push(text);
  if (saidTexts.length > 60) saidTexts.shift();
};
const noteGone = (node) => {
  const text = plain(textIn(node));
  if (text.length < 300 && /\p{L}{3}/u.test(text) && !saidTexts.includes(text)) saidTexts.unshift(text);
};
const seeChanges = (list) => {
  since.changed = performance.now();
  if (prop(document, "readyState") === "loading") return;
  since.changes += list.length;
  for (const { type, target, removedNodes, addedNodes } of list) {
    if (type === "attributes") note(target);
    else if (type === "characterData") note(prop(target, "parentNode") || target);
    for (const node of removedNodes) noteGone(node);
    for (const node of addedNodes) { observeIn(node); note(prop(target, "childElementCount") ? node : target); }
  }
};
const observer = new MutationObserver(seeChanges);
const observe = (top) => { if (!watchedRoots.has(top)) { watchedRoots.add(top); observer.observe(top, OBSERVED); observeIn(top); } };
// An observer is not told of what happens under a shadow root.
const observeIn = (node) => {
  if (isText(node) || !node.querySelectorAll) return;
  for (const el of [node, ...all(node, "*")]) if (prop(el, "shadowRoot")) observe(shadowOf(el));
};
observe(document);
call(document, "addEventListener", "DOMContentLoaded", () => observer.takeRecords());  // what the parser built is no change
performance.addEventListener(`${channel}!`, (event) => { since.told = event.detail; });

// Nor of what a script writes into a field.
const fieldValues = () => [...watchedRoots].flatMap((one) => all(one, "input:not([type=password]), textarea, select").slice(0, 200).map((el) => el.value)).join("\n");
// An animation with an end may yet bring an amount to sight, or take it away.
const isMoving = () => call(document, "getAnimations").some((one) => {
  const time = one.effect && one.effect.getComputedTiming();
  return one.playState === "running" && time.endTime - time.localTime < 6000;
});
const isLoading = (now) => [...watchedRoots].flatMap((one) => all(one, "img")).some((img) => {
  if (img.complete || img.loading === "lazy") return false;
  if (!loadingSince.has(img)) loadingSince.set(img, now);
  return now - loadingSince.get(img) < LIMIT;
});
// In how long a page is to be left for another; one that came by itself from itself does so again and again.
const refreshDue = (now) => {
  const meta = call(document, "querySelector", "meta[http-equiv=refresh i][content]"), wait = meta ? parseFloat(meta.content) * 1000 : NaN;
  const loaded = performance.getEntriesByType("navigation").map((one) => one.loadEventEnd || one.responseEnd)[0] || 0;
  return wait >= 0 && wait <= LIMIT && now - loaded < wait + 1500 && prop(document, "referrer") !== location.href ? Math.max(1, wait - now + loaded) : 0;
};
// Nine whole numbers and nothing else are an answer of the page's own world.
const askedOfPage = (what) => {
  since.told = "";
  Reflect.apply(EventTarget.prototype.dispatchEvent, performance, [new CustomEvent(channel, { detail: what })]);
  return typeof since.told === "string" && /^\d{1,9}(,\d{1,9}){8}$/.test(since.told) ? since.told.split(",").map(Number) : null;
};

// With `forget`, what failed and what was said until now is of no account any more; `watched` pages count in their own world.
const rest = (forget, watched) => {
  if (forget) { since.fresh = false; saidTexts.length = 0; askedOfPage("forget"); }
  const values = fieldValues(), now = performance.now();
  if (since.values !== null && values !== since.values) { since.changed = now; since.changes++; }
  since.values = values;
  const late = observer.takeRecords();
  if (late.length) seeChanges(late);
  const there = askedOfPage(""), [soon, leaving, asking, ticking, streaming, unanswered, failed, more, quiet] = there || [0, 0, 0, 0, 0, 0, 0, 0, 1e9];
  // A page with scripts whose own world is silent may have more under way than can be seen.
  const blind = watched && !there && !!call(document, "querySelector", "script, iframe, frame, [onload], [onerror]");
  const unfinished = prop(document, "readyState") !== "complete" && now < LIMIT, loading = isLoading(now), refresh = refreshDue(now);
  return {
    busy: unfinished || loading || refresh > 0 || soon > 0 || asking > 0 || leaving > 0 || isMoving(),
    asking: asking > 0 || loading || refresh > 0, ticking: ticking > 0, streaming: streaming > 0 || blind,
    still: Math.min(now - since.changed, quiet, blind ? now - since.begun : 1e9), changes: Math.max(since.changes, more, blind ? 1 : 0),
    failed: failed > 0, unanswered: unanswered > 0, said: saidTexts, fresh: since.fresh, soon: Math.max(soon, leaving, refresh),
  };
};
