// The time that History is asked about: from its address, by the visitor's clock, and as chips to choose another.

import { foreign, h } from '../shared/browser/dom.js';
import { clock, now } from '../shared/browser/time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST = 366;
const PERIODS = [['7', '7 days'], ['28', '4 weeks'], ['84', '12 weeks'], ['366', 'A year']];
const USUAL = '28';

/** Up to so long bars are five minutes, and up to so long they are hours. */
const BY_MINUTES = 2 * HOUR;
const BY_HOURS = 50 * HOUR;

/** The visitor's time zone, as the server understands it. */
export const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

const two = (count) => String(count).padStart(2, '0');
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text));

/** A day of the visitor's, and the moment at which one begins. */
const dayOf = (time) => {
  const at = new Date(time);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};
const startOf = (day) => new Date(`${day}T00:00`).getTime();

/** The first moment of the day that is so many days after that of a time. */
export const dayAfter = (time, days = 1) => {
  const at = new Date(time);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
};

const momentOf = (text) => (isDay(text) ? startOf(text) : Date.parse(text));

/** A time as an address carries it: the day where it is the beginning of one. */
export const spelled = (time) => (dayOf(time) && startOf(dayOf(time)) === time ? dayOf(time)
  : new Date(time).toISOString().replace(/\.000Z$/, 'Z'));

/**
 * What an address asks for: `{ from, until, step }`, times in ms, `step` being `minutes`, `hour` or `day`; `chosen`
 * says by which chip, `custom` being none of them. What cannot be is said as `wrong`.
 */
export function spanOf(params) {
  const [from, until] = [params.get('from'), params.get('until')];
  if (from || until) return between(from, until);
  const span = params.get('span');
  if (span === 'hour') return told(now() - HOUR, now(), 'hour');
  if (span === 'today') return told(dayAfter(now(), 0), dayAfter(now()), 'today');
  const asked = params.get('days') ?? USUAL;
  const days = PERIODS.some(([one]) => one === asked) ? asked : USUAL;
  return told(dayAfter(now(), 1 - Number(days)), dayAfter(now()), days);
}

function between(from, until) {
  for (const text of [from, until]) {
    if (text && Number.isNaN(momentOf(text))) return wrong(['“', foreign(text, 40), '” is no day and no time.']);
  }
  const end = until ? momentOf(until) : dayAfter(now());
  const start = from ? momentOf(from) : dayAfter(end, -Number(USUAL));
  if (start === end) return wrong([`The time asked for has no length: it begins and ends ${clock(start, false)}.`]);
  if (start > end) return wrong([`The time asked for is over before it begins: from ${clock(start, false)} until ${
    clock(end, false)}.`]);
  if (end - start > (LONGEST + 1) * DAY) return wrong(['No more than a year can be shown at once.']);
  return told(start, end, chipOf(start, end));
}

const wrong = (words) => ({ wrong: words, chosen: 'custom' });

function told(from, until, chosen) {
  const length = until - from;
  return { from, until, chosen, step: length <= BY_MINUTES ? 'minutes' : length <= BY_HOURS ? 'hour' : 'day' };
}

/** Last night from two to four, and yesterday: chips that stand for a time, so that it stays the same when shared. */
function fixed() {
  const today = dayAfter(now(), 0);
  const day = now() < new Date(today).setHours(2) ? dayAfter(today, -1) : today;
  return { yesterday: [dayAfter(today, -1), today], night: [2, 4].map((hour) => new Date(day).setHours(hour)) };
}

const chipOf = (from, until) =>
  Object.entries(fixed()).find(([, times]) => times[0] === from && times[1] === until)?.[0] ?? 'custom';

/** The parts of a span, each as `{ first, next, key }`; `key` is what the server calls it. */
export function partsOf({ from, until, step }) {
  const parts = [];
  for (let first = from; first < until;) {
    const next = after(first, step);
    parts.push({ first, next: Math.min(next, until), key: step === 'day' ? dayOf(first) : first });
    first = next;
  }
  return parts;
}

function after(time, step) {
  if (step === 'day') return dayAfter(time);
  const at = new Date(time);
  const minute = step === 'hour' ? 60 : at.getMinutes() - (at.getMinutes() % 5) + 5;
  return at.setMinutes(minute, 0, 0);
}

const zoneWord = () => {
  const [offset] = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' }).formatToParts(now())
    .filter(({ type }) => type === 'timeZoneName');
  return offset && !ZONE.includes(offset.value) ? `${ZONE} (${offset.value.replace('GMT', 'UTC')})` : ZONE;
};

/** The chips to choose a time with; `address(changes)` makes a link of ours, and `go(changes)` goes there. */
export function spanChips(span, address, go) {
  const none = { from: '', until: '', span: '', days: '' };
  const chip = (name, word, params) => h('a', { class: span.chosen === name ? 'chip on' : 'chip',
    'aria-current': span.chosen === name && 'true', 'data-route': true, href: address({ ...none, ...params }) }, word);
  const times = ([from, until]) => ({ from: spelled(from), until: spelled(until) });
  const { yesterday, night } = fixed();
  return [
    chip('hour', 'Last hour', { span: 'hour' }), chip('night', 'Last night 02–04', times(night)),
    chip('today', 'Today', { span: 'today' }), chip('yesterday', 'Yesterday', times(yesterday)),
    PERIODS.map(([days, word]) => chip(days, word, days === USUAL ? {} : { days })),
    custom(span, (changes) => go({ ...none, ...changes })),
    h('span', { class: 'zone' }, `times of ${zoneWord().replaceAll('_', ' ')}`),
  ];
}

const typed = (time) => `${dayOf(time)}T${two(new Date(time).getHours())}:${two(new Date(time).getMinutes())}`;

function custom({ from, until, chosen }, go) {
  const field = (name, word, value) => h('label', {}, h('span', {}, word), h('input', { type: 'datetime-local', name,
    value: value === undefined ? '' : typed(value), onchange: ({ target }) => changed(name, target.value) }));
  const changed = (name, value) => {
    const time = value && new Date(value).getTime();
    if (!time) return;
    const [first, last] = name === 'from' ? [time, until] : [from, time];
    go({ from: first === undefined ? '' : spelled(first), until: last === undefined ? '' : spelled(last) });
  };
  return h('span', { class: chosen === 'custom' ? 'chip dates on' : 'chip dates' },
    field('from', 'from', from), field('until', 'until', until));
}
