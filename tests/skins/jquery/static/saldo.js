// Fills the placeholders of the page, as a jQuery page would after $.ajax().
window.addEventListener("load", function () {
  fetch(API + "/saldo").then(function (jawab) { return jawab.json(); }).then(function (data) {
    if (data.next) { location.href = data.next; return; }
    if (!data.ok || data.message) {
      document.getElementById("galat").textContent = data.message;
      if (data.ok) { document.getElementById("daftar").innerHTML = ""; }
      return;
    }
    var daftar = document.getElementById("daftar");
    var pola = daftar.querySelector(".kartu");
    data.kartu.forEach(function (kartu, i) {
      var tabel = i === 0 ? pola : daftar.appendChild(pola.cloneNode(true));
      tabel.querySelector(".kpj").textContent = kartu.kpj;
      tabel.querySelector(".pt").textContent = kartu.company;
      tabel.querySelector(".st").textContent = kartu.membership;
      tabel.querySelector(".sld").textContent = kartu.saldo;
    });
    if (data.total) {
      var jumlah = document.getElementById("jumlah");
      jumlah.querySelector("b").textContent = data.total;
      jumlah.style.display = "";
    }
  });
});
