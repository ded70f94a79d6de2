var Saldo = {
  buka: function () {
    var kotak = document.getElementById("dlg"), badan = kotak.querySelector(".badan");
    badan.textContent = "Memuat data...";
    kotak.showModal();
    fetch(API + "/saldo").then(function (r) { return r.json(); }).then(function (d) {
      if (d.next) { location.href = d.next; return; }
      badan.textContent = "";
      function baris(teks, tebal) { var p = document.createElement("p"), b = document.createElement("b"); p.textContent = teks + " "; b.textContent = tebal; p.append(b); badan.append(p); }
      if (!d.ok || d.message) { baris(d.message, ""); return; }
      d.kartu.forEach(function (k) { baris("No. KPJ", k.kpj); baris("Perusahaan", k.company); baris("Saldo JHT", k.saldo); baris("Per", k.as_of); });
      if (d.total) { baris("Total", d.total); }
    });
  }
};
