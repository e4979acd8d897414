"use strict";
// The page of 'plateau explore'. It draws what the engine simulates and computes nothing of it itself.

const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);
const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(36).padStart(2, "0")).join("");

let form, lessons, texts, english, language;
let state, look, kept = null, keptName = "";
let lesson = null, step = 0;
let generation = 0, running = null, storyGeneration = 0, storyRunning = null;
let story = null, depth = 0, timer = null;
/** What tests and curious readers may look at. */
const explorer = (window.explorer = { settled: false, look: null, story: null, timings: [] });

// ---- Words ----

function t(key, values = {}) {
  const text = texts[key] ?? english[key] ?? key;
  return text.replace(/\{([\w-]+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** The form of a text that a number wants. */
function counted(key, count, values) {
  const form = key + "." + (count === 1 ? "one" : new Intl.PluralRules(language).select(count));
  return t(has(form) ? form : key + ".other", values);
}

const has = (key) => key in texts || key in english;

function number(value, decimals) {
  const zero = Math.abs(value) < 0.5 * 10 ** -decimals;
  return new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(zero ? 0 : value).replace("-", "\u2212");
}

const plain = (value) => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value).replace("-", "\u2212");
const decimalsOf = (half) => (half < 0.1 ? 2 : 1);

function percent([value, low, high], withRange = true) {
  const half = (100 * (high - low)) / 2;
  const text = number(100 * value, decimalsOf(half)) + "\u00a0%";
  return withRange ? t("percent.range", { value: text, half: number(half, decimalsOf(half)) }) : text;
}

function budgetOf(interval, largest) {
  const [value, low, high] = interval;
  if (value === null) return low === null ? t("beyond", { largest }) : t("beyond.least", { largest, low: plain(low) });
  return t("budget.range", { value: plain(value), low: low === null ? "?" : plain(low), high: high === null ? t("over", { largest }) : plain(high) });
}

const list = (words) => new Intl.ListFormat(language, { type: "conjunction" }).format(words);
const name = (policy) => (has("policy." + policy) ? t("policy." + policy) : policy);

function translate() {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
}

// ---- Elements ----

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in node && key !== "list" && key !== "form") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function draw(parent, tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "fill" || key === "stroke") node.style[key] = value;
    else node.setAttribute(key, value);
  }
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

function canvas(holder, height, description) {
  holder.replaceChildren();
  const width = Math.max(260, Math.round(holder.clientWidth));
  const svg = draw(holder, "svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": description });
  return { svg, width, height };
}

/** Black lines are drawn in ink, which is light in the dark. */
const shade = (color) => (color === "#000000" ? "var(--ink)" : color);
const colorOf = (policy) => shade(form.policies.find((p) => p.id === policy)?.color ?? "#000000");
/** Black or white, whichever stands out more (relative luminance of WCAG). */
const onColor = (color) => {
  if (!color.startsWith("#")) return "var(--card)";
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
};

// ---- State, link and form ----

function initial() {
  const values = {};
  for (const slider of form.sliders) values[slider.name] = slider.initial;
  return {
    ...values,
    policies: form.policies.filter((p) => p.initial).map((p) => p.id),
    vote: form.vote,
    show: ["closed"],
    story: { left: form.rules[0], right: form.rules[1], rollouts: 16, task: "" },
  };
}

function query(from) {
  const begin = initial();
  const parts = [];
  for (const slider of form.sliders) if (from[slider.name] !== begin[slider.name]) parts.push(slider.name + "=" + from[slider.name]);
  if (from.policies.join() !== begin.policies.join()) parts.push("policies=" + from.policies.join(","));
  if (from.vote !== begin.vote) parts.push("vote=" + from.vote);
  return parts.join("&");
}

function link() {
  const parts = [query(state)].filter(Boolean);
  if (state.show.join() !== "closed") parts.push("show=" + state.show.join(","));
  const begin = initial().story;
  for (const key of Object.keys(begin)) if (String(state.story[key]) !== String(begin[key])) parts.push("story-" + key + "=" + state.story[key]);
  if (lesson !== null) parts.push("lesson=" + lessons[lesson].id, "step=" + (step + 1));
  return "#" + parts.join("&");
}

function readLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  const read = initial();
  for (const [key, text] of given) {
    const slider = form.sliders.find((s) => s.name === key);
    if (slider) {
      const value = Number(text);
      if (Number.isFinite(value)) read[key] = Math.min(slider.high, Math.max(slider.low, value));
    } else if (key === "policies") {
      const asked = text.split(",");
      const known = form.policies.map((p) => p.id).filter((id) => asked.includes(id));
      if (known.length) read.policies = known;
    } else if (key === "vote" && form.votes.includes(text)) read.vote = text;
    else if (key === "show") read.show = ["closed", "ttspm"].filter((id) => text.split(",").includes(id));
    else if ((key === "story-left" || key === "story-right") && form.rules.includes(text)) read.story[key.slice(6)] = text;
    else if (key === "story-rollouts" && ["8", "16", "24", "32"].includes(text)) read.story.rollouts = Number(text);
    else if (key === "story-task" && /^\d{1,6}$/.test(text)) read.story.task = text;
  }
  if (read.direction + read.steps > 1) read.steps = round(1 - read.direction, 0.05);
  read.largest = 2 ** Math.round(Math.log2(read.largest));
  const at = lessons.findIndex((l) => l.id === given.get("lesson"));
  return { read, at, step: at < 0 ? 0 : Math.min(lessons[at].steps.length, Math.max(1, Number(given.get("step")) || 1)) - 1 };
}

