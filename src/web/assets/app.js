// SPDX-License-Identifier: AGPL-3.0-or-later
// Small comforts over pages that work without them. Nothing is kept in the browser, nothing is asked of another site,
// no typed text stands in an address. What each data-… attribute does: docs/design/components.md.
(() => {
  "use strict";
  const page = document.documentElement;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  page.classList.add("has-script");

  // Sends fields to an address of this site. The answer when the server took them, or null; `refused` hears of a 409.
  const post = async (address, fields, options = {}, refused = null) => {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return null;
    const answer = await fetch(url, { method: "POST", body: fields, redirect: "manual", credentials: "same-origin", ...options });
    contact();
    if (refused) refused(answer.status === 409);
    return answer.ok ? answer : null;
  };
  const fieldsOf = (form) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  };

  // Other tabs of the same session: one locks, all go blank; one is used, none falls idle.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("tabs") : null;

  // Lock: blank first, save what is being typed, then ask the server to lock.
  const lockForm = one("[data-lock-form]");
  let blank = false;
  const goBlank = () => {
    blank = true;
    document.title = page.dataset.neutralTitle || "\u00a0";
    document.body.hidden = true;
  };
  const lock = async () => {
    if (!lockForm || blank) return;
    const saves = drafts.map((draft) => draft.save(true));
    goBlank();
    if (tabs) tabs.postMessage("lock");
    await Promise.race([Promise.allSettled(saves), new Promise((done) => setTimeout(done, 1500))]);
    HTMLFormElement.prototype.submit.call(lockForm);
  };
  if (lockForm) {
    lockForm.addEventListener("submit", (event) => { event.preventDefault(); lock(); });
    all("[data-lock]").forEach((button) => button.addEventListener("click", (event) => { event.preventDefault(); lock(); }));
  }
  addEventListener("pageshow", (event) => { if (event.persisted) { goBlank(); location.reload(); } });

  // Shift three times within 1.5 s locks. Only bare taps: no other key, modifier, pointer or second Shift in between,
  // so that switching keyboard layouts (Alt+Shift, Ctrl+Shift, both Shifts) and typing capitals never fire it.
  if (lockForm && document.body.dataset.shiftLock !== "off") {
    let taps = [], down = "";
    const held = new Set();
    const clear = () => { taps = []; down = ""; };
    const other = (event) => event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing ||
      (event.getModifierState && event.getModifierState("AltGraph"));
    addEventListener("keydown", (event) => {
      if (event.key !== "Shift") held.add(event.code);
      if (other(event) || event.repeat || down || held.size) return clear();
      down = event.code || "Shift";
    }, true);
    addEventListener("keyup", (event) => {
      if (event.key === "Meta") held.clear(); else held.delete(event.code);
      if (other(event) || held.size || down !== (event.code || "Shift")) return clear();
      down = "";
      taps = [...taps, event.timeStamp].slice(-3);
      if (taps.length === 3 && taps[2] - taps[0] <= 1500) { clear(); lock(); }
    }, true);
    addEventListener("blur", () => held.clear(), true);
    ["pointerdown", "blur", "wheel", "input"].forEach((name) => addEventListener(name, clear, { capture: true, passive: true }));
  }

  // Ctrl+Enter sends the form one is in.
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest && event.target.closest("form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(one("[data-save]", form) || undefined);
  });

  // Ctrl+K opens the page /go as a box: places, and what was opened last. What is typed on the page stays under it, and
  // leaving by the box is like leaving by any link. The box goes away with everything in it when it closes.
  const go = async () => {
    const answer = await fetch("/go", { credentials: "same-origin" });
    contact();
    const read = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html"), found = read && one("[data-go]", read);
    if (!found || blank || one("dialog")) return;
    const box = document.createElement("dialog");
    box.className = "card";
    box.setAttribute("aria-label", one("h1", read).textContent);
    box.append(found);
    document.body.append(box);
    box.addEventListener("close", () => box.remove());
    const input = one("input[type=text]", box), lines = all("li", box);
    const shown = () => all("li:not([hidden]) a", box);
    box.addEventListener("input", () => {
      const typed = input.value.trim().toLowerCase();
      for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(typed);
      all("section", box).forEach((part) => { part.hidden = !one("li:not([hidden])", part); });
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], links = shown();
      if (!step || !links.length) return;
      event.preventDefault();
      const at = links.indexOf(document.activeElement) + step;
      (at < 0 && input ? input : links[Math.min(Math.max(at, 0), links.length - 1)]).focus();
    });
    box.showModal();
    if (input) input.focus();
  };
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !lockForm || blank) return;
    if (one("dialog")) return;
    event.preventDefault();
    go().catch(() => { /* the page /go is there without the box */ });
  });

  // Enter in a field saves the form; it never adds or removes a row, whose buttons may be the first of the form.
  addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button[name='_add_entry'], button[name='_remove_entry']");
    if (!button || event.detail !== 0 || document.activeElement === button) return;
    const save = one("[data-save]", button.form);
    if (!save) return;
    event.preventDefault();
    button.form.requestSubmit(save);
  });

  // Errors are read first.
  const summary = one(".error-summary");
  if (summary) { summary.tabIndex = -1; summary.classList.add("has-focus"); summary.focus(); }

  // Drafts: every 15 s when changed, when the page is left, and before locking.
  const drafts = all("form[data-draft]").map((form) => {
    const status = one("[data-draft-status]", form);
    let saved = String(fieldsOf(form)), failed = false, full = false, held = false, leaving = null;
    const say = () => {
      if (!status) return;
      const now = new Date(), time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
      const text = ((full ? status.dataset.full : failed ? status.dataset.failed : status.dataset.saved) || "").replace("{time}", time);
      status.classList.toggle("is-failed", failed);
      status.classList.remove("tag", "tag-ok");
      if (text && text !== status.textContent) status.textContent = text;
    };
    const draft = {
      form,
      changed: () => String(fieldsOf(form)) !== saved,
      failed: () => failed,
      async save(keepalive = false) {
        if (!draft.changed() && !failed) return true;
        const fields = fieldsOf(form), stop = leaving = new AbortController();
        let taken = null;
        try {
          full = false;
          taken = await post(form.dataset.draft, fields, { keepalive: keepalive && String(fields).length < 60000, signal: stop.signal }, (is) => { full = is; });
        } catch { /* said below */ }
        if (stop.signal.aborted) return false;
        failed = !taken;
        if (taken) saved = String(fields);
        say();
        return !failed;
      },
      sent() { if (leaving) leaving.abort(); failed = false; saved = String(fieldsOf(form)); },
    };
    setInterval(() => { if (!blank) draft.save(); }, 15000);
    // When the last draft could not be saved, sending would lose the text too: try once more, and say so if it fails.
    // A second press is sent as it is.
    form.addEventListener("submit", (event) => {
      if (!failed || full || held) return;
      held = true;
      event.preventDefault();
      event.stopImmediatePropagation();
      draft.save().then((taken) => { if (taken) form.requestSubmit(event.submitter || undefined); });
    });
    return draft;
  });
  addEventListener("pagehide", () => drafts.forEach((draft) => { if (!blank) draft.save(true); }));
  // The browser asks before text is lost: a draft that could not be saved, or a form that keeps none and was not sent.
  const isTyped = (input) => /^(text|tel|email|url|number|date|time|textarea)$/.test(input.type) && input.value !== input.defaultValue;
  const unkept = "main form[method=post]:not([data-draft], [data-repeat], [enctype], [action='/find'], .is-sent)";
  addEventListener("beforeunload", (event) => {
    if (blank) return;
    const lost = drafts.some((draft) => draft.failed() && draft.changed()) || all(unkept).some((form) => [...form.elements].some(isTyped));
    if (lost) { event.preventDefault(); event.returnValue = ""; }
  });

  // A form is sent once. Pressing again within 20 s does nothing.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.hasAttribute("data-repeat")) return;
    if (form.classList.contains("is-sent")) return event.preventDefault();
    drafts.filter((draft) => draft.form === form).forEach((draft) => draft.sent());
    form.classList.add("is-sent");
    setTimeout(() => form.classList.remove("is-sent"), 20000);
  });

  // Suggestions, such as possible duplicates, after a pause of 400 ms.
  const suggesting = new Map();
  addEventListener("input", (event) => {
    const { suggest, suggestTarget } = event.target.dataset || {};
    const form = event.target.form, target = suggest && suggestTarget && one(suggestTarget);
    if (!form || !target) return;
    const before = suggesting.get(target);
    if (before) { clearTimeout(before.timer); before.stop.abort(); }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const fields = new URLSearchParams();
      for (const input of form.elements)
        if (input.name && (input.type === "hidden" || (input.dataset && input.dataset.suggest === suggest))) fields.append(input.name, input.value);
      try {
        const answer = await post(suggest, fields, { signal: stop.signal, headers: { Accept: "text/html" } });
        if (!answer || !/^text\/html\b/.test(answer.headers.get("Content-Type") || "")) return;
        const text = await answer.text();
        if (!blank) target.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      } catch { /* a suggestion that does not come is not missed */ }
    }, 400);
    suggesting.set(target, { timer, stop });
  });

  // Idle: a warning two minutes before the server would lock, then lock. While somebody works, the server is told.
  const idle = Number(document.body.dataset.idleSeconds) * 1000;
  const warning = one("[data-idle-warning]");
  let heard = Date.now(), worked = heard;
  function contact(tell = true) {
    heard = Date.now();
    if (warning) warning.replaceChildren();
    if (tell && tabs) tabs.postMessage("here");
  }
  const stay = async () => {
    const address = warning && warning.dataset.stay;
    contact(false);
    try { if (address) await post(address, fieldsOf(lockForm)); } catch { /* the warning comes back in time */ }
  };
  if (tabs) tabs.addEventListener("message", ({ data }) => {
    if (data === "here") contact(false);
    if (data !== "lock" || blank) return;
    drafts.forEach((draft) => draft.save(true));
    goBlank();
    setTimeout(() => location.reload(), 3000);
  });
  if (idle > 0 && lockForm) {
    const ahead = Math.min(120000, idle / 2);
    contact();
    ["keydown", "pointerdown", "input"].forEach((name) => addEventListener(name, () => { worked = Date.now(); }, { capture: true, passive: true }));
    setInterval(() => {
      const quiet = Date.now() - heard;
      if (blank) return;
      if (quiet >= idle) return lock();
      if (worked > heard && quiet > Math.min(60000, ahead / 2)) return stay();
      if (quiet < idle - ahead || !warning || warning.firstChild) return;
      const box = document.createElement("div"), text = document.createElement("p"), button = document.createElement("button");
      text.textContent = warning.dataset.text;
      button.type = "button";
      button.className = "button button-secondary";
      button.textContent = warning.dataset.button;
      button.addEventListener("click", stay);
      box.append(text, button);
      warning.append(box);
    }, 1000);
  }

  // Menus of the top bar close by Escape and by a click elsewhere.
  const menus = all(".topbar details");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = menus.find((menu) => menu.open);
    if (open) { open.open = false; one("summary", open).focus(); }
  });
  menus.forEach((menu) => menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  }));
  addEventListener("click", (event) => menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  all("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
})();
