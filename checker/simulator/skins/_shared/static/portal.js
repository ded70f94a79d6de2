// What many portals do by script: send the login form, and say why it was refused.
var Portal = {
  // A skin may set Portal.inline to a function(message) that shows it in its own way.
  inline: null,
  notify: function (message, style) {
    var box;
    if (style === "alert") { setTimeout(function () { alert(message); }, 50); return; }
    if (style === "dialog") {
      box = document.createElement("div");
      box.className = "swal-overlay";
      box.style.cssText = "position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:3000";
      box.innerHTML = '<div role="dialog" aria-modal="true" style="background:#fff;color:#333;margin:20vh auto;width:340px;padding:20px;text-align:center"><div class="t"></div><br><button type="button">OK</button></div>';
      box.querySelector(".t").textContent = message;
      box.querySelector("button").onclick = function () { box.remove(); };
      document.body.appendChild(box);
      return;
    }
    if (style === "toast") {
      box = document.createElement("div");
      box.className = "toast";
      box.style.cssText = "position:fixed;top:16px;right:16px;background:#b00020;color:#fff;padding:14px;z-index:3000;transition:opacity .3s";
      box.textContent = message;
      document.body.appendChild(box);
      setTimeout(function () { box.style.opacity = 0; setTimeout(function () { box.remove(); }, 300); }, 2000);
      return;
    }
    if (Portal.inline) { Portal.inline(message); return; }
    var form = document.querySelector("form");
    box = document.querySelector(".pesan-masuk");
    if (!box) {
      box = document.createElement("p");
      box.className = "pesan-masuk alert alert-danger text-danger";
      box.style.color = "#b00020";
      form.parentNode.insertBefore(box, form);
    }
    box.textContent = message;
  },
  send: function (action, body, onward) {
    return fetch(action, {method: "POST", body: body, credentials: "same-origin"}).then(function (answer) {
      return answer.json();
    }).then(function (told) {
      if (told.ok && told.token) { sessionStorage.setItem("sesi", told.token); }
      if (told.ok) { onward ? onward(told.next) : (location.href = told.next); }
      else { Portal.notify(told.message, told.style); }
    });
  },
  intercept: function () {
    document.querySelectorAll("form[method=post]").forEach(function (form) {
      if (!form.querySelector("[type=password]")) return;
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        Portal.send(form.action, new URLSearchParams(new FormData(form)));
      });
    });
  }
};
