// In which order tasks stand on the board, and in which groups: by what they want, unless somebody asks for another.

import { GROUPS, isUntoldFailure, SHELVES, sourceName } from '../shared/tasks/words.js';

const RANKS = Object.keys(GROUPS);

/** Every group of the board that has a place of its own, from the top. */
export const PLACES = ['exact', 'needs_you', 'stuck', 'on_it', 'unreported', 'working', 'queued', 'snoozed', 'settled',
  'dismissed'];

/** The orders there are besides the usual one. */
export const SORTS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  name: 'By name',
};

/** By what open tasks can be grouped besides what they want. */
export const GROUPINGS = { owner: 'Who asked', source: 'Source' };

/** The parts of the board, each read by pages of its own: what is open, what has settled, and each shelf. */
export const partOf = ({ attention, shelf }) => shelf ?? (attention === 'settled' ? 'settled' : 'live');

/** In which group a task stands. What has settled, or lies on a shelf, stays in its own. */
export function groupOf(task, { group } = {}) {
  const own = task.shelf ?? task.attention;
  return group && partOf(task) === 'live' ? `by ${valueOf(task, group) ?? ''}` : own;
}

function valueOf(task, group) {
  if (group === 'owner') return task.owner?.name;
  if (group === 'source') return task.sources?.[0];
  return task.labels?.[group.replace(/^label:/, '')];
}

/** What a group by something is called. */
export function titleOf(name, group) {
  const value = name.slice(3);
  if (!value) return group === 'owner' ? 'Nobody named' : group === 'source' ? 'No source' : 'Without this label';
  return group === 'source' ? sourceName(value) : value;
}

/** A task's place: the smaller comes first. */
export function placeOf(task, { sort } = {}) {
  const usual = usualPlace(task);
  const own = sort && { newest: -created(task), oldest: created(task), longest: -age(task), name: task.name
    .toLowerCase() }[sort];
  return own === undefined ? usual : [own, ...usual];
}

const created = (task) => Date.parse(task.created) || 0;

/** As the row tells it: how long it took, or has been as it is. One that goes on is measured from a fixed moment. */
function age({ created: begun, ended, attention, since }) {
  if (ended && attention === 'settled') return Date.parse(ended) - Date.parse(begun);
  return 4e12 - Date.parse(since);
}

function usualPlace(task) {
  const at = Date.parse(task.attention === 'working' ? task.lastUpdate : task.since) || 0;
  const rank = RANKS.indexOf(task.attention) - (isUntoldFailure(task) ? 0.5 : 0);
  return [rank, GROUPS[task.attention]?.oldestFirst ? at : -at, task.id];
}

export function compare(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] < other[at]) return -1;
    if (one[at] > other[at]) return 1;
  }
  return 0;
}

/** Whether a group lies folded until somebody opens it. */
export const isShelf = (name) => Boolean(SHELVES[name]);
