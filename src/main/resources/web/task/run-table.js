// The list of runs: what lives first, then the newest; failed tries at one piece of work are folded into one line, and
// so are the oldest of very many.

import { button, foreign, h } from '../shared/browser/dom.js';
import { age, moment } from '../shared/browser/time.js';
import { blockText } from '../shared/tasks/status.js';
import { news, wholeText } from '../shared/tasks/whole-text.js';
import { attentionOf, mark, phaseWord, plural } from '../shared/tasks/words.js';
import { linkTo, pointOf } from './place.js';
import { liveFirst, runDetail, runName, tree } from './runs.js';
import { failedTries, pieceOf, triesWord } from './tries.js';

const COLUMNS = ['Run', 'Phase', 'Started', 'Took', 'Last sign', 'Summary'];
const MOST = 40;

/**
 * The table. `page` has the `task`, its `workers` and `reasons`, the `view` and what is pointed at (`to`); it is told
 * what somebody wants to see instead, by `look(view)` and `go(address)`.
 */
export function runTable(page) {
  const { task: { runs }, view, to } = page;
  if (!runs.length) return [];
  const tries = failedTries(runs);
  const isOpen = (piece) => view.tries.includes(piece) || tries.get(piece).some(({ id }) => id === to?.run);
  const hidden = new Map([...tries].flatMap(([piece, some]) => some.map(({ id }) => [id, piece])));
  const told = new Set();
  const lines = tree(runs, liveFirst(runs)).flatMap(({ run, depth }) => {
    const piece = hidden.get(run.id);
    if (piece === undefined) return [() => rowsOf(run, depth, page)];
    const first = told.has(piece) ? [] : [() => foldedRow(piece, tries.get(piece), depth, isOpen(piece), page)];
    told.add(piece);
    return isOpen(piece) ? [...first, () => rowsOf(run, depth + 1, page)] : first;
  });
  const all = view.runs === 'all' || to?.run;
  const shown = all ? lines : lines.slice(0, MOST);
  const left = lines.length - shown.length;
  const names = COLUMNS.map((name) => h('th', { scope: 'col' }, name));
  return [h('h2', {}, 'Runs'),
    h('table', {}, h('thead', {}, h('tr', {}, names)), h('tbody', {}, shown.map((line) => line()))),
    left > 0 && button('btn more', {}, () => page.look({ ...view, runs: 'all' }),
      `Show ${plural(left, 'older run', 'older runs')}`)];
}

function foldedRow(piece, tries, depth, open, { view, look }) {
  const toggle = () => look({ ...view,
    tries: open ? view.tries.filter((one) => one !== piece) : [...view.tries, piece] });
  return h('tr', { class: 'tries' }, h('td', { colspan: COLUMNS.length, '--depth': Math.min(depth, 6) },
    button('unfold', { 'aria-expanded': String(open) }, toggle,
      h('span', { 'aria-hidden': 'true' }, open ? '▾' : '▸'), mark('settled', 'failed'),
      h('span', {}, foreign(triesWord(tries), 500)))));
}

/** A run, and a place for its ages while it lives. */
const rowsOf = (run, depth, page) => [row(run, depth, page), !run.ended && agesOf(run)];

function row(run, depth, { task, workers, reasons, go }) {
  const sign = workers.get(run.worker)?.lastSign;
  const why = (field) => reasons.button(`runs.${run.id}.${field}`);
  const cell = (label, ...content) => h('td', { 'data-label': label }, content);
  return h('tr', { 'data-fact': true, 'data-point': pointOf({ run: run.id }) },
    h('th', { scope: 'row', '--depth': Math.min(depth, 6) }, foreign(runName(run, workers), 120), ' ',
      linkTo({ run: run.id }, 'this run', go), h('small', {}, foreign(runDetail(run, workers), 120))),
    cell('Phase', h('span', { class: 'phase' }, mark(attentionOf(run), run.phase),
      phaseWord(run.phase, run.outcome)), ' ', why(run.outcome ? 'outcome' : 'phase'),
    run.condition && h('small', {}, seenFromOutside(run.condition))),
    cell('Started', moment(run.started), ' ', why('started')),
    cell('Took', age(run.started, { to: run.ended ?? task.ended })),
    cell('Last sign', !run.ended && sign && [age(sign, { after: ' ago' }), ' ',
      reasons.button(`workers.${run.worker}.lastSign`)]),
    cell('Summary', run.summary ? news(run.summary) : task.block?.more > 0 && run.blocks?.map(waitOf)));
}

const seenFromOutside = ({ kind, text }) => news([kind, text].filter(Boolean).join(': '), 300);

/** One of several waits, with what clears it. */
const waitOf = (block) => h('div', {}, blockText(block),
  block.next?.command && [' ', wholeText(block.next.command, { tag: 'code', command: true })]);

const agesOf = ({ id }) =>
  h('tr', { class: 'ages', 'data-run': id, hidden: true }, h('td', { colspan: COLUMNS.length }));
