// Tells the person in the window what is theirs to do, or asks them, by buttons; what they have pressed is the answer to
// whoever asks again. It takes no focus, lies where no field or button is, is out of the page's reach in a closed shadow
// root, and leaves nothing behind; only its buttons take a click, of which the page hears nothing. An empty text takes it away.
const banner = (text, name, answers = {}) => {
  const key = Symbol.for("saldo-jht-banner");
  if (!text) { if (window[key]) window[key].host.remove(); delete window[key]; return ""; }
  if (!document.body) return "";
  if (!window[key] || !window[key].host.isConnected) {
    const host = document.createElement("div");
    host.style.cssText = "all:initial;position:fixed;left:0;right:0;bottom:0;z-index:2147483647;pointer-events:none";
    const inside = host.attachShadow({ mode: "closed" }), box = document.createElement("div"), line = document.createElement("div");
    box.style.cssText = "font:600 15px/1.4 system-ui,sans-serif;background:#0b3d2e;color:#fff;padding:10px 16px;border:3px solid #f4c542;text-align:center";
    line.style.cssText = "white-space:pre-line;max-height:40vh;overflow:hidden";
    box.append(line);
    inside.append(box);
    const state = { host, line, pressed: "" };
    for (const [answer, label] of Object.entries(answers)) {
      const button = document.createElement("button");
      button.textContent = label;
      button.style.cssText = "font:inherit;color:#0b3d2e;background:#fff;border:0;border-radius:4px;margin:8px 6px 0;padding:6px 18px;pointer-events:auto;cursor:pointer";
      button.addEventListener("click", (event) => { if (event.isTrusted) state.pressed = answer; });
      box.append(button);
    }
    for (const kind of ["pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click"]) {
      inside.addEventListener(kind, (event) => { event.stopPropagation(); if (kind === "mousedown") event.preventDefault(); });
    }
    // What stands beside a dialog that holds everything else up can be neither seen nor pressed.
    ([...document.querySelectorAll("dialog:modal")].pop() || document.documentElement).append(host);
    Object.defineProperty(window, key, { value: state, configurable: true, enumerable: false });
  }
  const { host, line, pressed } = window[key];
  line.textContent = `${name}: ${text}`;
  const high = host.getBoundingClientRect().height;
  const taken = (from, to) => [...document.querySelectorAll("input, button, select, textarea, a, iframe, [role=checkbox], [tabindex]")].some((el) => {
    const box = el.getBoundingClientRect();
    return box.height > 0 && box.bottom > from && box.top < to;
  });
  const top = taken(innerHeight - high, innerHeight) && !taken(0, high);
  host.style.top = top ? "0" : "auto";
  host.style.bottom = top ? "auto" : "0";
  return pressed;
};