const round = (value, grid) => Math.round(Math.round(value / grid) * grid * 1e6) / 1e6;

function buildForm() {
  const groups = $("groups");
  groups.replaceChildren();
  for (const group of [...new Set(form.sliders.map((s) => s.group))]) {
    const box = element("fieldset", {}, element("legend", { textContent: t("group." + group) }));
    for (const slider of form.sliders.filter((s) => s.group === group)) {
      const id = "slider-" + slider.name;
      const input = slider.name === "largest"
        ? element("input", { type: "range", id, min: 2, max: 8, step: 1 })
        : slider.name === "seed"
          ? element("input", { type: "number", id, min: slider.low, max: slider.high, step: 1 })
          : element("input", { type: "range", id, min: slider.low, max: slider.high, step: slider.step });
      const output = element("output", { id: id + "-value" });
      output.setAttribute("for", id);
      const label = element("label", { htmlFor: id, title: t("slider." + slider.name + ".help") }, element("span", { textContent: t("slider." + slider.name) }), output);
      if (slider.name === "seed") output.remove();
      input.addEventListener("input", () => moved(slider, Number(input.value)));
      box.append(element("div", { className: "slider" }, label, input));
    }
    if (group === "attempts") box.append(
      element("div", { className: "shares", id: "shares", "aria-hidden": "true" }),
      element("p", { className: "shares-text", id: "shares-text" }));
    groups.append(box);
  }
  const chips = $("policies");
  chips.querySelectorAll("label").forEach((label) => label.remove());
  for (const policy of form.policies) {
    const input = element("input", { type: "checkbox", id: "policy-" + policy.id, value: policy.id });
    input.addEventListener("change", () => {
      const chosen = form.policies.map((p) => p.id).filter((id) => $("policy-" + id).checked);
      if (chosen.length) change({ policies: chosen });
      else input.checked = true;
    });
    const swatch = element("span", { className: "swatch" });
    swatch.style.background = shade(policy.color);
    chips.append(element("label", { title: t("policy." + policy.id + ".help") }, input, swatch, name(policy.id)));
  }
  $("vote").replaceChildren(...form.votes.map((vote) => element("option", { value: vote, textContent: t("vote." + vote) })));
  for (const side of ["left", "right"]) {
    $("story-" + side).replaceChildren(...form.rules.map((rule) => element("option", { value: rule, textContent: name(rule) })));
  }
  $("story-rollouts").replaceChildren(...[8, 16, 24, 32].map((n) => element("option", { value: n, textContent: n })));
  $("lesson-list").replaceChildren(...lessons.map((l, i) => {
    const button = element("button", { type: "button" },
      element("span", { className: "number", textContent: i + 1 }), element("span", { textContent: t(`lesson.${l.id}.title`) }));
    button.addEventListener("click", () => begin(i, 0));
    return element("li", {}, button);
  }));
  $("language").replaceChildren(...form.languages.map((l) => element("option", { value: l, textContent: t("language." + l), selected: l === language })));
}

function valueText(slider) {
  const value = state[slider.name];
  if (slider.name === "efficient" || slider.name === "saturated") return counted("points", round(100 * value, 1e-4), { value: plain(100 * value) });
  if (["chance", "unsolvable", "direction", "steps", "herding", "stickiness", "reuse"].includes(slider.name)) return number(100 * value, 0) + "\u00a0%";
  return plain(value);
}

function showForm() {
  for (const slider of form.sliders) {
    const input = $("slider-" + slider.name);
    const value = slider.name === "largest" ? Math.log2(state.largest) : state[slider.name];
    if (Number(input.value) !== value) input.value = value;
    const output = $("slider-" + slider.name + "-value");
    if (output) {
      output.textContent = valueText(slider);
      input.setAttribute("aria-valuetext", valueText(slider));
    }
  }
  const finish = round(1 - state.direction - state.steps, 0.01);
  const shares = [["direction", state.direction, "#0072b2"], ["steps", state.steps, "#56b4e9"], ["finish", finish, "#999999"]];
  $("shares").replaceChildren(...shares.map(([, share, color]) => {
    const part = element("span");
    part.style.flexGrow = share;
    part.style.background = color;
    return part;
  }));
  $("shares-text").textContent = t("shares", { finish: number(100 * finish, 0) });
  for (const policy of form.policies) $("policy-" + policy.id).checked = state.policies.includes(policy.id);
  $("vote").value = state.vote;
  for (const id of ["closed", "ttspm"]) $("show-" + id).checked = state.show.includes(id);
  $("story-left").value = state.story.left;
  $("story-right").value = state.story.right;
  $("story-rollouts").value = state.story.rollouts;
  $("save").href = "scenario?" + query(state);
  const before = location.hash;
  if (link() !== before && !(link() === "#" && before === "")) history.replaceState(null, "", link());
  $("lesson-moved").hidden = lesson === null || sameAsStep();
}

function moved(slider, value) {
  const changes = { [slider.name]: slider.name === "largest" ? 2 ** value : value };
  if (!Number.isFinite(value) || value < (slider.name === "largest" ? 2 : slider.low) || value > slider.high) return;
  if (slider.name === "seed") changes.seed = Math.round(value);
  // The two shares make room for each other; what they leave is the finish.
  if (slider.name === "direction" && value + state.steps > 1) changes.steps = round(1 - value, 0.01);
  if (slider.name === "steps" && value + state.direction > 1) changes.direction = round(1 - value, 0.01);
  change(changes);
}

