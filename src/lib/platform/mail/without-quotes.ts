// What somebody wrote in an answer, without the mail that it answers.

/** Lines by which programs say that the old mail begins. */
const begins =
  /^(?:-{3,} ?(?:original message|eredeti üzenet|forwarded message|továbbított üzenet).*|_{10,}|on .{5,200} wrote:|.{5,200}(?:ezt írta|írta):|(?:from|feladó): .{3,200})$/iu;

/** Cut at the old mail; quoted lines left out. Where nothing else is left, it is all kept. */
export function withoutQuotes(text: string): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.length < 300 && begins.test(trimmed)) break;
    // The line after this one is the signature.
    if (line === '-- ' || line === '--') break;
    if (!trimmed.startsWith('>')) kept.push(line.trimEnd());
  }
  const own = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return own === '' ? text.trim() : own;
}
