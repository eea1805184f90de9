// SPDX-License-Identifier: AGPL-3.0-or-later
// Sends a long file in pieces, so that a broken line costs one piece and not the file. Without it the form sends the
// file as a whole. Nothing is kept in the browser: how far a file has come, the server knows.
(() => {
  "use strict";
  const longest = 4000000, piece = 786432;
  const root = document.querySelector("[data-upload]");
  const form = root && root.querySelector("form"), input = root && root.querySelector("input[type=file]");
  if (!input) return;
  const words = JSON.parse(root.dataset.uploadWords), status = root.querySelector("[data-upload-status]");
  const token = form.querySelector("[name=csrf]");
  const say = (text, done, all) => {
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    status.textContent = text.replace("{done}", number.format(done / 1e6)).replace("{all}", number.format(all / 1e6));
  };
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // What a page sends by itself does not keep a session awake.
  const ask = async (address, fields) => {
    const options = { redirect: "manual", credentials: "same-origin", headers: { "X-Automatic": "1" } };
    if (fields) Object.assign(options, { method: "POST", body: fields });
    const answer = await fetch(new URL(address, location.href), options);
    if (answer.status === 409) return null;
    if (!answer.ok) throw Object.assign(new Error(), { final: answer.status > 0 && answer.status < 500, status: answer.status });
    return answer.json();
  };
  const fields = (more) => {
    const all = new FormData();
    all.append("csrf", token.value);
    for (const [name, value] of Object.entries(more)) all.append(name, value);
    return all;
  };
  // Tries until it goes through; a refusal is final.
  const persist = async (attempt, onBreak) => {
    for (let pause = 1000; ; pause = Math.min(pause * 2, 30000)) {
      try { return await attempt(); } catch (error) {
        if (error.final) throw error;
        onBreak();
        await wait(pause);
      }
    }
  };

  const send = async (file) => {
    let at = 0;
    const broken = () => say(words.waiting, at, file.size);
    const begun = await persist(() => ask(root.dataset.upload, fields({ name: file.name, size: file.size, place: root.dataset.uploadPlace })), broken);
    const address = root.dataset.upload + "/" + begun.upload;
    at = begun.received;
    while (at < file.size) {
      say(words.progress, at, file.size);
      const part = file.slice(at, at + piece);
      const answer = await persist(() => ask(address, fields({ offset: at, piece: part })), broken);
      // Another piece is expected: the server says which.
      at = (answer || await persist(() => ask(address), broken)).received;
    }
    say(words.progress, at, file.size);
    return begun.upload;
  };

  let sending = false;
  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || file.size <= longest) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sending) return;
    sending = true;
    try {
      const upload = document.createElement("input");
      upload.type = "hidden";
      upload.name = "upload";
      upload.value = await send(file);
      form.append(upload);
      input.disabled = true;
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      sending = false;
      status.textContent = error.status === 413 ? words.tooLarge : words.failed;
    }
  }, true);
})();