function change(changes) {
  Object.assign(state, changes);
  showForm();
  ask();
  askStory();
}

// ---- Asking the engine ----

async function lines(path, abort, each) {
  const response = await fetch(path, { signal: abort.signal, cache: "no-store" });
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Error(body.error ?? response.statusText);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) if (part.trim()) each(JSON.parse(part));
  }
}

async function ask() {
  running?.abort();
  const abort = (running = new AbortController());
  const begun = performance.now();
  const timing = { query: query(state), first: null, settled: null };
  explorer.timings.push(timing);
  explorer.settled = false;
  document.body.dataset.settled = "false";
  $("progress-text").textContent = t("progress.begun");
  $("meter").style.width = "2%";
  try {
    await lines(`curves?client=${client}&generation=${++generation}` + (timing.query ? "&" + timing.query : ""), abort, (message) => {
      if (abort.signal.aborted) return;
      if (message.ended !== undefined) {
        if (message.ended) trouble(t("ended", { reason: message.ended }));
        return;
      }
      $("trouble").hidden = true;
      timing.first ??= performance.now() - begun;
      if (message.settled) timing.settled = performance.now() - begun;
      look = explorer.look = message;
      explorer.settled = message.settled;
      showLook();
      document.body.dataset.settled = String(message.settled);
    });
  } catch (error) {
    if (!abort.signal.aborted) trouble(t("lost", { reason: error.message }));
  }
}

function trouble(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = false;
}

// ---- Curves ----

function showLook() {
  const half = 100 * look.widest;
  $("progress-text").textContent = t(look.settled ? "progress.settled" : "progress.tasks", {
    tasks: new Intl.NumberFormat(language).format(look.tasks), half: number(half, decimalsOf(half)) });
  const wanted = form.precision / look.widest;
  $("meter").style.width = (look.settled ? 100 : Math.min(98, 100 * wanted * wanted)) + "%";
  $("answer").textContent = sentence();
  drawAccuracy();
  drawZones();
  drawGain();
  tables();
  revealed();
  if (look.settled) $("live").textContent = t("live", { answer: sentence() });
}

const largest = () => look.budgets[look.budgets.length - 1];
const policyLook = (id, from = look) => from.policies.find((p) => p.id === id);

function sentence() {
  const best = policyLook(look.best);
  const values = {
    best: name(look.best), budget: largest(), accuracy: percent(best.accuracy.at(-1)),
    tied: list(look.tied.map(name)), count: look.policies.length,
    saturation: best.saturation[0] === null ? "" : plain(best.saturation[0]),
    gain: plain(100 * state.saturated),
  };
  const who = look.policies.length === 1 ? "answer.one" : look.tied.length ? "answer.tied" : "answer.best";
  return t(who, values) + " " + t(best.saturation[0] === null ? "answer.rising" : "answer.saturates", values);
}

function axis(svg, left, right, bottom, top, compact) {
  const doublings = Math.log2(largest());
  const x = (budget) => left + ((right - left) * Math.log2(budget)) / doublings;
  const skip = compact && doublings > 5 ? 2 : 1;
  look.budgets.forEach((budget, i) => {
    draw(svg, "line", { class: "grid", x1: x(budget), x2: x(budget), y1: top, y2: bottom });
    if (i % skip === 0 || i === look.budgets.length - 1 && skip === 1) draw(svg, "text", { class: "soft", x: x(budget), y: bottom + 17, "text-anchor": "middle" }, budget);
  });
  draw(svg, "text", { class: "soft", x: (left + right) / 2, y: bottom + 35, "text-anchor": "middle" }, t("axis.budget"));
  return x;
}

/** Places of labels that keep their distance. */
function spread(places, distance, low, high) {
  const order = places.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place);
  for (let i = 1; i < order.length; i++) order[i].place = Math.max(order[i].place, order[i - 1].place + distance);
  let limit = high;
  for (let i = order.length - 1; i >= 0; i--, limit -= distance) {
    order[i].place = Math.min(order[i].place, limit);
    limit = Math.min(limit, order[i].place);
  }
  const result = [];
  order.forEach((entry) => (result[entry.i] = Math.max(low, entry.place)));
  return result;
}

