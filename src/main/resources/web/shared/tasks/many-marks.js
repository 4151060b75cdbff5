// A mark on many tasks at once: it goes to those that it fits, and one undo takes all of them back.

import { clean, toast } from '../browser/dom.js';
import { clock } from '../browser/time.js';
import { triage } from '../server/api.js';
import { asBefore, leaveMark, undo, undoable } from './triage.js';
import { number, plural } from './words.js';

const AT_ONCE = 6;
const isPressing = ({ attention, shelf }) => ['needs_you', 'stuck'].includes(attention) && shelf !== 'snoozed';

/** Which tasks each mark fits. */
const FITS = {
  acknowledged: (task) => isPressing(task) && !task.acknowledged,
  snoozed: isPressing,
  reported: ({ attention }) => attention === 'unreported',
  dismissed: (task) => isPressing(task) || task.attention === 'unreported',
  restored: ({ shelf, snoozedUntil }) => Boolean(shelf || snoozedUntil),
};

const SAID = {
  reported: () => 'reported',
  acknowledged: () => 'looked after',
  snoozed: ({ snoozedUntil }) => `snoozed until ${snoozedUntil ? clock(snoozedUntil, false) : 'they change'}`,
  dismissed: () => 'dismissed',
  restored: () => 'back',
};

/** Those of these tasks that a mark fits. */
export const fitting = (tasks, verb) => tasks.filter((task) => FITS[verb](task));

/** Leaves a mark on those that it fits, says on how many, and hands them on as they are then. */
export async function leaveMarks(tasks, verb, body, onTriaged) {
  const wanted = fitting(tasks, verb);
  if (!wanted.length) return toast(`That mark does not fit ${tasks.length > 1 ? 'any of these' : 'a task like this'}.`);
  if (tasks.length === 1) return leaveMark(wanted[0], verb, body, onTriaged);
  const { done, problem } = await each(wanted, ({ id }) => triage(id, verb, body));
  onTriaged(...done.map(({ after }) => after));
  const those = `${number(done.length)} of ${plural(tasks.length, 'task', 'tasks')}`;
  if (!done.length) return toast(`None of ${plural(tasks.length, 'task', 'tasks')} is ${verb}: ${why(problem)}`);
  undoable(verb === 'restored' ? undefined : () => takeBack(done.map(({ task }) => task), onTriaged));
  const said = `${those} ${done.length === 1 ? 'is' : 'are'} ${SAID[verb](done[0].after)}${
    problem ? `; not all: ${why(problem)}` : '.'}`;
  return toast(said, verb !== 'restored' && { label: 'Undo all', key: 'u', press: undo });
}

async function takeBack(tasks, onTriaged) {
  const { done, problem } = await each(tasks, asBefore);
  onTriaged(...done.map(({ after }) => after));
  toast(`${plural(done.length, 'task is as it was', 'tasks are as they were')}${
    problem ? `; not all: ${why(problem)}` : '.'}`);
}

const why = (problem) => clean(problem.message, 200);

/** Does something with each task, a few at once. Answers what each came to, and what refused one, if anything did. */
async function each(tasks, act) {
  const left = [...tasks];
  const done = [];
  let problem;
  const work = async () => {
    for (let task = left.shift(); task; task = left.shift()) {
      try {
        done.push({ task, after: await act(task) });
      } catch (refused) {
        problem = refused;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, problem };
}
