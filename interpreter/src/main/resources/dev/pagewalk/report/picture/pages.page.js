// The page of `--html`: many executions, and nobody to be told.
for (const trace of document.querySelectorAll(".trace")) {
  const picture = { steps: Number(trace.dataset.steps), svg: trace.querySelector(".lanes").innerHTML.trim() };
  const graph = trace.querySelector(".state").innerHTML.trim();
  if (graph !== "") {
    picture.graph = graph;
  }
  for (const other of trace.querySelectorAll("template")) {
    picture[other.dataset.picture] = other.innerHTML.trim();
  }
  const walk = walkThrough(trace, { moved() {}, chose() {} });
  trace.addEventListener("keydown", walk.press);
  walk.take(picture, picture.steps, false);
}