function drawAccuracy() {
  const described = look.policies.map((p) => `${name(p.id)}: ${percent(p.accuracy.at(-1))}`).join("; ");
  const { svg, width, height } = canvas($("accuracy"), $("accuracy").clientWidth < 520 ? 300 : 390,
    t("accuracy.alt", { largest: largest(), described }));
  const compact = width < 520;
  const left = 46, right = width - (compact ? 14 : 150), top = 12, bottom = height - 44;
  const closed = state.show.includes("closed") && look.closed?.length ? look.closed : null;
  const all = look.policies.flatMap((p) => p.accuracy.flatMap((a) => (look.tasks < 200 ? [a[0]] : a)));
  if (closed) all.push(...closed);
  if (kept) all.push(...kept.policies.flatMap((p) => p.accuracy.map((a) => a[0])));
  const low = Math.max(0, Math.floor(10 * Math.min(...all) - 0.2) / 10);
  const high = Math.min(1, Math.max(low + 0.1, Math.ceil(10 * Math.max(...all) + 0.2) / 10));
  const y = (v) => bottom - ((bottom - top) * (Math.min(high, Math.max(low, v)) - low)) / (high - low);
  for (let v = low; v <= high + 1e-9; v += high - low > 0.6 ? 0.2 : 0.1) {
    draw(svg, "line", { class: "grid", x1: left, x2: right, y1: y(v), y2: y(v) });
    draw(svg, "text", { class: "soft", x: left - 7, y: y(v) + 4, "text-anchor": "end" }, number(100 * v, 0) + "\u00a0%");
  }
  const x = axis(svg, left, right, bottom, top, compact);
  const path = (points) => points.map(([a, b], i) => (i ? "L" : "M") + a.toFixed(1) + " " + b.toFixed(1)).join("");
  const labels = [];
  if (closed) {
    draw(svg, "path", { d: path(closed.map((v, i) => [x(look.budgets[i]), y(v)])), fill: "none", stroke: "var(--soft)", "stroke-width": 1.75, "stroke-dasharray": "2 4", "stroke-linecap": "round" });
    const simulated = policyLook("parallel")?.coverage;
    simulated?.forEach((c, i) => draw(svg, "circle", { cx: x(look.budgets[i]), cy: y(c[0]), r: 3, fill: "var(--card)", stroke: "var(--soft)", "stroke-width": 1.5 }));
    labels.push({ text: t("closed.label"), color: "var(--soft)", at: y(closed.at(-1)) });
  }
  for (const p of kept?.policies ?? []) {
    draw(svg, "path", { d: path(p.accuracy.map((a, i) => [Math.min(x(kept.budgets[i]), right), y(a[0])]).filter((_, i) => kept.budgets[i] <= largest())), fill: "none", stroke: colorOf(p.id), "stroke-width": 1.75, "stroke-dasharray": "7 5", opacity: 0.6 });
  }
  for (const p of look.policies) {
    const color = colorOf(p.id);
    const upper = p.accuracy.map((a, i) => [x(look.budgets[i]), y(a[2])]);
    const lower = p.accuracy.map((a, i) => [x(look.budgets[i]), y(a[1])]).reverse();
    draw(svg, "path", { d: path([...upper, ...lower]) + "Z", fill: color, opacity: 0.2 });
  }
  for (const p of look.policies) {
    const color = colorOf(p.id);
    if (state.show.includes("ttspm")) {
      draw(svg, "path", { d: path(p.ttspm.map(([n, v]) => [x(n), y(v)])), fill: "none", stroke: color, "stroke-width": 1.5, "stroke-dasharray": "1 4", "stroke-linecap": "round" });
    }
    draw(svg, "path", { d: path(p.accuracy.map((a, i) => [x(look.budgets[i]), y(a[0])])), fill: "none", stroke: color, "stroke-width": 2.5, "stroke-linejoin": "round" });
    p.accuracy.forEach((a, i) => {
      const dot = draw(svg, "circle", { cx: x(look.budgets[i]), cy: y(a[0]), r: 3.5, fill: color });
      draw(dot, "title", {}, `${name(p.id)}, ${look.budgets[i]}: ${percent(a)}`);
    });
    labels.push({ text: name(p.id), value: number(100 * p.accuracy.at(-1)[0], 1), color, at: y(p.accuracy.at(-1)[0]) });
  }
  if (kept) draw(svg, "text", { class: "soft small halo", x: left + 8, y: top + 12 }, t("kept.label", { name: keptName }));
  if (!compact) {
    const places = spread(labels.map((l) => l.at), 17, top + 4, bottom);
    labels.forEach((l, i) => {
      draw(svg, "line", { x1: right + 4, y1: l.at, x2: right + 14, y2: places[i], stroke: l.color, "stroke-width": 1.5 });
      const label = draw(svg, "text", { x: right + 18, y: places[i] + 4.5 }, "");
      draw(label, "tspan", { class: "strong", "font-weight": l.value ? 600 : 400 }, l.text);
      if (l.value) draw(label, "tspan", { dx: 6, fill: "var(--soft)" }, l.value);
    });
  }
}

function drawZones() {
  const rows = look.policies.length;
  const described = look.policies.map((p) => `${name(p.id)}: ${budgetOf(p.saturation, largest())}`).join("; ");
  const { svg, width, height } = canvas($("zones"), 24 + rows * 30 + 66, t("zones.alt", { described }));
  const left = 92, right = width - 14, top = 6, bottom = top + rows * 30 + 6;
  const x = axis(svg, left, right, bottom, top, width < 520);
  look.policies.forEach((p, i) => {
    const y = top + i * 30 + 7;
    const first = p.efficient ?? largest(), second = p.saturation[0] ?? largest();
    const parts = [[1, first, "var(--efficient)"], [first, Math.max(first, second), "var(--diminishing)"], [Math.max(first, second), largest(), "var(--wasteful)"]];
    for (const [from, to, fill] of parts) if (to > from) draw(svg, "rect", { x: x(from), y, width: x(to) - x(from), height: 20, fill });
    draw(svg, "text", { class: "strong", x: left - 10, y: y + 14.5, "text-anchor": "end" }, name(p.id));
    const [value, low, high] = p.saturation;
    const end = Math.min(right, x(high ?? largest()));
    if (low !== null) draw(svg, "line", { x1: x(low), x2: end, y1: y + 10, y2: y + 10, stroke: colorOf(p.id), "stroke-width": 2.5 });
    if (value !== null) {
      const dot = draw(svg, "circle", { cx: x(value), cy: y + 10, r: 5, fill: colorOf(p.id), stroke: "var(--card)", "stroke-width": 1.5 });
      draw(dot, "title", {}, budgetOf(p.saturation, largest()));
    } else {
      draw(svg, "path", { d: `M${right - 4} ${y + 5}l6 5l-6 5z`, fill: colorOf(p.id) });
    }
  });
  zoneLegend(svg, left, height - 6);
}

