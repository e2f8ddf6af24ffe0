"use strict";
/* Small helps. Every page works without this file. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  /* "/" goes to the search, unless somebody is typing. */
  document.addEventListener("keydown", (event) => {
    const search = document.querySelector("[data-search]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (search && event.key === "/" && plain && !typing(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      all(".term").forEach((term) => term.classList.add("term-shut"));
    }
  });
  all(".term").forEach((term) => {
    const open = () => term.classList.remove("term-shut");
    term.addEventListener("focusin", open);
    term.addEventListener("mouseenter", open);
  });

  /* After a refused form: the summary is read out first, its links lead into the fields, the tab says so. */
  const summary = document.querySelector("[data-error-summary]");
  if (summary) {
    document.title = `Błąd – ${document.title}`;
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        const group = field.closest("fieldset");
        (group || field.closest(".field") || field).scrollIntoView({ block: "start" });
        field.focus({ preventScroll: true });
      }
    });
  }

  /* Messages: put in once more after loading, so that screen readers announce them; closed only by hand. */
  all("[data-messages]").forEach((box) => {
    all("[data-dismiss]", box).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        button.closest("li").remove();
        if (!box.querySelector("li")) {
          box.remove();
        }
        document.getElementById("tresc").focus();
      });
    });
    window.setTimeout(() => box.replaceChildren(...box.children), 150);
  });

  /* Forms: one press sends once; what is typed and not saved is not lost by a stray click. */
  const contents = (form) => new URLSearchParams([...new FormData(form)].map(([key, value]) => [key, value.name ?? value])).toString();
  const guarded = all("form[data-guard]").map((form) => ({ form, saved: contents(form) }));
  let sending = false;
  const unsaved = ({ form, saved }) => form.dataset.guard === "unsaved" || contents(form) !== saved;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent && !("again" in form.dataset)) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && guarded.some(unsaved)) {
      event.preventDefault();
    }
  });
  /* Back by the browser's history: the page is alive again and may be sent again. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      sending = false;
      all("form[data-sent]").forEach((form) => {
        delete form.dataset.sent;
        form.removeAttribute("aria-busy");
      });
    }
  });
})();
