// Runs a file with the Node that the project brings along (24), whatever older one is on PATH: node scripts/run.mjs FILE ARGS…
import { spawn } from 'node:child_process';
import { projectNode } from './project-node.mjs';

const child = spawn(projectNode(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