function zoneLegend(svg, left, y) {
  let at = left;
  for (const zone of ["efficient", "diminishing", "wasteful"]) {
    draw(svg, "rect", { x: at, y: y - 10, width: 14, height: 11, rx: 2, fill: `var(--${zone})` });
    const word = draw(svg, "text", { class: "soft small", x: at + 19, y }, t("zone." + zone));
    at += 19 + word.getComputedTextLength() + 16;
  }
}

function drawGain() {
  const rows = look.policies.length;
  const { svg, width } = canvas($("gain"), Math.max(190, 24 + rows * 30 + 66), t("gain.alt"));
  const height = Math.max(190, 24 + rows * 30 + 66);
  const left = 52, right = width - 14, top = 6, bottom = height - 60;
  const low = state.saturated / 8, high = 0.2;
  const y = (v) => bottom - ((bottom - top) * Math.log(Math.min(high, Math.max(low, v)) / low)) / Math.log(high / low);
  const bounds = [high, state.efficient, state.saturated, low];
  ["efficient", "diminishing", "wasteful"].forEach((zone, i) =>
    draw(svg, "rect", { x: left, width: right - left, y: y(bounds[i]), height: y(bounds[i + 1]) - y(bounds[i]), fill: `var(--${zone})` }));
  const x = axis(svg, left, right, bottom, top, width < 520);
  for (const v of [0.1, 0.01, 0.001, 0.0001]) if (v > low && v < high) {
    draw(svg, "text", { class: "soft", x: left - 7, y: y(v) + 4, "text-anchor": "end" }, plain(100 * v));
  }
  for (const p of look.policies) {
    const color = colorOf(p.id);
    const points = p.gains.map(([value, lo, hi], i) => ({ at: x(Math.sqrt(look.budgets[i] * look.budgets[i + 1])), value, lo, hi, i }));
    draw(svg, "path", { d: points.map((q, i) => (i ? "L" : "M") + q.at + " " + y(q.value)).join(""), fill: "none", stroke: color, "stroke-width": 2 });
    for (const q of points) {
      draw(svg, "line", { x1: q.at, x2: q.at, y1: y(q.lo), y2: y(q.hi), stroke: color, "stroke-width": 1.25, opacity: 0.7 });
      const dot = draw(svg, "circle", { cx: q.at, cy: y(q.value), r: 3.25, fill: q.value > low ? color : "var(--card)", stroke: color });
      draw(dot, "title", {}, t("gain.point", { policy: name(p.id), from: look.budgets[q.i], to: look.budgets[q.i + 1], gain: plain(100 * q.value) }));
    }
  }
  zoneLegend(svg, left, height - 6);
}

function tables() {
  const head = ["policy", "column.accuracy", "column.efficient", "column.saturation", "column.fmax", "column.px", "column.formula"];
  $("saturation").replaceChildren(
    element("caption", { textContent: t("saturation.caption") }),
    element("thead", {}, element("tr", {}, ...head.map((key) => element("th", { scope: "col", textContent: t(key === "policy" ? "column.policy" : key, { largest: largest() }) })))),
    element("tbody", {}, ...look.policies.map((p) => element("tr", {},
      element("th", { scope: "row", textContent: name(p.id) }),
      ...[percent(p.accuracy.at(-1)), p.efficient === null ? t("beyond", { largest: largest() }) : plain(p.efficient), budgetOf(p.saturation, largest()),
        number(p.fMax, 3), number(p.px, 3), p.formula].map((text) => element("td", { textContent: text }))))));
  $("numbers").replaceChildren(
    element("caption", { textContent: t("numbers.caption") }),
    element("thead", {}, element("tr", {}, element("th", { scope: "col", textContent: t("axis.budget") }),
      ...look.policies.map((p) => element("th", { scope: "col", textContent: name(p.id) })),
      ...(look.closed?.length ? [element("th", { scope: "col", textContent: t("closed.label") })] : []))),
    element("tbody", {}, ...look.budgets.map((budget, i) => element("tr", {}, element("th", { scope: "row", textContent: budget }),
      ...look.policies.map((p) => element("td", { textContent: percent(p.accuracy[i]) })),
      ...(look.closed?.length ? [element("td", { textContent: number(100 * look.closed[i], 1) + "\u00a0%" })] : [])))));
}

// ---- One task ----

async function askStory() {
  storyRunning?.abort();
  const abort = (storyRunning = new AbortController());
  const { left, right, rollouts, task } = state.story;
  const words = query(state);
  try {
    await lines(`story?client=${client}&generation=${++storyGeneration}&left=${left}&right=${right}&rollouts=${rollouts}`
      + (task === "" ? "" : "&task=" + task) + (words ? "&" + words : ""), abort, (message) => {
      if (abort.signal.aborted || message.ended !== undefined) return;
      story = explorer.story = message;
      stop();
      depth = last();
      $("position").max = last();
      $("story-task").value = story.task;
      showStory();
    });
  } catch (error) {
    if (!abort.signal.aborted) $("story-why").textContent = t("lost", { reason: error.message });
  }
}

