// Time as people say it. Ages tick by the server's clock, on one shared timer.

import { h } from './dom.js';

let ahead = 0;

/** Learns how far the server's clock is ahead of ours. */
export function setClock(serverNow) {
  const told = Date.parse(serverNow);
  if (told) ahead = told - Date.now();
}

export const now = () => Date.now() + ahead;
const two = (count) => String(count).padStart(2, '0');

/** A duration: seconds below a minute, `3m 20s` below ten, `12m`, `3h 05m`, then days. */
export function spoken(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds}s`;
  if (minutes < 10) return `${minutes}m ${two(seconds % 60)}s`;
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${two(minutes % 60)}m` : `${Math.floor(hours / 24)}d`;
}

const format = (options) => new Intl.DateTimeFormat('en-GB', options);
const CLOCK = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const SHORT = format({ hour: '2-digit', minute: '2-digit' });
const DAY = format({ day: 'numeric', month: 'short' });

/** A time of day; with its day where that is not today. */
export function clock(time, precise = true) {
  const at = new Date(time).getTime();
  if (Number.isNaN(at)) return String(time);
  const text = (precise ? CLOCK : SHORT).format(at);
  return new Date(at).toDateString() === new Date(now()).toDateString() ? text : `${DAY.format(at)} ${text}`;
}

/** A stretch of time, as in "29 Nov 23:20:08 to 23:37:18": both days where they differ, "to now" without an end. */
export function stretch(from, to, precise = true) {
  if (to === undefined) return `${clock(from, precise)} to now`;
  const [first, last] = [new Date(from), new Date(to)];
  const face = precise ? CLOCK : SHORT;
  const dated = (at) => `${DAY.format(at)} ${face.format(at)}`;
  const isOneDay = first.toDateString() === last.toDateString();
  return isOneDay ? `${clock(first, precise)} to ${face.format(last)}` : `${dated(first)} to ${dated(last)}`;
}

/** A text of the server's with the moments that it names as this clock shows them; what is no such may be a name. */
export const local = (text) => String(text ?? '').replace(
  /\b((?:at|until) )(\d{4}-\d\d-\d\dT[\d:.]{5,18}Z)(?=[),.:;]{0,2}(?:\s|$))/g, (_, word, time) => word + clock(time));

/** The label of a point on an axis. */
export const tickLabel = (millis, step) => (step < 60_000 ? CLOCK : step < 86_400_000 ? SHORT : DAY).format(millis);

/** The time zone of this clock, as in "Europe/Berlin (UTC+1)". */
export function zone(at = now()) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const minutes = -new Date(at).getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${timeZone} (UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${two(rest)}` : ''})`;
}

function full(time) {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? String(time)
    : `${at.toLocaleString('en-GB')} ${zone(at)} (${at.toISOString()})`;
}

/** A moment: the hour on the face, the full time behind it. */
export const moment = (time) => h('time', { datetime: time, title: full(time) }, clock(time));

/** How long it is since a time. It ticks, unless an end is given: then it is a length, and stays. */
export function age(from, parts) {
  const element = h('time', { class: 'age' });
  retime(element, from, parts);
  return element;
}

/** Gives an age that is already on the page a new beginning or end. */
export function retime(element, from, { to = '', before = '', after = '' } = {}) {
  Object.assign(element.dataset, { from, to, before, after });
  element.setAttribute('datetime', from);
  element.title = to ? `${full(from)} to ${full(to)}` : `since ${full(from)}`;
  paint(element);
}

function paint(element) {
  const { from, to, before, after } = element.dataset;
  const text = before + spoken((to ? Date.parse(to) : now()) - Date.parse(from)) + after;
  if (element.textContent !== text) element.textContent = text;
}

const listeners = new Set();

/** Calls back every second with the time by the server's clock; answers how to stop. */
export function everySecond(callback) {
  listeners.add(callback);
  return () => listeners.delete(callback);
}

/** Starts the one timer. */
export function startClock() {
  if (!document.hidden) document.querySelectorAll('time[data-to=""]').forEach(paint);
  listeners.forEach((callback) => callback(now()));
  setTimeout(startClock, 1000 - (now() % 1000));
}
