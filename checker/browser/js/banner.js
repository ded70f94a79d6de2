// Tells the person in the window what is theirs to do. It takes no click and no focus, lies where no field or button is,
// is out of the page's reach in a closed shadow root, and leaves nothing behind. An empty text takes it away.
const banner = (text, name) => {
  const key = Symbol.for("saldo-jht-banner");
  if (!text) { if (window[key]) window[key].host.remove(); delete window[key]; return; }
  if (!document.body) return;
  if (!window[key] || !window[key].host.isConnected) {
    const host = document.createElement("div");
    host.style.cssText = "all:initial;position:fixed;left:0;right:0;bottom:0;z-index:2147483647;pointer-events:none";
    const inside = host.attachShadow({ mode: "closed" }), line = document.createElement("div");
    line.style.cssText = "font:600 15px/1.4 system-ui,sans-serif;background:#0b3d2e;color:#fff;padding:10px 16px;border:3px solid #f4c542;text-align:center";
    inside.append(line);
    document.documentElement.append(host);
    Object.defineProperty(window, key, { value: { host, line }, configurable: true, enumerable: false });
  }
  const { host, line } = window[key];
  line.textContent = `${name}: ${text}`;
  const high = host.getBoundingClientRect().height;
  const taken = (from, to) => [...document.querySelectorAll("input, button, select, textarea, a, iframe, [role=checkbox], [tabindex]")].some((el) => {
    const box = el.getBoundingClientRect();
    return box.height > 0 && box.bottom > from && box.top < to;
  });
  const top = taken(innerHeight - high, innerHeight) && !taken(0, high);
  host.style.top = top ? "0" : "auto";
  host.style.bottom = top ? "auto" : "0";
};