/** Frames: each step is written, then judged; at the end comes the vote. */
const last = () => 2 * Math.max(...story.sides.map((side) => Math.max(...side.prefixes.map((p) => p[1]))));
const letter = (direction) => String.fromCharCode(65 + direction);
const directionColor = (direction) => shade(form.directionColors[direction % form.directionColors.length]);

function showStory() {
  if (!story) return;
  $("position").value = depth;
  const written = Math.ceil(depth / 2), judged = Math.floor(depth / 2);
  $("position").setAttribute("aria-valuetext", frameName(written, judged));
  $("back").disabled = depth === 0;
  $("forward").disabled = depth === last();
  $("story-why").textContent = t(!story.chosen ? "story.asked" : story.rewarded ? "story.why" : "story.differ", {
    task: story.task, among: story.among, chance: number(100 * story.chance, story.chance < 0.01 ? 2 : 0) })
    + " " + t("story.among", { among: story.among, rollouts: story.rollouts, left: name(story.sides[0].policy), right: name(story.sides[1].policy), leftRight: story.sides[0].rightAmong, rightRight: story.sides[1].rightAmong });
  $("sides").replaceChildren(...story.sides.map((side) => tree(side, written, judged)));
  const directions = [...new Set(story.sides.flatMap((side) => side.prefixes.map((p) => p[2])))].sort((a, b) => a - b);
  $("story-legend").replaceChildren(...directions.map((d) => {
    const dot = element("span", { className: "dot" });
    dot.style.background = directionColor(d);
    return element("li", {}, dot, t("direction", { letter: letter(d) }));
  }), element("li", { textContent: t("story.key") }));
}

const frameName = (written, judged) => depth === 0 ? t("frame.start") : depth === last() ? t("frame.end") : t(written > judged ? "frame.written" : "frame.judged", { step: written });

function tree(side, written, judged) {
  const box = element("div", { className: "side" }, element("h3", { textContent: name(side.policy) }));
  const verdict = element("p", { className: "verdict" });
  const bar = element("div", { className: "bar", "aria-hidden": "true" });
  const plot = element("div", { className: "plot" });
  box.append(verdict, bar, plot);
  // Where rollouts are: what is under way and what has finished, by direction.
  const done = depth === last();
  const counts = new Map();
  const atFront = side.prefixes.filter((p) => (p[5] !== "OPEN" && p[5] !== "LATE" && p[1] <= written) || (!done && p[1] === written && p[5] === "OPEN"));
  for (const p of done ? atFront : atFront) {
    const weight = p[5] === "OPEN" && judged >= written ? p[4] : 1;
    if (weight) counts.set(p[2], (counts.get(p[2]) ?? 0) + weight);
  }
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  [...counts].sort((a, b) => a[0] - b[0]).forEach(([direction, count]) => {
    const color = directionColor(direction);
    const part = element("span", { textContent: count / total > 0.08 ? letter(direction) + " " + count : "" });
    part.style.flexGrow = count;
    part.style.background = color;
    part.style.color = onColor(color);
    bar.append(part);
  });
  const largestShare = counts.size ? Math.max(...counts.values()) / total : 0;
  verdict.textContent = !counts.size ? t("frame.start")
    : (done ? t(side.right ? "verdict.right" : "verdict.wrong") + " " : "") + counted("verdict.spread", counts.size, { rollouts: total, directions: counts.size, share: number(100 * largestShare, 0) });
  requestAnimationFrame(() => {
    const n = story.rollouts;
    const depths = last() / 2;
    const { svg, width, height } = canvas(plot, Math.max(200, n * 21 + 30), t("story.alt", { policy: name(side.policy), frame: frameName(written, judged), verdict: verdict.textContent }));
    const levels = [[]];
    side.prefixes.forEach((p, i) => (levels[p[1]] ??= []).push(i));
    const place = [];
    const left = 26, right = width - 34;
    const x = (d) => left + ((right - left) * (d - 1)) / Math.max(1, depths - 1);
    levels.forEach((level) => level.forEach((i, k) => (place[i] = { x: x(side.prefixes[i][1]), y: 10 + ((height - 34) * (k + 0.5)) / Math.max(level.length, 1) })));
    for (let d = 1; d <= depths; d++) draw(svg, "text", { class: "soft small", x: x(d), y: height - 4, "text-anchor": "middle" }, t("step.short", { step: d }));
    side.prefixes.forEach((p, i) => {
      if (p[1] > written || p[0] < 0) return;
      const a = place[p[0]], b = place[i], middle = (a.x + b.x) / 2;
      draw(svg, "path", { d: `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`, fill: "none", stroke: directionColor(p[2]), "stroke-width": 1.75, opacity: 0.55 });
    });
    const gap = (right - left) / Math.max(1, depths - 1);
    side.prefixes.forEach((p, i) => {
      if (p[1] > written) return;
      const [, at, direction, score, rollouts, end] = p;
      const color = directionColor(direction);
      const isJudged = at <= judged;
      const radius = end === "OPEN" && isJudged ? (rollouts ? Math.min(9, 4 + 1.4 * Math.sqrt(rollouts)) : 2.5) : 5;
      const node = draw(svg, "g", {});
      const mark = draw(node, "circle", { cx: place[i].x, cy: place[i].y, r: end === "LATE" ? 3 : radius, fill: end === "LATE" ? "var(--card)" : color, stroke: end === "LATE" ? "var(--soft)" : color, "stroke-width": 1 });
      draw(mark, "title", {}, t("node", { direction: letter(direction), score: score === null ? "-" : number(score, 2), rollouts }));
      if (at === 1) draw(svg, "text", { class: "small strong", x: place[i].x - 12, y: place[i].y + 4, "text-anchor": "end" }, letter(direction));
      if (end === "RIGHT" || end === "WRONG") {
        draw(svg, "text", { class: "strong halo", x: place[i].x + 9, y: place[i].y + 4.5, fill: end === "RIGHT" ? "var(--ink)" : "var(--soft)" }, end === "RIGHT" ? "\u2713" : "\u00d7");
      } else if (end === "OPEN" && isJudged && rollouts !== 1 && levels[at].length <= 20 && gap > 64) {
        const label = (score === null ? "" : number(score, 2) + " ") + "\u2192" + rollouts;
        draw(svg, "text", { class: "small halo" + (rollouts ? "" : " soft"), x: place[i].x + radius + 3, y: place[i].y + 4 }, label);
      } else if (end === "OPEN" && isJudged && score !== null && levels[at].length <= 20 && gap > 64) {
        draw(svg, "text", { class: "small halo soft", x: place[i].x + radius + 3, y: place[i].y + 4 }, number(score, 2));
      }
    });
  });
  return box;
}

