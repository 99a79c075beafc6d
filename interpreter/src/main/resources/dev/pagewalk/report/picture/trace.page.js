"use strict";
// What both pages do that show an execution, the one of `--html` and the view of the editor: moves through its steps, and
// takes of its pictures those for which there is room.

/** Hides what is not there at a moment, and marks what is there since then. */
function showPhases(phases, now) {
  for (const phase of phases) {
    const from = Number(phase.dataset.from);
    phase.classList.toggle("off", now < from || Number(phase.dataset.to) < now);
    phase.classList.toggle("new", 0 < now && from === now);
  }
}

/** Dims the steps that are yet to come, and frames the last one; a call belongs to the step that follows it. */
function showRows(rows, now, last) {
  let isBehind = now < last;
  for (const row of [...rows].reverse()) {
    const step = Number(row.dataset.step ?? 0);
    isBehind = row.dataset.step === undefined ? isBehind : now < step;
    row.classList.toggle("future", isBehind);
    row.classList.toggle("now", step !== 0 && step === now);
  }
}

/** The moment to which a key leads; undefined for any other key. */
function momentOfKey(key, now, first, last) {
  const moves = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, PageDown: now + 10,
    PageUp: now - 10, Home: first, End: last };
  return moves[key] === undefined ? undefined : Math.max(first, Math.min(last, moves[key]));
}

/** Which pictures fit into a room, the widest first, and whether the states stand above the lanes. Widths are in pixels. */
function arrangement(room, lanes, state) {
  const smaller = 0.8 * state.wide;
  if (state.wide === 0) {
    return { lanes: lanes.wide <= room ? "wide" : "narrow", state: "wide", isStacked: false };
  }
  for (const [one, other, width] of [["wide", "wide", smaller], ["wide", "narrow", state.narrow],
    ["narrow", "wide", smaller], ["narrow", "narrow", state.narrow]]) {
    if (lanes[one] + 16 + width <= room) {
      return { lanes: one, state: other, isStacked: false };
    }
  }
  return { lanes: lanes.wide <= room ? "wide" : "narrow", state: smaller <= room ? "wide" : "narrow", isStacked: true };
}

/** The width of a picture as it is written in it; 0 if there is none. */
function widthOf(svg) {
  return Number(/^<svg [^>]*?width="(\d+)"/.exec(svg ?? "")?.[1] ?? 0);
}

/**
 * Brings a page to life.
 *
 * trace   the element with controls and pictures
 * host    `moved(step, row, opens)` is told of every move that somebody makes here, `chose(all)` of how much is shown
 */
