// Runs: the tree they make, and how each is called.

import { clean } from '../shared/browser/dom.js';
import { kindWord, outcomeWord } from '../shared/tasks/words.js';

const started = (run) => Date.parse(run.started);
const byStart = (one, other) => started(one) - started(other);

/** An order of runs: those that live, or have children that do, then the newest. */
export function liveFirst(runs) {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const lives = new Set();
  for (const run of runs) {
    for (let one = run; !run.ended && one && !lives.has(one.id); one = byId.get(one.parent)) lives.add(one.id);
  }
  return (one, other) => lives.has(other.id) - lives.has(one.id) || started(other) - started(one);
}

/** Runs in the order of their tree, each with its depth: parents before children, then by start, or as told. */
export function tree(runs, order = byStart) {
  const ids = new Set(runs.map(({ id }) => id));
  const children = Map.groupBy(runs, (run) => (ids.has(run.parent) ? run.parent : ''));
  const ordered = [];
  const visit = (parent, depth) => {
    const next = children.get(parent) ?? [];
    children.delete(parent);
    for (const run of next.toSorted(order)) {
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
  return detail([run.attempt > 1 && `try ${run.attempt}`, run.outcome && outcomeWord(run.outcome)], run, workers);
}

/** What comes first, and then what kind of worker a run has, and where. */
export function detail(first, run, workers) {
  const kind = kindWord(run.kind);
  const about = [!kind.startsWith(runName(run, workers)) && kind, workers.get(run.worker)?.where];
  return [...first, ...about].filter(Boolean).map((part) => clean(part, 300)).join(' · ');
}
