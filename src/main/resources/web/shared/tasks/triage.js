// An operator's marks on a task: reported, acknowledged, snoozed, dismissed; each can be taken back for a while.

import { button, clean, toast } from '../browser/dom.js';
import { clock } from '../browser/time.js';
import { triage } from '../server/api.js';

/** The newest mark of this window that can be taken back. */
let last;

const SAID = {
  reported: ({ reported }) => (reported ? `is reported to ${clean(reported.to, 60)}` : 'is reported'),
  acknowledged: () => 'is looked after',
  snoozed: ({ snoozedUntil }) => `is snoozed until ${snoozedUntil ? clock(snoozedUntil, false) : 'it changes'}`,
  dismissed: () => 'is dismissed',
  restored: () => 'is back',
  remarked: () => 'has a note',
  renamed: ({ name }) => `is called “${clean(name, 80)}”`,
  labelled: () => 'is labelled',
};

/** What the server itself knows how to undo: what stood before is not known here. */
const WORDS = ['remarked', 'renamed', 'labelled'];

/** Leaves a mark, says so with a way to take it back, and hands on the task as it is then. */
export async function leaveMark(task, verb, body, onTriaged) {
  const name = clean(task.name, 80);
  try {
    const after = await triage(task.id, verb, body);
    last = verb === 'restored' ? undefined : () => takeBack(task, verb, onTriaged);
    toast(`“${name}” ${SAID[verb](after)}.`, last && { label: 'Undo', key: 'u', press: undo });
    onTriaged(after);
  } catch (problem) {
    toast(`“${name}” is not ${verb}: ${clean(problem.message, 200)}`);
  }
}

/** What takes back something that was done just now; the key for it and the toast call it. */
export function undoable(act) {
  last = act;
}

/** Takes back the newest mark; answers whether there was one. */
export function undo() {
  const taken = last;
  last = undefined;
  taken?.();
  return Boolean(taken);
}

/** As it was before: nothing, or what had been noted earlier. */
async function takeBack(before, verb, onTriaged) {
  const name = clean(before.name, 80);
  try {
    const after = WORDS.includes(verb) ? await triage(before.id, 'undone') : await asBefore(before);
    toast(`“${name}” is as it was.`);
    onTriaged(after);
  } catch (problem) {
    toast(`“${name}” stays as it is: ${clean(problem.message, 200)}`);
  }
}

/** Without a mark that was left since, and with what had been noted before. */
export async function asBefore(before) {
  let after = await triage(before.id, 'restored');
  if (before.acknowledged) after = await triage(before.id, 'acknowledged', by(before.acknowledged));
  if (before.shelf === 'snoozed') {
    after = await triage(before.id, 'snoozed', { until: before.snoozedUntil ?? 'change' });
  }
  return after;
}

const by = ({ by: who }) => ({ by: who });

/** A button that leaves a mark. */
export function markStep(task, verb, label, onTriaged, body) {
  const press = async ({ currentTarget }) => {
    if (currentTarget.ariaDisabled) return;
    currentTarget.ariaDisabled = 'true';
    await leaveMark(task, verb, body, onTriaged);
    currentTarget.ariaDisabled = null;
  };
  const props = { 'data-verb': verb, 'aria-label': `${label}: ${clean(task.name, 80)}` };
  return button(verb === 'reported' ? 'btn go' : 'btn', props, press, label);
}
