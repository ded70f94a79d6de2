// Escape passes over what is asked for. Only this key is listened to.
addEventListener("keydown", (event) => { if (event.key === "Escape") window.__saldoJhtSkip(); }, true);
