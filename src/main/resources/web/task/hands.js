// What else can be asked of a task's source, besides what settles the wait that it is shown with: its other waits, and
// what can be asked of its runs.

import { foreign, h } from '../shared/browser/dom.js';
import { runStep, waitSteps } from '../shared/tasks/act-steps.js';
import { mainWait, others, waits } from '../shared/tasks/acts.js';
import { blockText } from '../shared/tasks/status.js';
import { runName } from './runs.js';

/** All of it below the next step; nothing where nobody can act. */
export function hands(task) {
  const main = mainWait(task);
  const rest = waits(task).filter((wait) => wait.block !== main?.block || wait.run !== main?.run);
  const byRun = [...Map.groupBy(others(task), ({ run }) => run)];
  if (!rest.length && !byRun.length) return undefined;
  return h('div', { class: 'hands' }, rest.map((wait) => h('div', {}, asked(task, wait),
    h('div', { class: 'next' }, waitSteps(task, wait, { whole: true })))),
  byRun.map(([run, offers]) => h('div', { class: 'next of-run' },
    byRun.length > 1 && h('span', { class: 'run-name' }, nameOf(task, run)), inOrder(offers).map((offer) =>
      runStep(task, offer)))));
}

/** Buttons before fields. */
const inOrder = (offers) => offers.toSorted((one, other) => Number(Boolean(one.text)) - Number(Boolean(other.text)));

function asked({ runs }, { run, block, offers }) {
  const wait = runs.find(({ id }) => id === run)?.blocks?.find(({ id }) => id === block);
  return h('p', {}, wait ? blockText(wait) : foreign(offers[0].does, 2000));
}

function nameOf({ runs, workers }, run) {
  const known = runs.find(({ id }) => id === run);
  return known ? foreign(runName(known, new Map(workers.map((worker) => [worker.id, worker]))), 120) : 'The task';
}
