(function () {
  var root = document.getElementById("root"), greeted = false;
  function show(id) { root.replaceChildren(document.importNode(document.getElementById(id).content, true)); return root; }
  function get(path) {
    return fetch(CFG.api + path, {headers: {"X-Sesi": sessionStorage.getItem("sesi") || ""}}).then(function (r) { return r.json(); }).then(function (d) {
      if (d.next) { if (d.next === CFG.masuk) { sessionStorage.removeItem("sesi"); } location.href = d.next; return new Promise(function () {}); }
      return d;
    });
  }
  var routes = {
    "#/masuk": function () {
      show("t-masuk");
      Portal.inline = function (m) { root.querySelector("[data-e]").textContent = m; };
      if (CFG.notice) { Portal.inline(CFG.notice); }
      root.querySelector("form").onsubmit = function (event) {
        event.preventDefault();
        Portal.send(CFG.login, new URLSearchParams(new FormData(event.target)), function (next) {
          if (next === CFG.home) { location.hash = "#/beranda"; } else { location.href = next; }
        });
      };
    },
    "#/beranda": function () {
      get("/beranda").then(function (d) {
        show("t-beranda").querySelector("[data-n]").textContent = d.nama;
        if (!greeted) { greeted = true; document.body.append(document.importNode(document.getElementById("t-sapa").content, true)); }
      });
    },
    "#/kartu": function () { location.href = "/profil"; },
    "#/saldo": function () {
      show("t-saldo");
      get("/saldo").then(function (d) {
        if (!d.ok || d.message) { root.querySelector("[data-s]").textContent = ""; root.querySelector("[data-p]").textContent = d.message; return; }
        function pick(i) {
          root.querySelectorAll(".css-chip").forEach(function (c, j) { c.classList.toggle("on", i === j); });
          root.querySelector("[data-s]").textContent = d.kartu[i].saldo;
          root.querySelector("[data-p]").textContent = "per " + d.per + " \u00b7 KPJ " + d.kartu[i].kpj;
        }
        if (d.kartu.length > 1) {
          d.kartu.forEach(function (k, i) {
            var chip = document.createElement("span");
            chip.className = "css-chip"; chip.setAttribute("role", "button"); chip.tabIndex = 0; chip.textContent = k.kpj;
            chip.onclick = function () { pick(i); };
            root.querySelector("[data-c]").append(chip);
          });
        }
        pick(0);
        if (d.total) { root.querySelector("[data-t]").textContent = "Total seluruh kartu " + d.total; }
      });
    }
  };
  document.addEventListener("click", function (event) {
    var t = event.target.closest("[data-go],[data-out]");
    if (!t) { return; }
    if (t.dataset.go) { location.hash = t.dataset.go; } else { location.href = t.dataset.out; }
  });
  window.addEventListener("hashchange", function () { (routes[location.hash] || routes["#/masuk"])(); });
  if (CFG.page === "login" && sessionStorage.getItem("sesi")) {
    var wanted = location.hash;
    fetch(CFG.api + "/beranda", {headers: {"X-Sesi": sessionStorage.getItem("sesi")}}).then(function (r) {
      if (r.ok) { location.replace(CFG.home + wanted); return; }
      sessionStorage.removeItem("sesi");
      history.replaceState(null, "", "#/masuk"); routes["#/masuk"]();
    });
    return;
  }
  if (CFG.page === "login") { history.replaceState(null, "", "#/masuk"); routes["#/masuk"](); }
  else { history.replaceState(null, "", CFG.page !== "home" ? "#/saldo" : routes[location.hash] && location.hash !== "#/masuk" ? location.hash : "#/beranda"); routes[location.hash](); }
})();
