// Loaded before the server (`node --import`): at SIGUSR2 the embedded database's thread ends at once, as the watchdog ends it.
import threads from 'node:worker_threads';
import { syncBuiltinESMExports } from 'node:module';

const started = new Set<threads.Worker>();

class WatchedWorker extends threads.Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    super(file, options);
    if (options?.name === 'database') started.add(this);
    this.once('exit', () => started.delete(this));
  }
}

threads.Worker = WatchedWorker;
syncBuiltinESMExports();
process.on('SIGUSR2', () => {
  for (const worker of started) void worker.terminate();
});
