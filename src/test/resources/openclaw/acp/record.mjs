// Writes down what a client and an agent say over ACP, a message a line, and passes it on as it is:
// node record.mjs FILE COMMAND…
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , file, ...command] = process.argv;
const agent = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
const note = (line) => appendFileSync(file, JSON.stringify({ t: Date.now(), ...line }) + '\n');

createInterface({ input: process.stdin }).on('line', (line) => {
  note({ dir: 'c2a', frame: JSON.parse(line) });
  agent.stdin.write(line + '\n');
}).on('close', () => agent.stdin.end());
createInterface({ input: agent.stdout }).on('line', (line) => {
  note({ dir: 'a2c', frame: JSON.parse(line) });
  process.stdout.write(line + '\n');
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => agent.kill(signal));
agent.on('exit', (code, signal) => {
  note({ exit: code ?? 0, ...(signal ? { signal } : {}) });
  process.exit(code ?? 1);
});
