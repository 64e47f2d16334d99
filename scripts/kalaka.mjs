#!/usr/bin/env node
// `npx kalaka …`: starts the command line of src/cli with the project's own Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectNode, root } from './project-node.mjs';

const child = spawn(projectNode(), [join(root, 'src/cli/kalaka.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit'
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
