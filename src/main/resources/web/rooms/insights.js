// Where the time of ended tasks went, as charts: how they ended, which phases, which waits, which tasks.

import { brush } from '../shared/browser/brush.js';
import { bars, columns, figure, hatch, shares } from '../shared/browser/charts.js';
import { clean, foreign, h } from '../shared/browser/dom.js';
import { spoken } from '../shared/browser/time.js';
import { pageOf } from '../shared/server/api.js';
import { isHatched, number, phaseColour, phaseWord, plural, reasonWord } from '../shared/tasks/words.js';
import { dayAfter, partsOf } from './history-span.js';

const BY = { minutes: 'five minutes each', hour: 'hour by hour', day: 'day by day' };
const WEEKLY_OVER = 31;
const LEAST_COLUMNS = 12;

const LABEL = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const OUTCOMES = [
  { key: 'succeeded', word: 'succeeded', told: () => 'succeeded', colour: 'var(--p-done)' },
  { key: 'failed', word: 'failed', told: () => 'failed', colour: 'var(--p-failed)' },
  { key: 'timed_out', word: 'timed out', told: () => 'timed out', colour: 'var(--p-stalled)' },
  { key: 'lost', word: 'lost', told: (many) => (many === 1 ? 'was lost' : 'were lost'),
    colour: 'var(--p-waiting_dependency)' },
  { key: 'cancelled', word: 'cancelled', told: (many) => (many === 1 ? 'was cancelled' : 'were cancelled'),
    colour: 'var(--p-queued)' },
];

/** Hours, and no more than they are good for: `3h 05m`, `12h`, `6d 4h`. */
export function long(millis) {
  const hours = Math.floor(millis / 3_600_000);
  if (hours < 24) return spoken(millis);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)}d${rest ? ` ${rest}h` : ''}`;
}

const share = (part, whole) => `${Math.round((100 * part) / Math.max(whole, 1))} %`;

/** How they ended, in one sentence; where one outcome was asked for, its share is no news. */
export function outcomeSentence({ tasks, outcomes: parts }, { outcome, phase }) {
  const asked = OUTCOMES.find(({ key }) => key === outcome);
  if (asked) return [h('b', {}, `${plural(tasks, 'task', 'tasks')} ${asked.told(tasks)}`), '.'];
  const good = parts.reduce((sum, { succeeded = 0 }) => sum + succeeded, 0);
  const ended = h('b', {}, plural(tasks, 'task ended', 'tasks ended'));
  if (['done', 'failed'].includes(phase)) return [ended, phase === 'done' ? ' with success.' : ' without success.'];
  if (good === tasks) return [ended, ', every one with success.'];
  if (!good) return [ended, tasks === 1 ? ', without success.' : ', none of them with success.'];
  return [ended, ', ', h('b', { class: 'ok' }, share(good, tasks)), ' with success.'];
}

/**
 * How they ended, part by part of a span. `choose({ from, until, outcome })` is told which bar was chosen, or which
 * stretch was brushed.
 */
export function outcomes(told, span, asked, choose) {
  const parts = partsOf(span);
  const weekly = span.step === 'day' && parts.length > WEEKLY_OVER;
  const bad = told.tasks - told.outcomes.reduce((sum, { succeeded = 0 }) => sum + succeeded, 0);
  const by = weekly ? 'week by week' : BY[span.step];
  const whole = bad ? `${number(bad)} of ${number(told.tasks)} did not succeed` : 'All of them succeeded';
  const sentence = asked.outcome ? 'When they ended' : whole;
  const groups = grouped(told, parts, span.step, weekly);
  const time = (first, last) => ({ from: groups[first].first, until: groups[last].next });
  const words = (first, last) => `${groups[first].name}${last > first ? ` to ${groups[last].name}` : ''
  }: let go, or press Enter, to see only this`;
  const chosen = ({ first, next }, outcome) =>
    choose(first === undefined ? { outcome } : { outcome, from: first, until: next });
  return figure('outcomes', `${sentence}, ${by}`, columns(groups, OUTCOMES, chosen, (place, drawing) => {
    for (const [name, value] of Object.entries({ tabindex: 0, role: 'group', 'aria-label':
      `How they ended, ${by}. Arrow keys choose bars, with Shift several; Enter shows only those.` })) {
      place.setAttribute(name, value);
    }
    return brush(place, drawing, groups.length, { words,
      chosen: (first, last) => choose({ ...time(first, last), outcome: undefined }) });
  }));
}

/**
 * Each part, or week, with its counts, also those in which nothing ended; of those before anything did, no more than
 * make a row worth looking at. A week begins on a Monday.
 */
function grouped({ outcomes: counted }, parts, step, weekly) {
  const groups = new Map();
  const counts = new Map(counted.map(({ day, at, ...some }) => [day ?? Date.parse(at), some]));
  for (const { first, next, key } of parts) {
    const monday = dayAfter(first, -((new Date(first).getDay() + 6) % 7));
    const start = weekly ? monday : first;
    const label = (step === 'day' ? LABEL : CLOCK).format(start);
    const name = weekly ? `week of ${label}` : step === 'hour' ? `${label} to ${CLOCK.format(next)}` : label;
    if (!groups.has(start)) groups.set(start, { first, label, name, counts: {} });
    const group = groups.get(start);
    group.next = next;
    for (const [outcome, count] of Object.entries(counts.get(key) ?? {})) {
      group.counts[outcome] = (group.counts[outcome] ?? 0) + count;
    }
  }
  const all = [...groups.values()];
  if (step !== 'day') return all;
  const empty = all.findIndex((group) => Object.keys(group.counts).length);
  return all.slice(Math.max(0, Math.min(empty - 1, all.length - LEAST_COLUMNS)));
}

/** Where their time went, as charts, or the words for when nothing ended. */
export function insights(told) {
  if (!told.tasks) return [h('p', { class: 'empty' }, 'There is nothing to show.')];
  return [hatch(), phases(told), waits(told), lasting(told)];
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
