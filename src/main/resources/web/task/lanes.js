// Which lanes a timeline has: one for each worker, the tree of runs by indentation. Attempts at the same piece of work
// follow one another in one lane, and so do the runs of one worker, unless they go on side by side.

import { clean } from '../shared/browser/dom.js';
import { kindWord, outcomeWord } from '../shared/tasks/words.js';

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
  const tried = run.attempt > 1 && `try ${run.attempt}`;
  return told([tried, run.outcome && outcomeWord(run.outcome), ...about(run, workers)]);
}

function about(run, workers) {
  const kind = kindWord(run.kind);
  return [!kind.startsWith(runName(run, workers)) && kind, workers.get(run.worker)?.where];
}

const told = (parts) => parts.filter(Boolean).map((part) => clean(part, 40)).join(' · ');

/** The lanes of these runs, each `{ name, detail, depth, runs }`; `end` is when those end that go on. */
export function lanes(runs, workers, end) {
  const all = [];
  const open = new Map();
  for (const { run, depth } of tree(runs)) {
    const key = run.slot ? `slot ${run.parent} ${run.slot}` : `worker ${run.worker ?? run.id}`;
    const found = open.get(key);
    const lane = found && Date.parse(run.started) >= found.until ? found : { depth, runs: [] };
    if (lane !== found) all.push(lane);
    lane.runs.push(run);
    lane.until = Date.parse(run.ended) || end;
    open.set(key, lane);
  }
  return all.map((lane) => ({ ...lane, name: runName(lane.runs[0], workers), detail: laneDetail(lane, workers) }));
}

function laneDetail({ runs }, workers) {
  const last = runs.at(-1);
  const tries = runs.every(({ slot }) => slot) ? 'tries' : 'runs';
  const many = runs.length > 1 ? `${runs.length} ${tries}` : last.attempt > 1 && `try ${last.attempt}`;
  return told([many, ...about(last, workers)]);
}
