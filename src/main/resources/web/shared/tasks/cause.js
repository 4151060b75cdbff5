// Which tasks wait for the same thing. One sign-in or one system that answers again clears all of them, so they are
// shown as one. docs/page.md has the rule. Questions, confirmations and approvals are never joined: each of them wants
// an answer of its own.

import { clean } from '../browser/dom.js';
import { plural } from './words.js';

const SHARED = { auth: 'sign-in', external_api: 'external system' };

/** What a task waits for, as a key that tasks with the same cause share; nothing if it shares its cause with none. */
export function causeOf({ attention, block, next }) {
  if (!block || !SHARED[block.reason] || !['needs_you', 'stuck', 'working'].includes(attention)) return undefined;
  const words = clean(block.text ?? next?.link ?? next?.command ?? '').toLowerCase();
  if (!words && !block.waitingOn) return undefined;
  return JSON.stringify([attention, block.reason, words, clean(block.waitingOn ?? '').toLowerCase()]);
}

/** "7 tasks wait for one sign-in". */
export const causeWord = (tasks) => `${plural(tasks.length, 'task waits', 'tasks wait')} for one ${
  SHARED[tasks[0].block.reason]}`;

/** A cause's name in an address: short, and the same for the same cause. */
function shortOf(key) {
  let hash = 0;
  for (const letter of key) hash = Math.imul(hash, 31) + letter.codePointAt(0) >>> 0;
  return hash.toString(36);
}

/** Entries in order, those with a shared cause put together where the first of them stands. */
export function joinCauses(entries) {
  const shared = Map.groupBy(entries, ({ task }) => causeOf(task));
  shared.delete(undefined);
  const items = [];
  const done = new Set();
  for (const entry of entries) {
    const cause = causeOf(entry.task);
    const members = shared.get(cause);
    if (!(members?.length > 1)) items.push({ key: entry.task.id, entry });
    else if (!done.has(cause)) items.push({ key: `cause ${shortOf(cause)}`, cause: shortOf(cause), members });
    done.add(cause);
  }
  return items;
}
