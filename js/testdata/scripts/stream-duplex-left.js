// Duplex.from of functions that do not read all, and readable streams of bytes that end while
// somebody waits with a buffer.
const { Duplex, PassThrough, Readable } = require('stream');
const log = console.log;
const turns = async (n) => { for (let i = 0; i < n; i++) await new Promise((resolve) => { setImmediate(resolve); }); };
const settled = (promise) => promise.then((value) => value, (err) => `${err.name} ${err.code} ${err.message}`);

const functions = {
  'reads nothing': async () => {},
  'gives null': () => Promise.resolve(null),
  'returns later': async () => { await turns(2); },
  'reads one': async (source) => { for await (const chunk of source) { log('read', chunk); break; } },
  'reads all': async (source) => { for await (const chunk of source) log('read', chunk); return null; },
};

(async () => {
  for (const [name, f] of Object.entries(functions)) {
    for (const [how, use] of Object.entries({ 'left open': () => {}, 'ended': (d) => d.end('a'), 'written and ended': (d) => { d.write('a'); d.end('b'); } })) {
      log('#', name, how);
      const d = Duplex.from(f);
      for (const event of ['error', 'prefinish', 'finish', 'end', 'close']) d.on(event, (err) => log(event, err?.code));
      use(d);
      await turns(8);
      log(d.destroyed, d.errored?.code, d.writableLength);
    }
  }

  const source = new PassThrough();
  const reader = Readable.toWeb(source, { type: 'bytes' }).getReader({ mode: 'byob' });
  let waiting = settled(reader.read(new Uint8Array(10)));
  source.write('abc');
  log(await waiting);
  waiting = settled(reader.read(new Uint8Array(3)));
  source.end();
  log(await waiting, await settled(reader.closed));
  const failing = new PassThrough();
  const other = Readable.toWeb(failing, { type: 'bytes' }).getReader({ mode: 'byob' });
  other.closed.catch(() => {});
  waiting = settled(other.read(new Uint8Array(3)));
  failing.destroy(new Error('no more'));
  log(await waiting);
  const plain = new PassThrough();
  const ends = Readable.toWeb(plain, { type: 'bytes' }).getReader();
  waiting = settled(ends.read());
  plain.end();
  log(await waiting);
})();
