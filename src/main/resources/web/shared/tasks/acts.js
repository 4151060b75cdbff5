// What can be asked of a task's source, what is under way of that, and asking for it. What is shown of it is the
// server's word: until that comes, it is only said that something was sent.

import { clean, toast } from '../browser/dom.js';
import { me } from '../browser/my-name.js';
import { local, now } from '../browser/time.js';
import * as api from '../server/api.js';

const MOST_KEPT = 200;
const UNDER_WAY = ['asked', 'sent', 'taken'];

/** From which to which a receipt goes: of two of the same act, the one that came further is the newer. */
const STATES = [...UNDER_WAY, 'unanswered', 'unseen', 'refused', 'seen'];

/** Tells of `change`, with the task's id, and with task and receipt once there is one, when something is asked here. */
export const acting = new EventTarget();

/** What was pressed in this window, by its place; its acts; and what stands unfolded. */
const pressed = new Map();
const ours = new Set();
const unfolded = new Set();

const tell = (id, more) => acting.dispatchEvent(new CustomEvent('change', { detail: { id, ...more } }));

/** What is settled once, whichever way: a wait. Of a run, each verb is something of its own. */
const placeOf = (id, { verb, run, block }) => JSON.stringify([id, run, block ?? `:${verb}`]);

/** The waits for a person that can be settled here, each with what can be asked of it. */
export function waits({ acts = [] }) {
  const groups = Map.groupBy(acts.filter(({ block }) => block), ({ run, block }) => JSON.stringify([run, block]));
  return [...groups.values()].map((offers) => ({ run: offers[0].run, block: offers[0].block, offers }));
}

const isShown = (task, { run, block }) => task.block?.id === block && task.block.run === run;

/** Of these the one that the task is shown with. */
export const mainWait = (task) => waits(task).find((wait) => isShown(task, wait));

/** What else can be asked: of a run, or of the task. */
export const others = ({ acts = [] }, run) =>
  acts.filter((offer) => !offer.block && (run === undefined || offer.run === run));

export const offerOf = (wait, verb) => wait?.offers.find((offer) => offer.verb === verb);

/**
 * What is to be said of something that can be asked: `{ isSending }`, `{ problem, again }` if it was refused at once or
 * may not have got there, or `{ receipt, isUnderWay }`; nothing before anybody asked.
 */
export function standing(task, offer, since) {
  const place = placeOf(task.id, offer);
  const press = pressed.get(place);
  if (press?.isSending) return { isSending: true };
  const isOfThis = (receipt) => receipt && placeOf(task.id, receipt) === place
    && !(Date.parse(receipt.at) < Date.parse(since));
  const [receipt] = [...task.receipts ?? [], task.receipt, press?.receipt].filter(isOfThis).sort(newestFirst);
  const isNewer = receipt && Date.parse(receipt.at) >= (press?.at ?? 0);
  if (press?.problem && !isNewer && press.rev === offer.rev) return { problem: press.problem, again: press.again };
  const isGone = offer.block && receipt?.state === 'seen';
  return receipt && { receipt, isUnderWay: isGone || UNDER_WAY.includes(receipt.state) };
}

const newestFirst = (one, other) => Date.parse(other.at) - Date.parse(one.at)
  || STATES.indexOf(other.state) - STATES.indexOf(one.state);

/** What is to be said of a wait. */
export const standingOf = (task, wait) =>
  standing(task, wait.offers[0], isShown(task, wait) ? task.block.since : undefined);

/** Whether what was asked is under way, so that nothing else can be asked of the same. */
export const isBusy = (said) => Boolean(said?.isSending || said?.isUnderWay);

/** All that this window says of a task's acts, as a key that changes with it. */
export function actsKey(task) {
  const { id, acts = [], receipt } = task;
  if (!acts.length && !receipt) return '';
  const said = acts.map((offer) => [offer, standing(task, offer)]);
  return JSON.stringify([receipt && receiptText(receipt), isUnfolded(id), said]);
}

/** As one wants it to be: where the browser has no better way, from numbers by chance. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, '0'))
  .join('');

/** An offer as it is asked for. */
function askingOf({ verb, run, block, rev }, words = {}) {
  return { verb, run, block, rev, ...words, by: me(), from: 'page' };
}

/** Asks for it, once however often it is pressed. `words` are `text` and whether it is `secret`. */
export function ask(task, offer, words, key = newKey()) {
  if (isBusy(standing(task, offer))) return undefined;
  const press = { isSending: true, at: now(), rev: offer.rev };
  keep(placeOf(task.id, offer), press);
  tell(task.id);
  return send(task, offer, words, key, press);
}

async function send(task, offer, words, key, press) {
  try {
    const { receipt } = await api.act(task.id, askingOf(offer, words), key);
    ours.add(receipt.id);
    press.receipt = receipt;
    press.at = Date.parse(receipt.at);
  } catch ({ status, message }) {
    press.problem = status ? message : 'No answer: perhaps it was sent, perhaps not.';
    say(task, press.problem);
    press.again = status ? undefined : () => {
      pressed.delete(placeOf(task.id, offer));
      ask(task, offer, words, key);
    };
  }
  press.isSending = false;
  tell(task.id, { task, receipt: press.receipt });
  return press;
}

/** Also for those whose eyes are elsewhere by now. */
const say = ({ name }, text) => toast(`“${clean(name, 80)}”: ${clean(local(text), 300)}`);

function keep(place, press) {
  if (pressed.size >= MOST_KEPT) pressed.delete(pressed.keys().next().value);
  pressed.set(place, press);
}

/** Asks for the same of several tasks, `[{ task, offer, words }]`. Answers what came of each, in their order. */
export async function askAll(all) {
  const presses = all.map(({ task, offer }) => {
    const press = { isSending: true, at: now(), rev: offer.rev };
    keep(placeOf(task.id, offer), press);
    tell(task.id);
    return press;
  });
  try {
    const askings = all.map(({ task, offer, words }) => ({ task: task.id, ...askingOf(offer, words) }));
    const { items } = await api.actOnSeveral(askings, newKey());
    items.forEach(({ index, receipt, problem }) => {
      Object.assign(presses[index], { receipt, problem: problem && (problem.detail ?? problem.title) });
      if (receipt) ours.add(receipt.id);
    });
  } catch ({ message }) {
    for (const press of presses) press.problem = message;
  }
  for (const press of presses) press.isSending = false;
  all.forEach(({ task }, index) => tell(task.id, { task, receipt: presses[index].receipt }));
  return presses;
}

/** What became of it in the server's words, as in "You approved it: the source took it". */
export function receiptText({ id, by, says }) {
  const isOurs = ours.has(id) || (by !== undefined && by === me());
  const who = by ?? 'Somebody';
  return local(isOurs && says.startsWith(who) ? `You${says.slice(who.length)}` : says);
}

/** Whether all that can be asked stands open in a row. */
export const isUnfolded = (id) => unfolded.has(id);

export function unfold(id) {
  if (!unfolded.delete(id)) unfolded.add(id);
  tell(id);
}
