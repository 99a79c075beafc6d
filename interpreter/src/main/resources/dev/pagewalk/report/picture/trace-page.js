"use strict";
// Moves through the steps of each picture: the slider, the arrow keys on a step, a click on a step.
for (const trace of document.querySelectorAll(".trace")) {
  const slider = trace.querySelector("input");
  const output = trace.querySelector("output");
  const rows = [...trace.querySelectorAll("svg .step, svg .call")];
  const phases = [...trace.querySelectorAll("[data-from]")];
  const stepOf = row => Number(row.dataset.step ?? 0);

  const show = () => {
    const now = Number(slider.value);
    let behind = false;
    // A call belongs to the step that follows it.
    for (const row of [...rows].reverse()) {
      behind = row.dataset.step === undefined ? behind : now < stepOf(row);
      row.classList.toggle("future", behind);
      row.classList.toggle("now", stepOf(row) !== 0 && stepOf(row) === now);
    }
    // What is not there at this moment is hidden; what is there since this step is marked.
    for (const phase of phases) {
      const from = Number(phase.dataset.from);
      phase.classList.toggle("off", now < from || Number(phase.dataset.to) < now);
      phase.classList.toggle("new", 0 < now && from === now);
    }
    output.textContent = `${now} of ${slider.max}`;
  };

  // Scrolls the lanes, and never the page, until a step can be seen.
  const reveal = row => {
    const pane = row.closest(".picture");
    const [box, room] = [row.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollTop += Math.min(0, box.top - room.top - 8) + Math.max(0, box.bottom - room.bottom + 8);
    pane.scrollLeft += Math.max(0, Math.min(box.left - room.left, box.right - room.right)) + Math.min(0, box.left - room.left);
  };

  const goTo = (step, focuses) => {
    slider.value = String(step);
    show();
    const row = rows.find(each => stepOf(each) === Math.max(1, Number(slider.value)));
    if (row !== undefined) {
      reveal(row);
      if (focuses) {
        row.focus({ preventScroll: true });
      }
    }
  };

  slider.addEventListener("input", () => goTo(Number(slider.value), false));
  for (const row of rows.filter(each => each.dataset.step !== undefined)) {
    row.addEventListener("click", () => goTo(stepOf(row), true));
  }
  trace.addEventListener("keydown", event => {
    const now = Number(slider.value);
    const moves = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, PageDown: now + 10,
      PageUp: now - 10, Home: 0, End: Number(slider.max) };
    if (event.target !== slider && moves[event.key] !== undefined) {
      event.preventDefault();
      goTo(moves[event.key], true);
    }
  });
  goTo(Number(slider.max), false);
}
