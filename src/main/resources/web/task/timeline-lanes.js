// Which lanes a timeline has: one for each worker, the tree of runs by indentation. Attempts at the same piece of work
// follow one another in one lane, and so do the runs of one worker, unless they go on side by side.

import { detail, runName, tree } from './runs.js';

const MOST = 60;
const MANY_FAILED = 3;

/** As many of the lanes as can be taken in: those of what lives rather than others, in their order. */
export function shownLanes(all) {
  if (all.length <= MOST) return all;
  const lives = ({ runs }) => runs.some(({ ended }) => !ended);
  const chosen = new Set([...all.filter(lives), ...all.filter((lane) => !lives(lane))].slice(0, MOST));
  return all.filter((lane) => chosen.has(lane));
}

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
  const failed = runs.filter(({ phase }) => phase === 'failed').length;
  const many = runs.length > 1 ? `${runs.length} ${tries}` : last.attempt > 1 && `try ${last.attempt}`;
  return detail([many, failed >= MANY_FAILED && `${failed} failed`], last, workers);
}
