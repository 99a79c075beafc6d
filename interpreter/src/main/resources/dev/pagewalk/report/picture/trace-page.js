"use strict";
// Moves through the steps of each picture: the slider, the arrow keys on a step, a click on a step.
for (const trace of document.querySelectorAll(".trace")) {
  const slider = trace.querySelector("input");
  const output = trace.querySelector("output");
  const rows = [...trace.querySelectorAll("svg .step, svg .call")];
  const stepOf = row => Number(row.dataset.step ?? 0);

  const show = () => {
    const now = Number(slider.value);
    let behind = false;
    // A call belongs to the step that follows it.
    for (const row of [...rows].reverse()) {
      behind = row.dataset.step === undefined ? behind : now < stepOf(row);
      row.classList.toggle("future", behind);
      row.classList.toggle("now", stepOf(row) === now);
    }
    output.textContent = `${now} of ${slider.max}`;
  };

  const goTo = (step, focuses) => {
    slider.value = String(step);
    show();
    const row = rows.find(each => stepOf(each) === Number(slider.value));
    if (row !== undefined) {
      row.scrollIntoView({ block: "nearest" });
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
    const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.target !== slider && moves[event.key] !== undefined) {
      event.preventDefault();
      goTo(Number(slider.value) + moves[event.key], true);
    }
  });
}
