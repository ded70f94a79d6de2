// Asks for everything by POST, as pages do that were written for a framework which knows nothing else.
(function () {
  function minta(jalan, isi) {
    return fetch(API + jalan, {method: "POST", headers: {"Content-Type": "application/json", "X-CSRF-TOKEN": TANDA}, body: JSON.stringify(Object.assign({_token: TANDA}, isi))}).then(function (r) { return r.json(); }).then(function (d) {
      if (d.next) { location.href = d.next; return new Promise(function () {}); }
      return d;
    });
  }
  function id(nama) { return document.getElementById(nama); }
  function baris(nama, nilai) {
    var satu = document.createElement("div"), kiri = document.createElement("span"), kanan = document.createElement("b");
    kiri.textContent = nama; kanan.textContent = nilai; satu.append(kiri, kanan); id("rinci").append(satu);
  }
  function tampil(kpj) {
    id("rinci").textContent = "Memuat data...";
    minta("/saldo", {kpj: kpj}).then(function (d) {
      id("rinci").textContent = "";
      if (!d.ok || d.message) { id("galat").textContent = d.message; return; }
      d.kartu.forEach(function (k) {
        baris("Nomor KPJ", k.kpj); baris("Perusahaan", k.company); baris("Status Kepesertaan", k.membership); baris("Saldo JHT", k.saldo); baris("Data per", k.as_of);
      });
      if (d.total) { baris("Total Saldo JHT", d.total); }
    });
  }
  setInterval(function () { minta("/beranda", {}); }, 4000);
  id("lihat").addEventListener("click", function () {
    navigator.sendBeacon(API + "/jejak", JSON.stringify({peristiwa: "klik", tombol: this.textContent}));
    id("saldo").hidden = false;
    id("rinci").textContent = "Memuat data...";
    minta("/kartu", {halaman: 1}).then(function (d) {
      if (!d.ok || d.message) { id("rinci").textContent = ""; id("galat").textContent = d.message; return; }
      id("kartu").textContent = "";
      d.kartu.forEach(function (k) { id("kartu").append(new Option(k.kpj, k.kpj)); });
      id("pilihan").hidden = d.kartu.length < 2;
      tampil(d.kartu[0].kpj);
    });
  });
  id("kartu").addEventListener("change", function () { tampil(this.value); });
})();
