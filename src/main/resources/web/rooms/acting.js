// The switch by which a source is asked to let operators act there, with what it is asked for.

import { button, clean, foreign, h, toast } from '../shared/browser/dom.js';
import { turnActing } from '../shared/server/api.js';

const LEVELS = { off: 'Only look', operator: 'Operators act', admin: 'Also what it keeps to administrators' };

/** How it stands with acting at a source; nothing where nothing can ever be done. */
export function acting({ id, acting: how }, onTurned) {
  if (!how) return undefined;
  const { level, locked, state, why, remedy, levels } = how;
  const asked = levels.slice(0, levels.findIndex((one) => one.level === level) + 1).flatMap(({ asks }) => asks);
  return h('details', { class: 'acting' },
    h('summary', {}, h('b', {}, LEVELS[level] ?? level), state && state !== 'live' && h('span', { class: 'amber' },
      ` · ${state}`), why && h('span', { class: 'faint' }, ' · ', foreign(why, 200))),
    remedy && h('p', { class: 'next' }, foreign(remedy, 300)),
    asked.length > 0 && h('ul', {}, asked.map(said)),
    locked ? h('p', { class: 'faint' }, 'The server was started so that nothing can be asked for.')
      : h('div', { class: 'names' }, turns(id, how, onTurned)));
}

const said = ({ scope, purpose }) => h('li', {}, h('code', {}, foreign(scope, 80)), ' ', foreign(purpose, 300));

/** What can be asked for beside what is: each says what the source is asked for before it is asked. */
function turns(id, { level, levels }, onTurned) {
  const others = ['off', ...levels.map((one) => one.level)].filter((one) => one !== level);
  return others.map((one) => {
    const asks = levels.find((each) => each.level === one)?.asks ?? [];
    return h('div', { class: 'turn' }, asks.length > 0 && h('ul', {}, asks.map(said)),
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
