// The last lines that runs wrote, as far as they are kept: those of the run that wrote last, the others folded away.

import { cleanLines, foreign, h } from '../shared/browser/dom.js';
import { moment } from '../shared/browser/time.js';
import { runName } from './runs.js';

const MOST = 12;

const written = (runs) => runs.filter(({ output }) => output)
  .toSorted((a, b) => Date.parse(b.output.at) - Date.parse(a.output.at));

/** What the section shows; nothing where no run's output is kept. */
export function outputs(runs, workers) {
  const [newest, ...others] = written(runs);
  if (!newest) return [];
  const named = (run) => [foreign(runName(run, workers), 80), ' · ', moment(run.output.at)];
  const older = others.slice(0, MOST)
    .map((run) => h('details', {}, h('summary', {}, named(run)), screen(run)));
  return [h('h2', {}, 'Output ', h('small', { class: 'faint' }, named(newest))), screen(newest), older];
}

const screen = ({ output }) =>
  h('pre', { class: 'screen', tabindex: 0, role: 'region', 'aria-label': 'Output' }, cleanLines(output.text));
