// Answers with the panel of clash advice and nothing around it.
import { render } from 'svelte/server';
import type { Looked } from '#lib/domains/calendar/event-page.server.ts';
import AdvicePart from '#lib/domains/calendar/ui/AdvicePart.svelte';
import type { Words } from '#lib/platform/words/words.ts';

export async function advicePart(words: Words, looked: Looked): Promise<Response> {
  const { body } = await render(AdvicePart, { props: { words, looked } });
  return new Response(body, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  });
}
