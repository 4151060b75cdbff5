// What is known of a task, as a grid of facts: what the banner above says already is not among them.

import { foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock, moment } from '../shared/browser/time.js';
import { artefact, executor } from '../shared/tasks/status.js';
import { askedWhere, kindsWord, kindWord, number, phaseWord, plural, sourceName } from '../shared/tasks/words.js';
import { runName } from './runs.js';

/** The grid of facts; `why(field)` makes the button that explains one. */
export function facts(task, why) {
  const { owner, progress, acknowledged, snoozedUntil } = task;
  const none = (text) => h('span', { class: 'faint' }, text);
  const fact = (label, field, value) => value && h('div', { 'data-fact': true },
    h('dt', {}, label, ' ', why(field)), h('dd', {}, value));
  return h('dl', { class: 'facts' },
    fact('Owner', 'owner', owner ? named(foreign(owner.name, 120), askedWhere(owner)) : none('nobody said')),
    fact('Executor', 'executor', task.executor ? executor({ executor: task.executor }) : none('none yet')),
    fact('Last update', 'lastUpdate', age(task.lastUpdate, { after: ' ago' })),
    fact('Progress', 'progress', progress && `${number(progress.done)} of ${number(progress.total)}`),
    fact('Runs', 'runs', runCount(task.runs)),
    fact('Workers', 'workers', workerCount(task.workers)),
    fact('Started', 'created', [moment(task.created), ' · ', age(task.created, { after: ' ago' })]),
    fact('Expected', 'expected', task.expected && expectation(task.expected)),
    fact('Not delivered', 'undelivered', task.undelivered && [foreign(task.undelivered.failed, 300), ' · ',
      moment(task.undelivered.at)]),
    fact('Looked after', 'acknowledged', acknowledged && ['by ', foreign(acknowledged.by ?? 'somebody', 120)]),
    fact('Snoozed until', 'snoozedUntil', snoozedUntil && moment(snoozedUntil)),
    Object.entries(task.labels ?? {}).map(([key, value]) =>
      fact(foreign(key, 80), `labels.${key}`, foreign(value, 200))),
    fact('Said otherwise', 'dissent', task.dissent && joined(task.dissent.map((one) => otherwise(one, task)), '; ')),
    fact('Links', 'links', task.links && joined(task.links.map(artefact), ', ')));
}

/** As in "usually 6m, 90 % within 14m, n = 41; probably done at 14:20". */
const expectation = ({ text, eta }) => [foreign(text, 200), eta && `; probably done at ${clock(eta, false)}`];

/** As in "OpenClaw · office said failed of mvn verify at 10:05:00". */
function otherwise({ run, said, source, at }, { runs, workers }) {
  const about = run && runs.length > 1 && runs.find(({ id }) => id === run);
  const names = new Map(workers.map((worker) => [worker.id, worker]));
  return [foreign(sourceName(source), 80), ' said ', foreign(phaseWord(said), 60),
    about && [' of ', foreign(runName(about, names), 80)], ' at ', moment(at)];
}

const named = (name, more) => joined([name, more && foreign(more, 120)]);

function runCount(runs) {
  const retried = runs.filter(({ attempt }) => attempt > 1).length;
  return runs.length ? `${runs.length}${retried ? ` (${retried} retried)` : ''}` : 'none yet';
}

function workerCount(workers) {
  const kinds = [...Map.groupBy(workers, ({ kind }) => kind)];
  return kinds.map(([kind, all]) => plural(all.length, kindWord(kind), kindsWord(kind))).join(', ');
}
