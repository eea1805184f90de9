// SPDX-License-Identifier: AGPL-3.0-or-later
// A cross on a drawing that arrow keys move and Enter sets. Without it a click on the drawing and the list of places do the same.
(() => {
  "use strict";
  const image = document.querySelector("input[data-marks]");
  if (!image) return;
  const place = { x: image.width / 2, y: image.height / 2 };
  const frame = document.createElement("span"), cross = document.createElement("span");
  image.replaceWith(frame);
  frame.append(image, cross);
  Object.assign(frame.style, { position: "relative", display: "inline-block" });
  Object.assign(cross.style, { position: "absolute", width: "21px", height: "21px", border: "2px solid #9b1c1c", borderRadius: "50%",
    boxSizing: "border-box", transform: "translate(-50%, -50%)", pointerEvents: "none" });
  cross.hidden = true;
  cross.ariaHidden = "true";
  const draw = () => { cross.style.left = place.x + "px"; cross.style.top = place.y + "px"; cross.hidden = false; };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  image.addEventListener("focus", () => { if (image.matches(":focus-visible")) draw(); });
  image.addEventListener("blur", () => { cross.hidden = true; });
  image.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (step) {
      const wide = event.shiftKey ? 1 : 6;
      place.x = Math.min(Math.max(place.x + step[0] * wide, 0), image.width - 1);
      place.y = Math.min(Math.max(place.y + step[1] * wide, 0), image.height - 1);
      draw();
      event.preventDefault();
    } else if (event.key === "Enter" && !cross.hidden) {
      event.preventDefault();
      for (const [name, value] of [["at.x", place.x], ["at.y", place.y]]) {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name, value: Math.round(value) });
        image.form.append(input);
      }
      image.form.submit();
    }
  });
})();
