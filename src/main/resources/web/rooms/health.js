// Health: how it goes at a host, or for a source: what runs, what failed in the last day, how long things took.

import { sparkline } from '../shared/browser/charts.js';
import { foreign, h, joined } from '../shared/browser/dom.js';
import { clock } from '../shared/browser/time.js';
import { query } from '../shared/server/api.js';
import { number, plural } from '../shared/tasks/words.js';
import { long } from './insights.js';

/** Times longer than usual from which on it is worth a colour, and tasks below which it may be chance. */
const SLOW = 1.5;
const FEW = 5;
const DAY = 86_400_000;

/** Share of a day's tasks that failed from which on it is worth a colour. */
const MANY = 0.2;

const share = (part, whole) => `${Math.round((100 * part) / whole)} %`;

/** The tasks of the last day behind a number. */
function past(now, word, params) {
  const from = new Date(Math.floor(now / 60_000) * 60_000 - DAY).toISOString();
  const href = `/history${query({ from, view: 'tasks', ...params })}`;
  return h('a', { class: 'link', 'data-route': true, href }, word);
}

/** How much failed in the last day; `whose` picks out those tasks. */
export function failures({ ended, failed, hours }, whose) {
  if (!ended) return h('span', { class: 'faint' }, 'nothing ended in 24 h');
  const now = Date.parse(hours.at(-1).from);
  if (!failed) return [past(now, number(ended), whose), ' ended, none failed'];
  const isBad = failed / ended >= MANY && ended >= FEW;
  return [h('b', { class: isBad ? 'bad' : '' }, past(now, `${number(failed)} failed`, { ...whose, phase: 'failed' })),
    ` of ${number(ended)}, ${share(failed, ended)}`];
}

/** How long the middle task took, against what is usual. */
export function pace({ medianMillis: median, usualMillis: usual, ended }) {
  if (median === undefined) return undefined;
  const isSlow = usual > 0 && median / usual >= SLOW && ended >= FEW;
  return [h('b', { class: isSlow ? 'slow' : '' }, long(median)), usual !== undefined && `, usually ${long(usual)}`];
}

/** The last day hour by hour. */
export function day({ hours, ended, failed }) {
  return sparkline(hours.map(({ from, ended: whole, failed: part }) => ({ whole, part,
    title: `${clock(from, false)}: ${whole ? `${whole} ended, ${part} failed` : 'nothing ended'}` })),
  `The last 24 hours: ${number(ended)} ended, ${number(failed)} failed`);
}

/** The hosts, the worst first, a row each. */
export function hostRows({ items, left }) {
  return [
    h('ul', { class: 'rows hosts', role: 'list' }, items.map((host) => h('li',
      { class: `host ${host.stuck ? 'stall' : host.waiting ? 'needs' : ''}`, 'data-host': host.host },
      h('b', { class: 'name' }, foreign(host.host, 120)), h('span', { class: 'now' }, running(host)),
      h('span', { class: 'failed' }, failures(host, { host: host.host })),
      h('span', { class: 'pace' }, pace(host) ?? ''), day(host)))),
    left > 0 && h('p', { class: 'faint' }, `and ${plural(left, 'other host', 'other hosts')}, at which nothing runs.`),
  ];
}

function running({ live, waiting, stuck, unseen }) {
  const parts = joined([
    live > 0 && `${plural(live, 'run', 'runs')} live`,
    waiting > 0 && h('span', { class: 'n' }, `${number(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`),
    stuck > 0 && h('span', { class: 's' }, `${number(stuck)} stuck`),
    unseen > 0 && h('span', { class: 'faint' }, `${number(unseen)} out of contact`),
  ]);
  return parts.length ? parts : h('span', { class: 'faint' }, 'nothing runs');
}
