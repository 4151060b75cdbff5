// What somebody can do about a task: what can be asked of its source, links to open, commands to copy, and marks to
// leave. Where there is a button for it, no command is offered.

import { button, clean, copy, foreign, h, isSafe } from '../browser/dom.js';
import { local } from '../browser/time.js';
import { runSteps, waitSteps } from './act-steps.js';
import { mainWait } from './acts.js';
import { receiptLine } from './receipts.js';
import { isCommand } from './status.js';
import { markStep } from './triage.js';
import { inShort, isCutBefore, isRead, onOneLine, ROOM, wholeText } from './whole-text.js';
import { number } from './words.js';

const LABEL = 80;

/**
 * What somebody can do about it, as links, copyable commands and marks.
 *
 * Where there is `room` for so many characters only, and `commandRoom` for a command, what `show` opens shows all of
 * them. Until that was done, no command is offered for a task of which somebody would decide by what they cannot read;
 * without `show`, all of it is shown here.
 */
export function nextSteps(task, onTriaged, { room = ROOM, commandRoom = room, show, all } = {}) {
  const { text, who, link, command } = task.next ?? {};
  const wait = all !== null && mainWait(task);
  if (wait) return [settling(task, wait, { room, show, all }), link && isSafe(link) && linkStep('Open', link)].flat()
    .filter(Boolean);
  const tells = task.attention === 'unreported';
  const opens = link && isSafe(link);
  const said = text && (!opens || text.length > LABEL);
  return [
    opens && linkStep(said ? 'Open' : text ?? 'Open', link),
    said && h('span', { class: 'say' }, show ? foreign(inShort(local(text), room), Infinity) : wholeText(local(text)),
      who && h('span', { class: 'faint' }, ' · ', foreign(who, 60))),
    tells && markStep(task, 'reported', 'Mark reported', onTriaged),
    tells && task.update && copyStep('Copy the result', task.update.text),
    command && !tells && (unread(task, { room, commandRoom, show }) ?? commandStep(command, room, show)),
    show && all === undefined && runSteps(task),
    task.receipt && receiptLine(task.receipt),
  ].flat().filter(Boolean);
}

/** What settles its wait by a press; of what nobody could read to its end, it can only be denied. */
function settling(task, wait, { room, show, all }) {
  const hidden = unread(task, { room, commandRoom: room, show });
  if (!hidden) return waitSteps(task, wait, { whole: !show, all });
  return [hidden, waitSteps(task, wait, { only: isCutBefore(task.block.text) ? ['deny'] : [], all })];
}

/** What of a task has to be read before it is acted on: the room for it, and whether it is a command. */
function decisive(task, room, commandRoom) {
  const { block } = task;
  const next = mainWait(task) ? {} : task.next ?? {};
  return [
    [block?.text, room, Boolean(block) && isCommand(block)],
    [next.command, commandRoom, true],
    [next.text && local(next.text), Math.max(room, LABEL), false],
  ].filter(([text]) => text);
}

/** Whether all that is to be decided on can be read in so much room, or was shown before. */
export const isReadable = (task, room, commandRoom = room) =>
  decisive(task, room, commandRoom).every((one) => isRead(...one));

/** In place of a command that nobody can judge yet: what shows the whole, or that it cannot be shown. */
function unread(task, { room, commandRoom, show }) {
  const all = decisive(task, room, commandRoom);
  if (all.some(([text]) => isCutBefore(text))) {
    return h('span', { class: 'say warn' }, 'Read the whole where it was asked: it was cut before it came here');
  }
  if (!show || isReadable(task, room, commandRoom)) return undefined;
  const lengths = all.filter((one) => !isRead(...one)).map(([text, , command]) => onOneLine(text, command).length);
  const longest = Math.max(...lengths);
  const letters = room < ROOM ? '' : ' characters';
  const label = longest > room ? `Show all ${number(longest)}${letters} first` : 'Show the command first';
  return button('btn first', { 'aria-label': `${label}: ${clean(task.name, 80)}` }, show, label);
}

function linkStep(text, href) {
  return h('a', { class: 'btn go', href, target: '_blank', rel: 'noopener noreferrer', title: clean(href, 300) },
    foreign(text, LABEL), h('span', { 'aria-hidden': 'true' }, ' ↗'),
    h('span', { class: 'hush' }, ' (opens a new tab)'));
}

/** The command on its button; one that is longer than the room stands before it, so that all of it can be read. */
function commandStep(command, room, show) {
  if (show || onOneLine(command, true).length <= room) {
    return copyStep('copy', command, h('code', { title: clean(command, 300) },
      foreign(shortIds(inShort(command, room, true)), Infinity)));
  }
  return [h('div', { class: 'long' }, wholeText(command, { tag: 'code', command: true })),
    copyStep('Copy the command', command)];
}

/** Ids that nobody reads by their ends, as in "0b7c9c1e…5e6f"; what is copied has all of them. */
const shortIds = (text) => text.replace(/\b([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{8}([0-9a-f]{4})\b/gi, '$1…$2');

/** A button that copies a text, and says so for a moment. */
function copyStep(label, text, ...shown) {
  const word = h('span', { class: shown.length ? 'word' : '' }, label);
  const press = async () => {
    await copy(text);
    word.textContent = 'copied';
    setTimeout(() => { word.textContent = label; }, 2000);
  };
  const props = { title: shown.length ? 'Copy this command' : clean(text, 300) };
  return button(shown.length ? 'btn command' : 'btn', props, press, shown, word);
}
