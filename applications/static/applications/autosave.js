"use strict";
/* Keeps what is typed in a form with data-keep on the server, a moment after each change. Nothing is left in the
   browser. Without this file the buttons save as they always do. */
(() => {
  const form = document.querySelector("form[data-keep]");
  const status = document.querySelector("[data-keep-status]");
  if (!form || !status) {
    return;
  }
  const QUIET = 1500;
  let timer = 0;
  let last = "";
  let keptAt = "";
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  const say = (text) => {
    if (status.textContent !== text) {
      status.textContent = text;
    }
  };
  const send = (body) =>
    fetch(form.dataset.keep, {
      method: "POST",
      body,
      keepalive: true,
      credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
  const answers = (response) =>
    !response.redirected && (response.headers.get("Content-Type") || "").startsWith("application/json");

  /* After logging in again in another tab the form's token is an old one: take the new one from the page itself. */
  const freshToken = async () => {
    const response = await fetch(window.location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("form[data-keep] input[name=csrfmiddlewaretoken]");
    if (!token) {
      return false;
    }
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
      input.value = token.value;
    });
    return true;
  };

  const keep = async (again = true) => {
    const body = typed();
    if (body === last) {
      return;
    }
    try {
      const response = await send(body);
      if (!answers(response)) {
        if (again && (await freshToken())) {
          await keep(false);
          return;
        }
        const since = keptAt ? ` Kopia robocza jest z ${keptAt}.` : "";
        say(`Sesja wygasła. Zaloguj się w nowej karcie i pisz tu dalej: nic nie zniknie.${since}`);
        return;
      }
      const answer = await response.json();
      if (!response.ok) {
        say(answer.error || "Nie udało się zachować kopii roboczej. Zapisz szkic.");
        return;
      }
      last = body;
      keptAt = answer.kept;
      const meanwhile = answer.changed ? " Ktoś zmienił tę sprawę: przy zapisie zobaczysz różnice." : "";
      say(`Zapisano kopię roboczą ${answer.kept}.${meanwhile}`);
    } catch {
      say("Brak połączenia. Nie zamykaj strony: spróbuję jeszcze raz.");
      timer = window.setTimeout(keep, 10 * QUIET);
    }
  };
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, QUIET);
  };
  last = typed();
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => window.clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !form.dataset.sent) {
      window.clearTimeout(timer);
      keep();
    }
  });
})();
