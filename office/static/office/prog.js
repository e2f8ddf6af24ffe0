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

  /* Suggestions under the search while somebody types: arrows choose, Enter opens, Escape shuts. */
  const box = document.querySelector("[data-suggestions]");
  if (box && box.dataset.suggestions) {
    const list = document.getElementById("podpowiedzi");
    const status = document.querySelector("[data-suggestions-status]");
    let timer = 0;
    let asked = 0;
    let chosen = -1;
    const options = () => all("[role=option]", list);
    const choose = (index) => {
      const rows = options();
      chosen = rows.length ? (index + rows.length) % rows.length : -1;
      rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === chosen)));
      if (chosen >= 0) {
        box.setAttribute("aria-activedescendant", rows[chosen].id);
        rows[chosen].scrollIntoView({ block: "nearest" });
      }
    };
    const shut = () => {
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const show = (html) => {
      list.innerHTML = html;
      const count = options().length;
      status.textContent = count ? `Podpowiedzi: ${count}. Strzałka w dół wybiera.` : "Brak podpowiedzi.";
      chosen = -1;
      list.hidden = count === 0;
      box.setAttribute("aria-expanded", String(count > 0));
      box.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
      const turn = ++asked;
      const text = box.value.trim();
      if (text.length < 2) {
        shut();
        return;
      }
      const answer = await fetch(`${box.dataset.suggestions}?q=${encodeURIComponent(text)}`).catch(() => null);
      /* An older answer that comes late, or one of the login page, is dropped. */
      if (turn === asked && answer && answer.ok && !answer.redirected) {
        show(await answer.text());
      }
    };
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-controls", "podpowiedzi");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, 120);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        shut();
      } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
      } else if (!list.hidden && event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        options()[chosen].querySelector("a").click();
      }
    });
    document.addEventListener("click", (event) => event.target.closest(".search-box") || shut());
    box.addEventListener("blur", () => window.setTimeout(() => list.contains(document.activeElement) || shut(), 150));
  }
})();