function walkThrough(trace, host) {
  const find = name => trace.querySelector(name);
  const [slider, output, all, lanes, state] = [".slider", "output", ".all", ".lanes", ".state"].map(find);
  let picture = {}, chosen, shown = "", rows = [], phases = [];
  trace.classList.add("live");

  const now = () => Number(slider.value);
  const stepOf = row => Number(row.dataset.step ?? 0);
  const isAll = () => picture.all !== undefined && (chosen ?? picture.goesOn === true);

  // Puts those pictures there for which there is room.
  const arrange = () => {
    const states = isAll() ? { wide: picture.all, narrow: picture.allNarrow }
      : { wide: picture.graph, narrow: picture.graphNarrow };
    const steps = { wide: picture.svg, narrow: picture.svgNarrow };
    const widths = of => ({ wide: widthOf(of.wide), narrow: widthOf(of.narrow) || widthOf(of.wide) });
    const way = arrangement(trace.clientWidth, widths(steps), widths(states));
    const name = [way.lanes, way.state, isAll()].join();
    trace.classList.toggle("stacked", way.isStacked);
    if (name === shown) {
      return false;
    }
    shown = name;
    all.setAttribute("aria-pressed", String(isAll()));
    all.hidden = picture.all === undefined;
    const isFocused = lanes.contains(document.activeElement) && document.activeElement !== lanes;
    for (const [pane, svg] of [[lanes, steps[way.lanes] ?? steps.wide], [state, states[way.state] ?? states.wide]]) {
      pane.innerHTML = svg ?? "";
      if (pane.firstElementChild) {
        pane.firstElementChild.style.maxWidth = `max(100%, ${Math.round(0.7 * widthOf(svg))}px)`;
      }
    }
    rows = [...lanes.querySelectorAll(".step, .call, .waiting")];
    phases = [...state.querySelectorAll("[data-from]")];
    show();
    keepHeads();
    if (isFocused) {
      current()?.focus({ preventScroll: true });
    }
    return true;
  };

  const current = () => rows.find(row => stepOf(row) === Math.max(picture.first + 1, now()));

  // Scrolls a pane, and never the page, until something can be seen: into the middle, if it could not be seen before.
  const reveal = (pane, part, head) => {
    const [box, room] = [part.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < room.top + head || room.bottom < box.bottom) {
      pane.scrollTop += Math.min(box.top - room.top - head, (box.top + box.bottom - room.top - room.bottom) / 2);
    }
    pane.scrollLeft += Math.min(0, box.left - room.left)
      + Math.max(0, Math.min(box.left - room.left, box.right - room.right));
  };

  const keepHeads = () => {
    const svg = lanes.firstElementChild;
    const scale = svg && svg.getBoundingClientRect().width / widthOf(picture.svg && svg.outerHTML.slice(0, 400)) || 1;
    lanes.querySelector(".heads")?.setAttribute("transform", `translate(0 ${lanes.scrollTop / scale})`);
  };

  const show = () => {
    const moment = Math.max(picture.first, Math.min(picture.last, now()));
    showRows(rows, moment, picture.last);
    showPhases(phases, moment);
    output.textContent = `${now()} of ${picture.steps}`;
    const row = current();
    slider.setAttribute("aria-valuetext", now() === 0 || !row ? "the start" : row.getAttribute("aria-label"));
    rows.forEach(each => each.hasAttribute("tabindex") && each.setAttribute("tabindex", each === row ? "0" : "-1"));
    if (row) {
      reveal(lanes, row, 40);
    }
    const change = state.querySelector(".new");
    if (change) {
      reveal(state, change, 8);
    }
  };

  const goTo = (step, opens) => {
    const isFocused = lanes.contains(document.activeElement) && document.activeElement !== lanes;
    slider.value = String(step);
    show();
    if (isFocused) {
      current()?.focus({ preventScroll: true });
    }
    host.moved(now(), rows.find(row => stepOf(row) === now()), opens);
  };

  const choose = () => {
    chosen = !isAll();
    host.chose(chosen);
    arrange();
  };

  slider.addEventListener("input", () => goTo(now(), false));
  find(".back").addEventListener("click", () => goTo(now() - 1, false));
  find(".on").addEventListener("click", () => goTo(now() + 1, false));
  all.addEventListener("click", choose);
  lanes.addEventListener("scroll", keepHeads);
  lanes.addEventListener("click", event => {
    const row = event.target.closest(".step");
    if (row) {
      row.focus({ preventScroll: true });
      goTo(stepOf(row), true);
    }
  });
  // Keys of the slider are its own; in the states those up and down scroll.
  const isOwn = event => event.target === slider || event.ctrlKey || event.altKey || event.metaKey
    || event.target === state && /^(ArrowUp|ArrowDown|Page.*)$/.test(event.key);
  const press = event => {
    const to = momentOfKey(event.key, now(), Number(slider.min), Number(slider.max));
    if (to !== undefined && !isOwn(event)) {
      event.preventDefault();
      goTo(to, false);
    } else if (event.key === "e" && !event.ctrlKey && !event.altKey && !event.metaKey && !all.hidden) {
      choose();
    } else if ((event.key === "Enter" || event.key === " ") && event.target.closest(".step")) {
      event.preventDefault();
      goTo(stepOf(event.target.closest(".step")), true);
    }
  };
  new ResizeObserver(() => picture.svg && arrange()).observe(trace);

  return {
    press,
    /** Shows other pictures, at a moment; a host that can get more than they show lets the slider go everywhere. */
    take(taken, moment, reaches, wants) {
      picture = { first: 0, last: taken.steps, ...taken };
      chosen = wants ?? chosen;
      slider.min = String(reaches ? 0 : picture.first);
      slider.max = String(reaches ? picture.steps : picture.last);
      slider.value = String(moment);
      shown = "";
      arrange();
    },
    /** Goes to a moment without telling the host, which knows it. */
    show(moment) {
      slider.value = String(moment);
      show();
    },
  };
}
