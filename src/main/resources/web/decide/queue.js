// What waits for a decision, and in which order: tasks that wait for the same cause are one decision.

import { joinCauses } from '../shared/tasks/cause.js';

export const ORDERS = { '': 'Longest waiting first', cost: 'Most costly first' };

const waitedFrom = ({ block, since }) => Date.parse(block?.since ?? since);

/** A decision by what it asks, so that another question of the same task is another one. */
const keyOf = (tasks) => JSON.stringify(tasks.map(({ id, block }) => [id, block?.id, block?.since]).sort());

/** What a decision holds up comes to, in waited time: of all tasks together. */
const costOf = (tasks, now) => tasks.reduce((sum, task) =>
  sum + (now - waitedFrom(task)) * (1 + (task.block?.more ?? 0)), 0);

/** The decisions that these tasks wait for, each `{ key, tasks }`; what was skipped comes last. */
export function queueOf(tasks, { order, skipped, now }) {
  const sorted = [...tasks].sort((one, other) => waitedFrom(one) - waitedFrom(other) || (one.id < other.id ? -1 : 1));
  const all = joinCauses(sorted.map((task) => ({ task }))).map(({ entry, members }) => {
    const those = (members ?? [entry]).map(({ task }) => task);
    return { key: keyOf(those), tasks: those };
  });
  if (order === 'cost') all.sort((one, other) => costOf(other.tasks, now) - costOf(one.tasks, now));
  return [...all.filter(({ key }) => !skipped.has(key)), ...all.filter(({ key }) => skipped.has(key))];
}
