// What chunks count for in the queues of web streams: of those that come from streams, and
// of those with a size() of their own.
const { Writable, Duplex } = require('stream');
const shown = (err) => `${err.name} ${err.code ?? ''} ${err.message}`;
const slow = (options) => new Writable({ ...options, write(chunk, encoding, callback) { setImmediate(callback); } });
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

// told writes a chunk, and prints what was free before and after it, and how it failed.
async function told(name, stream, chunk) {
  const writer = stream.getWriter();
  writer.closed.catch(() => {});
  writer.ready.catch(() => {});
  const before = writer.desiredSize;
  writer.write(chunk).catch((err) => console.log(name, 'failed:', shown(err)));
  console.log(name, before, '>', writer.desiredSize);
  await turn();
}

const chunks = {
  text: 'abc', 'two bytes': 'é', empty: '', long: 'x'.repeat(70000), buffer: Buffer.alloc(5), words: new Uint16Array(3), view: new DataView(new ArrayBuffer(4)),
  memory: new ArrayBuffer(3), shared: new SharedArrayBuffer(2), list: [1, 2], null: null, undefined, number: 5, true: true, symbol: Symbol('s'), bigint: 1n, 'function of two': (a, b) => [a, b],
  'with length': { length: 7 }, 'with byteLength': { byteLength: 9 }, both: { byteLength: null, length: 3 }, 'length in words': { length: '2' },
  'no number': { byteLength: NaN }, negative: { byteLength: -1 }, endless: { length: Infinity }, 'big length': { byteLength: 2n },
};

(async () => {
  for (const [name, chunk] of Object.entries(chunks)) {
    await told(name, Writable.toWeb(slow()), chunk);
    await told(`${name}, of objects`, Writable.toWeb(slow({ objectMode: true })), chunk);
  }
  await told('no room', Writable.toWeb(slow({ highWaterMark: 0 })), 'abc');
  const duplex = (options) => new Duplex({ ...options, read() {}, write(chunk, encoding, callback) { setImmediate(callback); } });
  await told('duplex', Duplex.toWeb(duplex({ writableHighWaterMark: 7 })).writable, 'abc');
  await told('duplex of objects', Duplex.toWeb(duplex({ writableObjectMode: true })).writable, 'abc');

  // A writer that waits for room gets it as the stream does.
  let written = 0;
  const writer = Writable.toWeb(new Writable({
    highWaterMark: 10,
    write(chunk, encoding, callback) { written += chunk.length; setImmediate(callback); },
  })).getWriter();
  for (let i = 0; i < 4; i++) {
    await writer.ready;
    writer.write(Buffer.alloc(6));
    console.log('written', i, writer.desiredSize);
  }
  await writer.close();
  console.log('all', written);

  for (const size of ['4', true, null, undefined, 2n, { valueOf() { return 3; } }, Symbol('s'), [5], 'x']) {
    const strategy = { highWaterMark: 10, size: () => size };
    await told(`size() ${typeof size}`, new WritableStream({ write() { return turn(); } }, strategy), 'a');
    let controller;
    new ReadableStream({ start(c) { controller = c; } }, strategy);
    try {
      controller.enqueue('a');
      console.log(controller.desiredSize);
    } catch (err) {
      console.log(shown(err));
    }
  }
})();
