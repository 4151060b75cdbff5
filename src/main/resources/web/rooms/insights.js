// Where the time of ended tasks went, as charts: how they ended, which phases, which waits, which tasks.

import { bars, columns, figure, hatch, shares } from '../shared/browser/charts.js';
import { clean, foreign, h } from '../shared/browser/dom.js';
import { spoken } from '../shared/browser/time.js';
import { pageOf } from '../shared/server/api.js';
import { isHatched, number, phaseColour, phaseWord, plural, reasonWord } from '../shared/tasks/words.js';

const DAY = 86_400_000;
const WEEKLY_OVER = 31;
const LEAST_COLUMNS = 12;

const OUTCOMES = [
  { key: 'succeeded', word: 'succeeded', colour: 'var(--p-done)' },
  { key: 'failed', word: 'failed', colour: 'var(--p-failed)' },
  { key: 'timed_out', word: 'timed out', colour: 'var(--p-stalled)' },
  { key: 'lost', word: 'lost', colour: 'var(--p-waiting_dependency)' },
  { key: 'cancelled', word: 'cancelled', colour: 'var(--p-queued)' },
];

const dayOf = (time) => new Date(time).toISOString().slice(0, 10);
const LABEL = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Hours, and no more than they are good for: `3h 05m`, `12h`, `6d 4h`. */
export function long(millis) {
  const hours = Math.floor(millis / 3_600_000);
  if (hours < 24) return spoken(millis);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)}d${rest ? ` ${rest}h` : ''}`;
}

const share = (part, whole) => `${Math.round((100 * part) / Math.max(whole, 1))} %`;

/**
 * The charts of some days, or the words for when nothing ended. `choose({ from, until, outcome })` is told which bar of
 * those by day or week was chosen.
 */
export function insights(told, choose) {
  if (!told.tasks) return [h('p', { class: 'empty' }, 'There is nothing to show.')];
  return [hatch(), told.partial && h('p', { class: 'notice' }, 'More ended than can be counted with these filters: '
    + 'these are the newest 100,000.'), outcomes(told, choose), phases(told), waits(told), lasting(told)];
}

/** How they ended, in one sentence. */
export function outcomeSentence({ tasks, outcomes: days }) {
  const good = days.reduce((sum, { succeeded = 0 }) => sum + succeeded, 0);
  const ended = h('b', {}, plural(tasks, 'task ended', 'tasks ended'));
  if (good === tasks) return [ended, ', every one with success.'];
  return [ended, ', ', h('b', { class: 'ok' }, share(good, tasks)), ' with success.'];
}

function outcomes(told, choose) {
  const days = (Date.parse(told.until) - Date.parse(told.from)) / DAY;
  const weekly = days > WEEKLY_OVER;
  const bad = told.tasks - told.outcomes.reduce((sum, { succeeded = 0 }) => sum + succeeded, 0);
  const sentence = bad ? `${number(bad)} of ${number(told.tasks)} did not succeed` : 'All of them succeeded';
  return figure('outcomes', `${sentence}, ${weekly ? 'week by week' : 'day by day'}`,
    columns(grouped(told, weekly), OUTCOMES, ({ first }, outcome) => choose(first === undefined ? { outcome }
      : { outcome, from: dayOf(first), until: dayOf(first + (weekly ? 7 : 1) * DAY) })));
}

/**
 * Each day or week of the stretch with its counts, also those on which nothing ended; of those before anything did, no
 * more than make a row worth looking at. A week begins on a Monday.
 */
function grouped({ from, until, outcomes: days }, weekly) {
  const start = (time) => (weekly ? time - ((new Date(time).getUTCDay() + 6) % 7) * DAY : time);
  const groups = new Map();
  for (let time = Date.parse(from); time < Date.parse(until); time += DAY) {
    const first = start(time);
    const label = LABEL.format(first);
    if (!groups.has(first)) groups.set(first, { first, label, name: weekly ? `Week of ${label}` : label, counts: {} });
  }
  for (const { day, ...counts } of days) {
    const group = groups.get(start(Date.parse(day)));
    for (const [key, count] of Object.entries(counts)) group.counts[key] = (group.counts[key] ?? 0) + count;
  }
  const all = [...groups.values()];
  const empty = all.findIndex(({ counts }) => Object.keys(counts).length);
  return all.slice(Math.max(0, Math.min(empty - 1, all.length - LEAST_COLUMNS)));
}

function phases({ phases: all, tasks }) {
  const spent = all.filter(({ phase, millis }) => millis > 0 && phase !== 'done' && phase !== 'failed');
  const total = spent.reduce((sum, { millis }) => sum + millis, 0);
  if (!total) return figure('phases', 'They took no time that anybody saw');
  const [first] = spent;
  const parts = spent.map(({ phase, millis }) => ({ share: millis / total, colour: phaseColour(phase),
    hatched: isHatched(phase), title: `${phaseWord(phase)}: ${long(millis)}, ${share(millis, total)}` }));
  const sentence = ['Most time went into ', h('b', {}, phaseWord(first.phase)),
    `, ${share(first.millis, total)} of ${long(total)}`];
  const rows = spent.map(({ phase, millis, tasks: many }) => ({
    name: phaseWord(phase), amount: millis, colour: phaseColour(phase), hatched: isHatched(phase), told: long(millis),
    more: `${share(millis, total)} · in ${share(many, tasks)} of tasks` }));
  return figure('phases', sentence, shares(parts), bars(rows));
}

function waits({ waits: all, phases: spent }) {
  const lost = all.filter(({ millis }) => millis > 0);
  const total = lost.reduce((sum, { millis }) => sum + millis, 0);
  const whole = spent.reduce((sum, { millis }) => sum + millis, 0);
  if (!total) return figure('waits', 'No time was lost waiting');
  const sentence = [h('b', {}, long(total)), ` lost waiting, ${share(total, whole)} of all their time, most of it for `,
    h('b', {}, reasonWord(lost[0].reason))];
  return figure('waits', sentence, bars(lost.map(({ reason, millis, tasks }) => ({
    name: reasonWord(reason), amount: millis, colour: colourOf(reason), hatched: isOthers(reason), told: long(millis),
    more: `${plural(tasks, 'task', 'tasks')}, ${long(millis / tasks)} each` }))));
}

/** Whether it is something else, and not a person, that was waited for. */
const isOthers = (reason) => reason === 'subagent' || reason === 'external_api';

function colourOf(reason) {
  if (reason === 'suspected_stall') return phaseColour('stalled');
  return phaseColour(isOthers(reason) ? 'waiting_dependency' : 'waiting_user');
}

function lasting({ slowest, mostBlocked }) {
  const row = (by) => ({ task, tookMillis, waitedMillis }) => ({
    name: h('a', { href: pageOf(task.id), 'data-route': true, title: clean(task.name, 200) }, foreign(task.name, 120)),
    amount: tookMillis, part: waitedMillis, colour: 'var(--p-editing)',
    told: long(by === 'took' ? tookMillis : waitedMillis),
    more: by === 'took' ? waitedMillis > 0 && `${long(waitedMillis)} waiting` : `of ${long(tookMillis)}`,
  });
  return [
    slowest.length > 0 && figure('slowest', ['The slowest took ', h('b', {}, long(slowest[0].tookMillis)),
      h('small', {}, ' what was waiting is hatched')], bars(slowest.slice(0, 5).map(row('took')))),
    mostBlocked.length > 0 && figure('blocked', ['The most blocked waited ',
      h('b', {}, long(mostBlocked[0].waitedMillis))], bars(mostBlocked.slice(0, 5).map(row('waited')))),
  ];
}
