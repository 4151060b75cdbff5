// What somebody can do about a task: links to open, commands to copy, and marks to leave.

import { button, clean, copy, foreign, h, isSafe } from '../browser/dom.js';
import { local } from '../browser/time.js';
import { markStep } from './triage.js';

/** What somebody can do about it, as links, copyable commands and marks. */
export function nextSteps(task, onTriaged) {
  const { text, who, link, command } = task.next ?? {};
  const tells = task.attention === 'unreported';
  const opens = link && isSafe(link);
  return [
    opens && linkStep(text, link),
    text && !opens && h('span', { class: 'say' }, foreign(local(text), 400),
      who && h('span', { class: 'faint' }, ' · ', foreign(who, 60))),
    tells && markStep(task, 'reported', 'Mark reported', onTriaged),
    tells && task.update && copyStep('Copy the result', task.update.text),
    command && !tells && commandStep(command),
  ].filter(Boolean);
}

function linkStep(text, href) {
  return h('a', { class: 'btn go', href, target: '_blank', rel: 'noopener noreferrer', title: clean(href, 300) },
    foreign(text ?? 'Open', 80), h('span', { 'aria-hidden': 'true' }, ' ↗'),
    h('span', { class: 'hush' }, ' (opens a new tab)'));
}

function commandStep(command) {
  return copyStep('copy', command, h('code', {}, foreign(command, 300)));
}

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
