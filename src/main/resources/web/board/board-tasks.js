// The tasks that a filter selects: read page by page, kept true by the stream, each in its place on the board.
//
// What is true and what is shown are two things here. A change is known at once, but a row takes its new place only
// when `settle` lets it: rows never move under somebody's hand.

import * as api from '../shared/server/api.js';
import { SHELVES } from '../shared/tasks/words.js';
import { compare, groupOf, partOf, placeOf } from './board-order.js';

const LIVE_PAGE = 200;
const SETTLED_PAGE = 20;
const SHELF_PAGE = 50;
const MOST = 10_000;

/** So many open tasks are read to be sorted or grouped by something that the server does not sort by. */
const SORTED = 2_000;

export class BoardTasks {
  #entries = new Map();
  #unsettled = new Set();
  #filter = {};
  #order = {};
  #open = new Set();
  #cursors = {};
  #ends = {};
  #waiting;
  #loading;
  #groups;
  #exact = new Set();

  /** The words that were looked for, where nothing has those that were typed. */
  showing;

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
    this.showing = undefined;
    try {
      const parts = ['live', 'settled', ...this.#open];
      const pages = await Promise.all(parts.map((part) => this.#page(part, {}, signal)));
      this.#forget();
      parts.forEach((part, index) => this.#take(part, pages[index]));
      this.#found(pages);
      await this.#rest(signal);
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

  /** What a search says besides: which tasks are called exactly so, and what it looked for instead. */
  #found(pages) {
    const exact = pages.flatMap((page) => page.exact ?? []);
    this.#exact = new Set(exact.map(({ id }) => id));
    exact.forEach((task) => this.#put(task));
    this.#groups = undefined;
    this.showing = pages.find(({ showing }) => showing)?.showing;
  }

  /** Where the server's order is not the one that is asked for, all there is of the open tasks, up to a limit. */
  async #rest(signal) {
    while (!this.#isAsServed && this.#cursors.live && this.#entries.size < SORTED) {
      this.#take('live', await this.#page('live', { cursor: this.#cursors.live, limit: 500 }, signal));
    }
  }

  get #isAsServed() {
    return !this.#order.sort && !this.#order.group;
  }

  /** In which order tasks stand, and by what they are grouped. Answers whether that is to be read anew. */
  arrange(order) {
    if (order.sort === this.#order.sort && order.group === this.#order.group) return false;
    this.#order = order;
    this.#groups = undefined;
    for (const [id, entry] of this.#entries) {
      entry.place = placeOf(entry.task, order);
      this.#unsettled.add(id);
    }
    this.settle();
    return !this.#isAsServed && Boolean(this.#cursors.live);
  }

  /** Which shelves are to be read. Answers those that are not yet. */
  openShelves(shelves) {
    const anew = shelves.filter((shelf) => !this.#open.has(shelf));
    for (const shelf of this.#open) if (!shelves.includes(shelf)) this.#close(shelf);
    this.#open = new Set(shelves);
    return anew;
  }

  #close(shelf) {
    for (const [id, { task }] of this.#entries) {
      if (task.shelf !== shelf || this.#exact.has(id)) continue;
      this.#entries.delete(id);
      this.#unsettled.delete(id);
    }
    this.#cursors[shelf] = undefined;
    this.#groups = undefined;
  }

  async readShelf(shelf) {
    const page = await this.#page(shelf, {});
    this.#takeBelow(shelf, page);
  }

  async #page(part, params, signal) {
    const { attention, shelf } = this.#filter;
    const isElsewhere = attention && !SHELVES[part] && partOf({ attention }) !== part;
    const isOther = shelf && shelf !== (SHELVES[part] ? part : 'none');
    if (isElsewhere || isOther) return { items: [] };
    const own = { live: { limit: LIVE_PAGE, shelf: 'none' }, settled: { limit: SETTLED_PAGE, attention: part,
      shelf: 'none' } }[part] ?? { limit: SHELF_PAGE, shelf: part };
    const q = this.showing ?? this.#filter.q;
    return api.tasks({ ...this.#filter, q, ...own, ...params }, signal);
  }

  #take(part, page) {
    const items = page.items.filter((task) => partOf(task) === part);
    this.#cursors[part] = items.length === page.items.length ? page.next : undefined;
    items.forEach((task) => this.#put(task));
    if (items.length) this.#ends[part] = placeOf(items.at(-1));
  }

  hasMore(part) {
    return Boolean(this.#cursors[part]) && this.#entries.size < MOST;
  }

  /** Reads the next page of a part. What comes is below what is there, so it may take its place at once. */
  async more(part) {
    this.#takeBelow(part, await this.#page(part, { cursor: this.#cursors[part] }));
  }

  #takeBelow(part, page) {
    const before = new Set(this.#entries.keys());
    this.#take(part, page);
    for (const { id } of page.items) if (!before.has(id)) this.settle(id);
  }

  /** A task as it is now. Answers whether it may be one that a search would newly find. */
  changed(task) {
    if (this.#waiting) return void this.#waiting.push(() => this.changed(task));
    const known = this.#entries.has(task.id);
    const wanted = this.#filter.attention;
    const isAway = task.shelf && !this.#open.has(task.shelf) && !this.#exact.has(task.id);
    if ((wanted && wanted !== task.attention) || isAway) this.gone(task);
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
    Object.assign(entry, { task, place: stays || placeOf(task, this.#order), gone: false });
    this.#entries.set(task.id, entry);
    const { placed } = entry;
    const isPlaced = placed?.group === groupOf(task, this.#order) && !compare(placed.place, entry.place);
    if (isPlaced) this.#unsettled.delete(task.id);
    else this.#unsettled.add(task.id);
  }

  /** Whether a task belongs behind what is loaded. */
  #isBehind(task) {
    const part = partOf(task);
    const end = this.#ends[part];
    return Boolean(end) && (this.hasMore(part) || this.#entries.size >= MOST) && compare(end, placeOf(task)) < 0;
  }

  /** What waits for its place: how many tasks, and how many of them need somebody who did not before. */
  pending() {
    const waiting = [...this.#unsettled].map((id) => this.#entries.get(id)).filter(Boolean);
    const needs = waiting.filter(({ task, was, gone }) => !gone && needing(task) && was !== 'needs_you');
    return { count: waiting.length, needs: needs.length };
  }

  /** Everything, or one task, takes its place. */
  settle(id) {
    for (const one of id ? [id].filter((known) => this.#unsettled.has(known)) : this.#unsettled) {
      const entry = this.#entries.get(one);
      if (!entry || entry.gone) this.#entries.delete(one);
      else Object.assign(entry, { placed: { group: groupOf(entry.task, this.#order), place: entry.place },
        was: groupOf(entry.task) });
      this.#unsettled.delete(one);
      this.#groups = undefined;
    }
    if (this.#entries.size > MOST) this.#bound();
  }

  /** However long the page stays open, it holds no more tasks than this; what is furthest down goes first. */
  #bound() {
    const all = [...this.#entries.values()].sort((a, b) => compare(placeOf(a.task), placeOf(b.task)));
    for (const { task } of all.slice(MOST)) this.#entries.delete(task.id);
    this.#groups = undefined;
  }

  /** The tasks of a group that have taken their place, in order. */
  group(name) {
    this.#groups ??= this.#grouped();
    return this.#groups.get(name) ?? [];
  }

  /** The groups that there are, in no order. */
  get groups() {
    this.#groups ??= this.#grouped();
    return [...this.#groups.keys()];
  }

  #grouped() {
    const placed = [...this.#entries.values()].filter((entry) => entry.placed);
    const groups = Map.groupBy(placed, ({ task, placed: { group } }) => (this.#exact.has(task.id) ? 'exact' : group));
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

const needing = ({ attention, shelf }) => attention === 'needs_you' && !shelf;
