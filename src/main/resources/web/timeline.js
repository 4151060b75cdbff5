// What happened, as lanes: one per run, the tree of runs by indentation, phases by colour, waits hatched.

import { clean, foreign, h } from './dom.js';
import { age, clock, spoken, tickLabel } from './time.js';
import { isWait, kindWord, outcomeWord, phaseColour, phaseWord } from './words.js';

const MOST_LANES = 60;
const MOST_TICKS = 7;
const SECOND = 1000;
const DAY = 86_400 * SECOND;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Runs in the order of their tree, each with its depth: parents before children, then by start. */
export function tree(runs) {
  const ids = new Set(runs.map(({ id }) => id));
  const children = Map.groupBy(runs, (run) => (ids.has(run.parent) ? run.parent : ''));
  const ordered = [];
  const visit = (parent, depth) => {
    const next = children.get(parent) ?? [];
    children.delete(parent);
    for (const run of next.toSorted((a, b) => Date.parse(a.started) - Date.parse(b.started))) {
      ordered.push({ run, depth });
      visit(run.id, depth + 1);
    }
  };
  visit('', 0);
  [...children.keys()].forEach((parent) => visit(parent, 0));
  return ordered;
}

/** How a run is called: by its label, its worker's name, or its kind. */
export function runName({ id, label, worker, kind }, workers) {
  return label ?? workers.get(worker)?.name ?? (kind === 'other' ? id : kindWord(kind));
}

/** What else tells a run from its neighbours. */
export function runDetail(run, workers) {
  const kind = kindWord(run.kind);
  return [
    run.attempt > 1 && `try ${run.attempt}`,
    run.outcome && outcomeWord(run.outcome),
    kind !== runName(run, workers) && kind,
    workers.get(run.worker)?.where,
  ].filter(Boolean).map((part) => clean(part, 40)).join(' · ');
}

/** The lanes of a task up to now, with an axis and a legend of the phases that occur. */
export function timeline({ runs, ended }, workers, now) {
  const rows = tree(runs);
  const end = Date.parse(ended) || now;
  const from = Math.min(...runs.map(({ started }) => Date.parse(started)), end);
  const until = Math.max(...runs.map((run) => Date.parse(run.ended) || end), from + SECOND);
  const at = (time) => `${(100 * (Math.min(Math.max(time, from), until) - from) / (until - from)).toFixed(3)}%`;
  const used = new Set();
  const lanes = rows.slice(0, MOST_LANES).map(({ run, depth }) => lane(run, depth, { workers, ended, end, at, used }));
  const left = rows.length - lanes.length;
  return [
    h('div', { class: 'lanes' }, axis(from, until, at), h('ul', { role: 'list' }, lanes),
      left > 0 && h('p', { class: 'faint' }, `${left} more runs are in the list below.`)),
    h('p', { class: 'legend', 'aria-hidden': 'true' }, [...used].map((phase) =>
      h('span', {}, h('i', { class: isWait(phase) && 'hatch', '--c': phaseColour(phase) }), phaseWord(phase)))),
  ];
}

function axis(from, until, at) {
  const length = until - from;
  const step = STEPS.map((seconds) => seconds * SECOND).find((one) => length / one <= MOST_TICKS)
    ?? DAY * Math.ceil(length / DAY / MOST_TICKS);
  const zone = new Date(from).getTimezoneOffset() * 60 * SECOND;
  const ticks = [];
  for (let tick = Math.ceil((from - zone) / step) * step + zone; tick <= until; tick += step) ticks.push(tick);
  return h('div', { class: 'axis', 'aria-hidden': 'true' }, h('div', {}, ticks.map((tick) =>
    h('span', { '--x': at(tick) }, tickLabel(tick, step)))));
}

function lane(run, depth, { workers, ended, end, at, used }) {
  const stop = Date.parse(run.ended) || end;
  const lasting = run.segments.filter(({ phase }) => phase !== 'done' && phase !== 'failed');
  const segments = lasting.map((one) => ({ ...one, until: Date.parse(one.to) || stop }));
  const told = segments.map((one) => `${phaseWord(one.phase)} ${spoken(one.until - Date.parse(one.from))}`);
  segments.forEach(({ phase }) => used.add(phase));
  if (run.ended) used.add(run.phase);
  return h('li', { class: 'lane', '--depth': Math.min(depth, 6) },
    h('span', { class: 'lane-name' }, depth > 0 && h('span', { class: 'twig', 'aria-hidden': 'true' }, '└'),
      foreign(runName(run, workers), 80), h('small', {}, foreign(runDetail(run, workers), 120))),
    h('div', { class: 'track', role: 'img', 'aria-label': clean(told.join(', ') || 'nothing known', 600) },
      segments.map((one) => bar(one, at)),
      run.ended && h('b', { class: 'end', '--x': at(stop), '--c': phaseColour(run.phase) })),
    age(run.started, { to: run.ended ?? ended }));
}

function bar({ phase, from, to, until }, at) {
  const title = `${phaseWord(phase)}, ${spoken(until - Date.parse(from))}: ${clock(from)} to ${to ? clock(to) : 'now'}`;
  const props = { '--c': phaseColour(phase), '--x': at(Date.parse(from)), '--to': at(until) };
  return h('i', { class: isWait(phase) && 'hatch', title, ...props });
}
