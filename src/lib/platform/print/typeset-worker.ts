// The thread that typesets: it keeps the typesetter warm, because loading it takes longer than most sheets.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import {
  CreateSessionOptions,
  initSync as initRenderer,
  TypstRendererBuilder
} from '@myriaddreamin/typst-ts-renderer';
import { initSync as initCompiler, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';
import sharp from 'sharp';
import { projectFile } from '../db/project.server.ts';
import type { Delivery, Order, TypesetSheet } from './sheet.ts';

const house = 'src/lib/platform/print/house.typ';
const fonts = ['alegreya-600', 'alegreya-sans-400', 'alegreya-sans-400-italic', 'alegreya-sans-700'];
/** The typesetter says what is wrong, and where, in one line each. */
const plainDiagnostics = 2;
/** Parts of a drawing: what is drawn, and the letters' outlines; neither style sheets nor scripts. */
const drawingOnly = 3;

const { resolve } = createRequire(import.meta.url);
initCompiler({
  module: new WebAssembly.Module(readFileSync(resolve('@myriaddreamin/typst-ts-web-compiler/wasm')))
});
initRenderer({
  module: new WebAssembly.Module(readFileSync(resolve('@myriaddreamin/typst-ts-renderer/wasm')))
});
sharp.cache(false);
sharp.concurrency(1);

// No file can be read and no package fetched from within a template.
const building = new TypstCompilerBuilder();
building.set_dummy_access_model();
for (const font of fonts)
  await building.add_raw_font(readFileSync(projectFile(`src/lib/platform/print/fonts/${font}.ttf`)));
const compiler = await building.build();
const renderer = await new TypstRendererBuilder().build();

parentPort?.on('message', (order: Order) => {
  void typeset(order).then(
    (made) => send({ number: order.number, ok: true, ...made }),
    (error: unknown) => send({ number: order.number, ok: false, fault: String(error) })
  );
});

function send(delivery: Delivery): void {
  parentPort?.postMessage(delivery);
}

async function typeset({ template, data, as }: Order): Promise<TypesetSheet> {
  for (const file of [house, template])
    compiler.add_source(`/${file}`, readFileSync(projectFile(file), 'utf8'));
  const compiled = (format: 'pdf' | 'vector'): Uint8Array<ArrayBuffer> => {
    const answer = compiler.compile(`/${template}`, [['data', data]], format, plainDiagnostics) as {
      readonly result?: Uint8Array<ArrayBuffer>;
      readonly diagnostics?: readonly unknown[];
    };
    if (!answer.result) throw new Error(`${template}: ${answer.diagnostics?.map(String).join('; ')}`);
    return answer.result;
  };
  if (as === 'pdf') {
    const bytes = compiled('pdf');
    return { bytes, pages: pagesOf(bytes) };
  }
  const options = new CreateSessionOptions();
  options.format = 'vector';
  options.artifact_content = compiled('vector');
  const session = renderer.create_session(options);
  try {
    const { width_pt: width, height_pt: height } = session.pages_info.page(0);
    const drawing = renderer
      .svg_data(session, drawingOnly)
      .replace(/viewBox="[^"]*" width="[^"]*" height="[^"]*"/, () => {
        const pixelsHigh = Math.round((as.pixels * height) / width);
        return `viewBox="0 0 ${width} ${height}" width="${as.pixels}" height="${pixelsHigh}"`;
      })
      .replace(/<foreignObject.*?<\/foreignObject>/gs, '');
    const picture = await sharp(Buffer.from(drawing), { limitInputPixels: 40_000_000 })
      .flatten({ background: '#ffffff' })
      .png({ palette: true, quality: 90, effort: 6 })
      .toBuffer();
    return { bytes: new Uint8Array(picture), pages: session.pages_info.page_count };
  } finally {
    session.free();
  }
}

/** Page objects are not compressed by this typesetter. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type ?\/Page\b/g)?.length ?? 0
  );
}
