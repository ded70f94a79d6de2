function define(name, html, ready) {
  customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      this.attachShadow({mode: "open"}).innerHTML = html;
      if (ready) ready.call(this, this.shadowRoot);
    }
  });
}
function el(tag, attrs, text) { const e = document.createElement(tag); Object.assign(e, attrs || {}); if (text) e.textContent = text; return e; }
define("x-header", "<style>:host{display:block;background:#2e7d32;color:#fff;padding:14px}</style><slot></slot> &mdash; SIMULASI");
define("x-input", "<style>label{display:block;font-size:12px;color:#555}input{width:100%;box-sizing:border-box;border:0;border-bottom:1px solid #999;padding:10px 0}:host{display:block;margin:14px 0}</style><label for='n'></label><input id='n'>", function (root) {
  root.querySelector("label").textContent = this.getAttribute("label");
  const input = root.querySelector("input");
  input.type = this.getAttribute("type"); input.name = this.getAttribute("name");
  Object.defineProperty(this, "value", {get: () => input.value});
});
define("x-button", "<style>button{background:#2e7d32;color:#fff;border:0;border-radius:20px;padding:12px 24px;width:100%}</style><button type='button'><slot></slot></button>");
define("x-item", "<style>:host{display:flex;justify-content:space-between;padding:10px 0;border-bottom:1px solid #ddd}</style><slot name='label'></slot><slot></slot>");
define("x-tile", "<style>:host{display:inline-block;width:30%;text-align:center;padding:16px 0;cursor:pointer}</style><button type='button' style='border:0;background:#e8f5e9;padding:14px;border-radius:12px'><slot></slot></button>");
function item(label, value) {
  const i = el("x-item"), l = el("span", {slot: "label"}, label);
  i.append(l, el("span", {}, value));
  return i;
}
define("x-app", "<x-header>Jamsostek Web</x-header><main style='padding:16px'></main>", function (root) {
  const main = root.querySelector("main");
  const get = path => fetch(CFG.api + path).then(r => r.json()).then(d => { if (d.next) { location.href = d.next; return new Promise(function () {}); } return d; });
  const login = () => {
    const told = el("div"); told.style.color = "#b00020";
    Portal.inline = message => { told.textContent = message; };
    const mail = el("x-input"), word = el("x-input"), go = el("x-button", {}, "Login"), extra = el("div");
    mail.setAttribute("label", "Email"); mail.setAttribute("type", "email"); mail.setAttribute("name", "email");
    word.setAttribute("label", "Kata Sandi"); word.setAttribute("type", "password"); word.setAttribute("name", "password");
    extra.append(document.importNode(document.getElementById("captcha").content, true));
    main.replaceChildren(el("h2", {}, "Masuk ke akun Anda"), told, mail, word, extra, go);
    if (CFG.notice) told.textContent = CFG.notice;
    go.addEventListener("click", () => {
      const body = new URLSearchParams({email: mail.value, password: word.value});
      extra.querySelectorAll("[name]").forEach(f => { if (f.type !== "checkbox" || f.checked) body.set(f.name, f.value); });
      Portal.send(CFG.login, body, next => { if (next === CFG.home) home(); else location.href = next; });
    });
  };
  const home = () => get("/beranda").then(d => {
    history.pushState(null, "", CFG.home);
    const tile = (text, act) => { const t = el("x-tile", {}, text); t.onclick = act; return t; };
    main.replaceChildren(el("p", {}, "Hai, " + d.nama), el("p", {}, "Santunan JKM " + CFG.promo),
      tile("Klaim Saldo JHT", () => { location.href = CFG.claim; }), tile("Lihat Saldo JHT", saldo), tile("Simulasi", () => { location.href = CFG.estimate; }));
    document.body.append(document.importNode(document.getElementById("sapa").content, true));
  });
  const saldo = () => {
    main.replaceChildren(el("h2", {}, "Saldo JHT"), el("p", {}, "Memuat..."));
    get("/saldo").then(d => {
      main.querySelector("p").remove();
      if (!d.ok || d.message) { main.append(el("p", {}, d.message)); return; }
      d.kartu.forEach(k => {
        const box = el("section");
        box.append(item("Nomor KPJ", k.kpj), item("Perusahaan", k.company), item("Segmen Peserta", k.segment), item("Status Kepesertaan", k.membership), item("Saldo JHT", k.saldo));
        main.append(box, el("br"));
      });
      if (d.total) main.append(item("Total Saldo JHT", d.total));
      main.append(item("Saldo JP", CFG.jp), item("Upah Dilaporkan", CFG.wage), el("p", {}, "Data per " + d.per));
    });
  };
  if (CFG.page === "login") login(); else if (CFG.page === "home") home(); else saldo();
});
