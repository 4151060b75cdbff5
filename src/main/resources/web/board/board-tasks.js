// The tasks that a filter selects: read page by page, kept true by the stream, each in its place on the board.
//
// What is true and what is shown are two things here. A change is known at once, but a row takes its new place only
// when `settle` lets it: rows never move under somebody's hand.

import * as api from '../shared/server/api.js';
import { GROUPS, isUntoldFailure } from '../shared/tasks/words.js';

const LIVE_PAGE = 200;
const SETTLED_PAGE = 20;
const MOST = 10_000;

export const RANKS = Object.keys(GROUPS);

/** The two parts of the board, each read by pages of its own. */
export const partOf = ({ attention }) => (attention === 'settled' ? 'settled' : 'live');

export class BoardTasks {
  #entries = new Map();
  #unsettled = new Set();
  #filter = {};
  #cursors = {};
  #ends = {};
  #waiting;
  #loading;
  #groups;

  get size() {
    return this.#entries.size;
  }

  /** Reads what a filter selects; changes that arrive meanwhile are kept and applied after. */
  async load(filter = this.#filter) {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#filter = filter;
    this.#waiting ??= [];
    this.problem = undefined;
    try {
      const pages = await Promise.all([this.#page('live', {}, signal), this.#page('settled', {}, signal)]);
      this.#forget();
      this.#take('live', pages[0]);
      this.#take('settled', pages[1]);
    } catch (problem) {
      if (signal.aborted) return false;
      this.problem = problem;
    }
    const arrived = this.#waiting;
    this.#waiting = undefined;
    arrived.forEach((apply) => apply());
    this.settle();
    return true;
  }

  /** Rows are kept, so that what is read anew does not flicker. */
  #forget() {
    for (const id of this.#entries.keys()) this.gone({ id });
  }

  async #page(which, params, signal) {
    const wanted = this.#filter.attention;
    if (wanted && partOf({ attention: wanted }) !== which) return { items: [] };
    const page = which === 'live' ? { limit: LIVE_PAGE } : { limit: SETTLED_PAGE, attention: which };
    return api.tasks({ ...this.#filter, ...page, ...params }, signal);
  }

  #take(which, page) {
    const items = page.items.filter((task) => partOf(task) === which);
    this.#cursors[which] = items.length === page.items.length ? page.next : undefined;
    items.forEach((task) => this.#put(task));
    if (items.length) this.#ends[which] = placeOf(items.at(-1));
  }

  hasMore(which) {
    return Boolean(this.#cursors[which]) && this.#entries.size < MOST;
  }

  /** Reads the next page of a part. What comes is below what is there, so it may take its place at once. */
  async more(which) {
    const page = await this.#page(which, { cursor: this.#cursors[which] });
    const before = new Set(this.#entries.keys());
    this.#take(which, page);
    for (const { id } of page.items) if (!before.has(id)) this.settle(id);
  }

  /** A task as it is now. Answers whether it may be one that a search would newly find. */
  changed(task) {
    if (this.#waiting) return void this.#waiting.push(() => this.changed(task));
    const known = this.#entries.has(task.id);
    const wanted = this.#filter.attention;
    if (wanted && wanted !== task.attention) this.gone(task);
    else if (!known && this.#filter.q) return true;
    else if (known || !this.#isBehind(task)) this.#put(task);
    return false;
  }

  /** A task is no longer among those that the filter selects. */
  gone({ id }) {
    if (this.#waiting && !this.#entries.has(id)) return void this.#waiting.push(() => this.gone({ id }));
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    entry.gone = true;
    return this.#unsettled.add(id);
  }

  /** Keeps a task with its place. One that works on keeps the place it came with: a board that moves cannot be read. */
  #put(task) {
    const known = this.#entries.get(task.id);
    const stays = task.attention === 'working' && known?.task.attention === 'working' && known.place;
    const entry = known ?? {};
    Object.assign(entry, { task, place: stays || placeOf(task), gone: false });
    this.#entries.set(task.id, entry);
    const { placed } = entry;
    if (placed?.group === task.attention && !compare(placed.place, entry.place)) this.#unsettled.delete(task.id);
    else this.#unsettled.add(task.id);
  }

  /** Whether a task belongs behind what is loaded. */
  #isBehind(task) {
    const which = partOf(task);
    const end = this.#ends[which];
    return Boolean(end) && (this.hasMore(which) || this.#entries.size >= MOST) && compare(end, placeOf(task)) < 0;
  }

  /** What waits for its place: how many tasks, and how many of them need somebody who did not before. */
  pending() {
    const waiting = [...this.#unsettled].map((id) => this.#entries.get(id));
    const needs = waiting.filter(({ task, placed, gone }) => !gone && task.attention === 'needs_you'
      && placed?.group !== 'needs_you');
    return { count: waiting.length, needs: needs.length };
  }

  /** Everything, or one task, takes its place. */
  settle(id) {
    for (const one of id ? [id].filter((known) => this.#unsettled.has(known)) : this.#unsettled) {
      const entry = this.#entries.get(one);
      if (entry.gone) this.#entries.delete(one);
      else entry.placed = { group: entry.task.attention, place: entry.place };
      this.#unsettled.delete(one);
      this.#groups = undefined;
    }
    if (this.#entries.size > MOST) this.#bound();
  }

  /** However long the page stays open, it holds no more tasks than this; what is furthest down goes first. */
  #bound() {
    const all = RANKS.flatMap((group) => this.group(group));
    for (const { task } of all.slice(MOST)) this.#entries.delete(task.id);
    this.#groups = undefined;
  }

  /** The tasks of a group that have taken their place, in order. */
  group(name) {
    this.#groups ??= this.#grouped();
    return this.#groups.get(name) ?? [];
  }

  #grouped() {
    const placed = [...this.#entries.values()].filter((entry) => entry.placed);
    const groups = Map.groupBy(placed, (entry) => entry.placed.group);
    for (const entries of groups.values()) entries.sort((a, b) => compare(a.placed.place, b.placed.place));
    return groups;
  }

  of(id) {
    return this.#entries.get(id)?.task;
  }

  all() {
    return [...this.#entries.values()].map(({ task }) => task);
  }
}

function placeOf(task) {
  const at = Date.parse(task.attention === 'working' ? task.lastUpdate : task.since) || 0;
  const rank = RANKS.indexOf(task.attention) - (isUntoldFailure(task) ? 0.5 : 0);
  return [rank, GROUPS[task.attention]?.oldestFirst ? at : -at, task.id];
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}
