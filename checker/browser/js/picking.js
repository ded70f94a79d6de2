// Catches the click by which a person points at something: what lies there is kept by `number`, and nothing is pressed.
// The answer is whether they have. Nought takes it away. It is as far from the page's reach as the banner is.
const picking = (number) => {
  const key = Symbol.for("saldo-jht-picking");
  if (!number) { if (window[key]) window[key].host.remove(); delete window[key]; return false; }
  if (!document.body) return false;
  if (!window[key] || !window[key].host.isConnected) {
    const host = document.createElement("div");
    host.style.cssText = "all:initial;position:fixed;inset:0;z-index:2147483646;cursor:crosshair";
    const pane = document.createElement("div"), state = { host, picked: false };
    pane.style.cssText = "position:absolute;inset:0";
    host.attachShadow({ mode: "closed" }).append(pane);
    for (const kind of ["pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click"]) {
      pane.addEventListener(kind, (event) => {
        event.stopPropagation();
        if (kind === "mousedown") event.preventDefault();
        if (kind !== "click" || !event.isTrusted) return;
        host.style.display = "none";
        let el = document.elementFromPoint(event.clientX, event.clientY);
        for (let root = el; root && (root = root.shadowRoot); root = el) {
          const inner = root.elementFromPoint(event.clientX, event.clientY);
          if (!inner || inner === el) break;
          el = inner;
        }
        host.style.display = "";
        if (el) { keepAs(number, [el]); state.picked = true; }
      });
    }
    ([...document.querySelectorAll("dialog:modal")].pop() || document.documentElement).append(host);
    Object.defineProperty(window, key, { value: state, configurable: true, enumerable: false });
  }
  return window[key].picked;
};
