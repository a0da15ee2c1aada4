'use strict';
// Streams of the web are moved by structuredClone, by ports and to worker threads.

const { MessageChannel, Worker } = require('worker_threads');

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function attempt(label, f) {
  try {
    console.log(label, await f());
  } catch (error) {
    console.log(label, 'failed', error.name, error.code, error.message);
  }
}

const move = (stream) => structuredClone(stream, { transfer: [stream] });
const full = (...chunks) => new ReadableStream({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(chunk);
    controller.close();
  },
});

const alive = setInterval(() => {}, 1000); // what has moved does not keep the program alive
(async () => {
  await attempt('readable', async () => {
    const source = full('a', { b: 1 }, new Uint8Array([1, 2]));
    const moved = move(source);
    console.log(moved instanceof ReadableStream, moved === source, source.locked, moved.locked);
    return all(moved);
  });
  await attempt('writable', async () => {
    const got = [];
    const closed = Promise.withResolvers();
    const sink = new WritableStream({ write(chunk) { got.push(chunk); }, close() { closed.resolve(); } });
    const moved = move(sink);
    console.log(moved instanceof WritableStream, sink.locked, moved.locked);
    const writer = moved.getWriter();
    await writer.write('x');
    await writer.write([1]);
    await writer.close();
    await closed.promise;
    return got;
  });
  await attempt('transform', async () => {
    const twice = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk + chunk); } });
    const { port1, port2 } = new MessageChannel();
    const arrived = new Promise((resolve) => port2.once('message', resolve));
    port1.postMessage({ twice }, [twice]);
    const moved = (await arrived).twice;
    console.log(moved instanceof TransformStream, moved);
    const writer = moved.writable.getWriter();
    writer.write('q');
    writer.close();
    const chunks = await all(moved.readable);
    port2.close();
    return chunks;
  });
  await attempt('worker', async () => {
    const worker = new Worker(`
      const { parentPort } = require('worker_threads');
      parentPort.once('message', async ({ from, to }) => {
        const writer = to.getWriter();
        for await (const chunk of from) await writer.write(chunk * 2);
        await writer.close();
      });`, { eval: true });
    const got = [];
    const closed = Promise.withResolvers();
    const from = full(1, 2, 3);
    const to = new WritableStream({ write(chunk) { got.push(chunk); }, close() { closed.resolve(); } });
    worker.postMessage({ from, to }, [from, to]);
    await closed.promise;
    return got;
  });
  await attempt('an error', () => all(move(new ReadableStream({ start(controller) { controller.error(new RangeError('broken')); } }))));
  await attempt('what is thrown', () => all(move(new ReadableStream({ start(controller) { controller.error(5); } }))).catch((reason) => reason));
  await attempt('what cannot be copied', () => all(move(full(() => 1))));
  await attempt('what cannot be written', () => {
    const writer = move(new WritableStream()).getWriter();
    writer.closed.catch((error) => console.log('closed', error.name));
    return writer.write(() => 1);
  });
  await attempt('cancel', async () => {
    const cancelled = Promise.withResolvers();
    await move(new ReadableStream({ cancel(reason) { cancelled.resolve(reason); } })).cancel('enough');
    return cancelled.promise;
  });
  await attempt('abort', async () => {
    const aborted = Promise.withResolvers();
    await move(new WritableStream({ abort(reason) { aborted.resolve(reason); } })).abort('enough');
    return aborted.promise;
  });
  await attempt('not in the list', () => structuredClone(new ReadableStream()));
  await attempt('twice in the list', () => {
    const stream = new WritableStream();
    return structuredClone(stream, { transfer: [stream, stream] });
  });
  for (const [label, make] of [
    ['locked readable', () => { const s = new ReadableStream(); s.getReader(); return s; }],
    ['locked writable', () => { const s = new WritableStream(); s.getWriter(); return s; }],
    ['locked sides', () => { const s = new TransformStream(); s.readable.getReader(); s.writable.getWriter(); return s; }],
    ['a side', () => { const s = new TransformStream(); s.writable.getWriter(); return s; }],
    ['moved already', () => { const s = new ReadableStream(); move(s); return s; }],
    ['a pair', () => new CompressionStream('gzip')],
    ['the prototype', () => ReadableStream.prototype],
  ]) await attempt(label, () => move(make()));
  clearInterval(alive);
  move(new ReadableStream({ pull() { return new Promise(() => {}); } }));
})();
