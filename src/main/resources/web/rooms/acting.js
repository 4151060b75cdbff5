// The switch by which a source is asked to let operators act there, with what it is asked for.

import { button, clean, foreign, h, toast } from '../shared/browser/dom.js';
import { age } from '../shared/browser/time.js';
import { turnActing } from '../shared/server/api.js';
import { fix } from './remedy.js';

const LEVELS = { off: 'Only look', operator: 'Operators act', admin: 'Operators act as administrators' };

/** How it stands with the connection that acts, where it is not as it should be. */
const STATES = { connecting: 'being asked for', refused: 'not let in', blind: 'no contact', absent: 'not there' };

/** What stands open, whatever is drawn anew around it. */
const opened = new Set();

/** How it stands with acting at a source; nothing where nothing can ever be done. */
export function acting({ id, acting: how }, onTurned) {
  if (!how) return undefined;
  const { level, locked, remedy, levels } = how;
  const asked = levels.slice(0, levels.findIndex((one) => one.level === level) + 1).flatMap(({ asks }) => asks);
  const summary = h('summary', { 'data-key': `${id} acting` }, h('span', { class: 'faint' }, 'Acting '),
    h('b', {}, LEVELS[level] ?? level), standing(how));
  const toggled = ({ target }) => opened[target.open ? 'add' : 'delete'](id);
  return h('details', { class: 'acting', open: opened.has(id), ontoggle: toggled }, summary,
    remedy && fix(remedy, `${id} acting remedy`),
    asked.length > 0 && [h('p', {}, 'It is asked for:'), h('ul', {}, asked.map(said))],
    locked ? h('p', { class: 'faint' }, 'The server was started so that nothing can be asked for.')
      : h('div', { class: 'names' }, turns(id, how, onTurned)));
}

/** Since when it is so; or what is in the way, once it was asked for. */
function standing({ state, since, why }) {
  if (state === 'live') return h('span', { class: 'faint' }, age(since, { before: ' for ' }));
  return state && [h('span', { class: 'amber' }, ` · ${STATES[state] ?? state}`), why && [': ', foreign(why, 200)]];
}

const said = ({ scope, purpose }) => h('li', {}, h('code', {}, foreign(scope, 80)), ' ', foreign(purpose, 300));

/** What can be asked for beside what is: each says what the source is asked for before it is asked. */
function turns(id, { level, levels }, onTurned) {
  const words = ['off', ...levels.map((one) => one.level)];
  const isNext = (one) => words.indexOf(one) === words.indexOf(level) + 1;
  return words.filter((one) => one !== level).map((one) => {
    const asks = levels.find((each) => each.level === one)?.asks ?? [];
    return h('div', { class: 'turn' }, asks.length > 0 && [!isNext(one) && h('p', {}, 'All of the above, and'),
      h('ul', {}, asks.map(said))],
      button('btn', { 'data-key': `${id} ${one}`, 'data-level': one }, () => turn(id, one, onTurned),
        one === 'off' ? 'Only look again' : `Ask for it: ${LEVELS[one] ?? one}`));
  });
}

async function turn(source, level, onTurned) {
  try {
    await turnActing(source, level);
    onTurned();
  } catch (problem) {
    toast(`It stays as it is: ${clean(problem.message, 200)}`);
  }
}
