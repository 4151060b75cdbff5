// Who is told by the server, in the settings: each target, for what, whether messages arrive, and those that did not.

import { button, clean, fill, foreign, h, toast } from '../shared/browser/dom.js';
import { age, clock, spoken } from '../shared/browser/time.js';
import {
  dropNotification, notificationTargets, removeTarget, retryNotification, testNotification,
} from '../shared/server/api.js';
import { plural } from '../shared/tasks/words.js';
import { askWhetherToldOf } from './looking.js';
import { REASONS } from './reasons.js';
import { targetForm } from './target-form.js';

const STATES = { dead: 'given up', failed: 'a test failed' };
const AGAIN_AFTER = 2_000;

/** The part of the settings about it; it reads by itself what there is to show. */
export function toldByServer() {
  asked = undefined;
  const element = h('section', { class: 'told', 'aria-label': 'Told by the server' },
    h('p', { class: 'faint' }, 'Looking who is told by the server…'));
  read(element);
  return element;
}

/** While messages are on their way it looks again, for as long as it is shown. */
async function read(element) {
  try {
    const targets = await notificationTargets();
    show(element, targets);
    const isMoving = targets.undelivered.some(({ delivery }) => delivery.state === 'waiting');
    if (isMoving) setTimeout(() => element.isConnected && !element.querySelector('form') && read(element), AGAIN_AFTER);
  } catch (problem) {
    fill(element, h('p', { class: 'faint' }, `Who is told cannot be seen now: ${clean(problem.message, 200)}`));
  }
}

function show(element, { file, mistakes, items, undelivered, locked }) {
  const again = () => read(element);
  const edit = (target) => {
    asked = undefined;
    const others = items.map(({ name }) => name).filter((name) => name !== target?.name);
    const form = targetForm({ target, others, saved: (name) => {
      toast(`${clean(name, 80)} is set.`);
      askWhetherToldOf();
      again();
    }, left: again });
    fill(element, h('h3', {}, target ? ['Change ', clean(target.name, 80)] : 'Add a target'), form);
    form.querySelector('input, select').focus();
  };
  fill(element, h('h3', {}, 'Told by the server'),
    items.length > 0 && h('ul', {}, items.map((target) => targetItem(target, again, !locked && edit))),
    h('p', { class: 'faint' }, !items.length && 'Nobody. ', locked ? foreign(locked, 400)
      : ['Targets are kept in ', h('code', {}, clean(file, 300)), ', which can be edited as well.']),
    !locked && button('btn add', {}, () => edit(), 'Add a target'),
    mistakes.map((mistake) => h('p', { class: 'mistake' },
      `${clean(file.split('/').pop(), 80)}, ${clean(mistake, 400)}`)),
    undelivered.length > 0 && h('h3', {}, 'Not delivered'),
    undelivered.length > 0 && h('ul', {}, undelivered.map((message) => messageItem(message, again))));
}

function targetItem(target, again, edit) {
  const { name, kind, where, reasons, only, withinHour, budget, last, waiting, dead } = target;
  const said = h('span', { class: 'said', role: 'status' });
  const words = reasons.map((reason) => REASONS[reason] ?? clean(reason, 40)).join(', ');
  return h('li', {}, h('div', {}, h('b', {}, clean(name, 80)), ` ${clean(kind, 40)} `, h('code', {}, clean(where, 120)),
    h('span', { class: 'names' },
      button('btn', { 'aria-label': `Test ${clean(name, 80)}` }, () => test(name, said, again), 'Test'),
      edit && target.settings && button('btn', { 'aria-label': `Change ${clean(name, 80)}` }, () => edit(target),
        'Change'),
      edit && removing(name, waiting, again))),
  h('p', {}, words || 'only what others pass on', only && [', of ', foreign(only, 200)],
    ` · ${withinHour} of ${budget} within the hour`, quiet(target),
    next(target)),
  h('p', { class: 'faint' }, last ? ['last: ', STATES[last.state] ?? clean(last.state, 20), ' ',
    age(last.at, { after: ' ago' }), ` (${clean(last.how, 120)})`] : 'nothing was sent yet',
  waiting > 0 && ` · ${waiting} waiting`, dead > 0 && ` · ${dead} given up`), said);
}

function quiet({ quiet: hours, quietUntil }) {
  if (quietUntil) return ` · quiet until ${clock(quietUntil, false)}`;
  return hours ? ` · quiet from ${clean(hours, 80)}` : '';
}

const next = ({ escalate }) =>
  escalate && ` · to ${clean(escalate.to, 80)} if nobody takes it up within ${spoken(escalate.after * 1000)}`;

/** Which target is about to be taken away: the list may be read anew before it is said whether it is to be. */
let asked;

/** The button by which a target is taken away, pressed twice. */
function removing(name, waiting, again) {
  const shown = clean(name, 80);
  const lost = waiting > 0 && `, and ${plural(waiting, 'message that waits', 'messages that wait')}`;
  const place = h('span', { class: 'names' });
  const turn = (to) => {
    asked = to;
    paint();
    place.firstChild.focus();
  };
  const paint = () => fill(place, asked === name
    ? [button('btn', {}, remove, ['Remove ', shown, lost]), button('btn', {}, () => turn(), 'Keep it')]
    : button('btn', { 'aria-label': `Remove ${shown}` }, () => turn(name), 'Remove'));
  const remove = async () => {
    asked = undefined;
    try {
      await removeTarget(name);
      toast(`${shown} is told nothing any more.`);
    } catch (problem) {
      toast(clean(problem.message, 200));
    }
    again();
  };
  paint();
  return place;
}

async function test(name, said, again) {
  fill(said, 'Sending…');
  try {
    const { items } = await testNotification(name);
    const [{ delivery }] = items;
    const arrived = delivery.state === 'delivered';
    toast(`${arrived ? 'It arrived' : 'It did not arrive'}: ${clean(delivery.how, 200)}`);
  } catch (problem) {
    toast(`It could not be sent: ${clean(problem.message, 200)}`);
  }
  again();
}

function messageItem({ number, target, title, delivery }, again) {
  const isWaiting = delivery.state === 'waiting';
  const state = isWaiting ? `waits, tried ${plural(delivery.tries, 'time', 'times')}` : 'given up';
  const change = (run) => async () => {
    try {
      await run(number);
    } catch (problem) {
      toast(clean(problem.message, 200));
    }
    again();
  };
  return h('li', {}, h('div', {}, h('b', {}, clean(title, 120)), ` to ${clean(target, 80)}`,
    !isWaiting && button('btn', {}, change(retryNotification), 'Send again'),
    button('btn', {}, change(dropNotification), 'Drop')),
  h('p', { class: 'faint' }, state, delivery.how && `: ${clean(delivery.how, 160)}`));
}
