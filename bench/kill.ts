// A thousand sudden deaths while events are being entered, on the embedded database.
import { killRounds, type Killed } from '../tests/killing.ts';

/** KILL_ROUNDS in the environment says how many; a round takes about two seconds. */
export async function benchKill(): Promise<string> {
  const rounds = Number(process.env['KILL_ROUNDS'] ?? 1000);
  const killed = await killRounds({
    rounds,
    seed: 1,
    onRound: (round) => {
      if (round % 50 === 0) console.error(`${round} of ${rounds}`);
    }
  });
  return [
    '# Sudden death',
    '',
    'The server is killed (`kill -9`) at random moments while three forms at a time are being posted, and started again.',
    '',
    ...tableOf(killed),
    '',
    ...killed.faults.map((fault) => `- ${fault}`)
  ].join('\n');
}

function tableOf({
  rounds,
  answered,
  unanswered,
  writtenUnanswered,
  faults,
  startMilliseconds
}: Killed): string[] {
  const starts = [...startMilliseconds].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${((starts[Math.floor((starts.length - 1) * share)] ?? 0) / 1000).toFixed(1)} s`;
  return [
    '| deaths | forms answered | answer lost | of these written | lost or half-written | start: median | slowest |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    `| ${rounds} | ${answered} | ${unanswered} | ${writtenUnanswered} | ${faults.length} | ${at(0.5)} | ${at(1)} |`
  ];
}
