// Everything works without this script; with it, an answer appears without a new page.
"use strict";
(() => {
  const main = document.querySelector("main");
  if (!main || !window.fetch || !history.pushState) return;

  async function load(address, push) {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector("main");
    if (!next) throw new Error("no page");
    main.innerHTML = next.innerHTML;
    document.title = page.title;
    if (push) history.pushState({ zkl: true }, "", address);
    const focus = main.querySelector("[data-antwoord]") || main;
    focus.focus();
  }

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-gesprek]")) return;
    event.preventDefault();
    const fields = new FormData(form);
    const pressed = event.submitter;
    if (pressed && pressed.name) fields.append(pressed.name, pressed.value);
    const address = `${form.getAttribute("action")}?${new URLSearchParams(fields)}`;
    main.setAttribute("aria-busy", "true");
    load(address, true)
      .catch(() => location.assign(address))
      .finally(() => main.removeAttribute("aria-busy"));
  });
  addEventListener("popstate", () => location.reload());

  main.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-kopieer]");
    if (!button || !navigator.clipboard) return;
    await navigator.clipboard.writeText(button.dataset.kopieer);
    const status = document.getElementById(button.getAttribute("aria-describedby"));
    if (status) status.textContent = button.dataset.gekopieerd;
  });
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-kopieer]")) button.hidden = false;
  }
})();