function stop() {
  clearInterval(timer);
  timer = null;
  $("play").textContent = t("play");
}

function frame(to) {
  depth = Math.min(last(), Math.max(0, to));
  showStory();
  const words = story.sides.map((side, i) => name(side.policy) + ": " + $("sides").children[i].querySelector(".verdict").textContent);
  $("story-live").textContent = timer ? "" : frameName(Math.ceil(depth / 2), Math.floor(depth / 2)) + ". " + words.join(" ");
}

function play() {
  if (timer) return stop();
  if (depth === last()) frame(0);
  $("play").textContent = t("pause");
  timer = setInterval(() => {
    frame(depth + 1);
    if (depth === last()) {
      stop();
      frame(depth);
    }
  }, 900);
}

// ---- Lessons ----

function stateOf(at, number) {
  const wanted = lessons[at].steps[number];
  return { ...initial(), ...structuredClone(wanted.set ?? {}), story: { ...initial().story, ...(wanted.story ?? {}) } };
}

const sameAsStep = () => {
  const wanted = stateOf(lesson, step);
  return query(wanted) === query(state);
};

function begin(at, number) {
  const wanted = lessons[at].steps[number];
  if (wanted.keep && look && number > 0) {
    kept = look;
    keptName = t("kept.step", { step: number });
  } else if (!wanted.keep) kept = null;
  lesson = at;
  step = number;
  state = stateOf(at, number);
  showLesson();
  showForm();
  ask();
  askStory();
  $("lesson-title").focus({ preventScroll: true });
  $("lesson").scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function showLesson() {
  const shown = lesson !== null;
  $("lesson").hidden = !shown;
  [...$("lesson-list").querySelectorAll("button")].forEach((button, i) => (i === lesson ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current")));
  if (!shown) return;
  const { id, steps } = lessons[lesson];
  const key = `lesson.${id}.${step + 1}`;
  $("lesson-progress").textContent = t("lesson.progress", { lesson: lesson + 1, step: step + 1, steps: steps.length });
  $("lesson-title").textContent = t(`lesson.${id}.title`);
  $("lesson-text").textContent = t(key);
  const asks = has(key + ".q");
  $("lesson-question-box").hidden = !asks;
  $("lesson-answer").hidden = true;
  $("reveal").textContent = t("reveal");
  $("reveal").setAttribute("aria-expanded", "false");
  if (asks) $("lesson-question").textContent = t(key + ".q");
  $("previous").disabled = step === 0;
  const end = step === steps.length - 1;
  $("next").textContent = end ? (lesson === lessons.length - 1 ? t("finish") : t("next.lesson")) : t("next");
}

/** Fills the numbers of an answer from the simulation that is shown. */
function filled(text) {
  return text.replace(/\{([\w:-]+)\}/g, (whole, spell) => {
    const [what, ...rest] = spell.split(":");
    const from = what.startsWith("kept-") ? kept : look;
    if (["left", "right"].includes(what)) {
      const side = story?.sides[what === "left" ? 0 : 1];
      return side ? { name: name(side.policy), directions: side.directions, among: side.rightAmong, verdict: t(side.right ? "verdict.right" : "verdict.wrong") }[rest[0]] : "\u2026";
    }
    if (what === "rollouts") return story?.rollouts ?? "\u2026";
    if (what === "among") return story?.among ?? "\u2026";
    if (!from) return "\u2026";
    const p = policyLook(rest[0], from);
    const i = from.budgets.indexOf(Number(rest.at(-1)));
    const at = i < 0 ? from.budgets.length - 1 : i;
    switch (what.replace("kept-", "")) {
      case "acc": return p ? percent(p.accuracy[at]) : "\u2026";
      case "cov": return p ? percent(p.coverage[at]) : "\u2026";
      case "sat": return p ? budgetOf(p.saturation, from.budgets.at(-1)) : "\u2026";
      case "eff": return p ? (p.efficient === null ? t("beyond", { largest: from.budgets.at(-1) }) : plain(p.efficient)) : "\u2026";
      case "fmax": return p ? number(100 * p.fMax, 1) + "\u00a0%" : "\u2026";
      case "formula": return p ? String(p.formula) : "\u2026";
      case "gain": return p ? plain(100 * p.gains[Math.max(0, Math.min(i, p.gains.length - 1))][0]) : "\u2026";
      case "diff": {
        const q = policyLook(rest[1], from);
        return p && q ? number(100 * (p.accuracy[at][0] - q.accuracy[at][0]), 1) : "\u2026";
      }
      case "rise": return p ? number(100 * (p.accuracy.at(-1)[0] - p.accuracy[at][0]), 1) : "\u2026";
      case "best": return name(from.best);
      case "auc": return from.auc === undefined || from.auc === null ? "\u2026" : number(from.auc, 2);
      case "tasks": return new Intl.NumberFormat(language).format(from.tasks);
      default: return whole;
    }
  });
}

function revealed() {
  const key = lesson === null ? "" : `lesson.${lessons[lesson].id}.${step + 1}.a`;
  if (lesson === null || $("lesson-answer").hidden || !has(key)) return;
  $("lesson-answer").textContent = filled(t(key));
}

// ---- Start ----

function wire() {
  for (const id of ["closed", "ttspm"]) $("show-" + id).addEventListener("change", () => {
    state.show = ["closed", "ttspm"].filter((which) => $("show-" + which).checked);
    showForm();
    if (look) drawAccuracy();
  });
  $("vote").addEventListener("change", () => change({ vote: $("vote").value }));
  $("reset").addEventListener("click", () => { kept = null; change(initial()); });
  for (const key of ["left", "right", "rollouts"]) $("story-" + key).addEventListener("change", () => {
    state.story[key] = key === "rollouts" ? Number($("story-" + key).value) : $("story-" + key).value;
    showForm();
    askStory();
  });
  $("story-task").addEventListener("change", () => {
    if ($("story-task").validity.valid) {
      state.story.task = $("story-task").value;
      showForm();
      askStory();
    }
  });
  $("story-choose").addEventListener("click", () => { state.story.task = ""; showForm(); askStory(); });
  $("play").addEventListener("click", play);
  $("back").addEventListener("click", () => { stop(); frame(depth - 1); });
  $("forward").addEventListener("click", () => { stop(); frame(depth + 1); });
  $("position").addEventListener("input", () => { stop(); frame(Number($("position").value)); });
  $("keep").addEventListener("click", () => {
    kept = kept ? null : look;
    keptName = t("kept.own");
    $("keep").textContent = t(kept ? "unkeep" : "keep");
    if (look) drawAccuracy();
  });
  $("share").addEventListener("click", async () => {
    showForm();
    try {
      await navigator.clipboard.writeText(location.href);
      $("note").textContent = t("shared");
    } catch {
      $("note").textContent = location.href;
    }
  });
  $("print").addEventListener("click", () => window.print());
  $("reveal").addEventListener("click", () => {
    const show = $("lesson-answer").hidden;
    $("lesson-answer").hidden = !show;
    $("reveal").textContent = t(show ? "hide" : "reveal");
    $("reveal").setAttribute("aria-expanded", String(show));
    revealed();
  });
  $("restore").addEventListener("click", () => { state = stateOf(lesson, step); change({}); });
  $("previous").addEventListener("click", () => begin(lesson, step - 1));
  $("next").addEventListener("click", () => {
    if (step + 1 < lessons[lesson].steps.length) begin(lesson, step + 1);
    else if (lesson + 1 < lessons.length) begin(lesson + 1, 0);
    else leave();
  });
  $("leave").addEventListener("click", leave);
  $("language").addEventListener("change", async () => { await speak($("language").value); });
  window.addEventListener("hashchange", () => fromLink());
  let size = 0;
  new ResizeObserver(() => {
    if (size !== document.body.clientWidth && look) {
      size = document.body.clientWidth;
      drawAccuracy(); drawZones(); drawGain(); showStory();
    }
  }).observe(document.body);
}

function leave() {
  lesson = null;
  kept = null;
  showLesson();
  showForm();
  if (look) drawAccuracy();
}

async function json(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(path + ": " + response.status);
  return response.json();
}

async function speak(wanted) {
  language = wanted;
  texts = await json(`texts/${language}.json`);
  try { localStorage.setItem("plateau-language", language); } catch { /* not kept then */ }
  translate();
  buildForm();
  showLesson();
  showForm();
  if (look) showLook();
  showStory();
  stop();
}

/** Takes state, lesson and step from the address; a lesson without a state has that of its step. */
function adopt() {
  const { read, at, step: number } = readLink();
  const bare = [...new URLSearchParams(location.hash.slice(1)).keys()].every((key) => key === "lesson" || key === "step");
  lesson = at < 0 ? null : at;
  step = number;
  state = at >= 0 && bare ? stateOf(at, number) : read;
}

function fromLink() {
  adopt();
  showLesson();
  showForm();
  ask();
  askStory();
}

async function start() {
  [form, lessons, english] = await Promise.all([json("form.json"), json("lessons.json"), json("texts/en.json")]);
  let wanted = null;
  try { wanted = localStorage.getItem("plateau-language"); } catch { /* none is kept */ }
  wanted ??= navigator.languages.map((l) => l.slice(0, 2)).find((l) => form.languages.includes(l)) ?? form.languages[0];
  if (!form.languages.includes(wanted)) wanted = form.languages[0];
  language = wanted;
  texts = english;
  wire();
  adopt();
  await speak(wanted);
  if (matchMedia("(max-width: 60rem)").matches) $("settings").open = true;
  ask();
  askStory();
}

start().catch((error) => trouble(error.message));
