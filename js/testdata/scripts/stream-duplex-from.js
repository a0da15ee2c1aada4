'use strict';
// Duplex.from of functions that stop reading early, that are waiting when the stream is
// destroyed, and of pairs of web streams; stream.compose of the same.

const { Duplex, PassThrough, Readable, compose, pipeline } = require('stream');

const turn = () => new Promise((resolve) => setImmediate(resolve));
const shown = (v) => (v instanceof Error ? `${v.name} ${v.code} ${v.message}` : String(v));

async function trace(name, start) {
  const told = [];
  const tell = (...what) => told.push(what.map(shown).join(' '));
  const watch = (stream) => {
    for (const event of ['data', 'end', 'finish', 'error', 'close']) stream.on(event, (...args) => tell(event, ...args));
    return stream;
  };
  start(watch, tell);
  for (let i = 0; i < 12; i++) await turn();
  console.log(name, told);
}

const reading = (tell) => async (source) => {
  try {
    for await (const chunk of source) tell('read', chunk);
  } catch (err) {
    tell('caught', err);
  } finally {
    tell('finally');
  }
};

(async () => {
  await trace('returns at once', (watch) => watch(Duplex.from(async () => {})));
  await trace('returns later', (watch) => watch(Duplex.from(turn)));
  await trace('stops reading', (watch, tell) => {
    const d = watch(Duplex.from(async (source) => { for await (const chunk of source) { tell('read', chunk); break; } }));
    d.write('a', (err) => tell('first', err));
    d.write('b', (err) => tell('second', err));
    setImmediate(() => d.end((err) => tell('end called back', err)));
  });
  await trace('reads all', (watch, tell) => {
    const d = watch(Duplex.from(reading(tell)));
    d.write('a');
    d.end('b', (err) => tell('end called back', err));
  });
  await trace('reads all and takes its time', (watch, tell) => {
    const d = watch(Duplex.from(async (source) => { for await (const chunk of source) tell('read', chunk); await turn(); tell('returns'); }));
    d.end('b');
  });
  for (const err of [undefined, new Error('why')]) {
    await trace(`function, destroyed with ${err}`, (watch, tell) => {
      const d = watch(Duplex.from(reading(tell)));
      d.write('a');
      setImmediate(() => d.destroy(err));
    });
    await trace(`generator, destroyed with ${err}`, (watch, tell) => {
      const d = watch(Duplex.from(async function* (source, { signal }) {
        signal.addEventListener('abort', () => tell('aborted', signal.reason));
        try {
          for await (const chunk of source) yield chunk;
        } finally {
          tell('finally');
        }
      }));
      d.read();
      setImmediate(() => d.destroy(err));
    });
    await trace(`signal, destroyed with ${err}`, (watch, tell) => {
      const d = watch(Duplex.from(async (source, { signal }) => {
        signal.addEventListener('abort', () => tell('aborted', signal.reason));
        await new Promise(() => {});
      }));
      setImmediate(() => d.destroy(err));
    });
  }
  await trace('compose of a function that returns at once', (watch) => watch(compose(async () => {})));
  await trace('compose in a pipeline', (watch, tell) => {
    pipeline(Readable.from(['a', 'b']), compose(reading(tell)), (err) => tell('done', err));
  });
  await trace('two web streams', (watch, tell) => {
    const d = watch(Duplex.from({
      readable: new ReadableStream({ start(c) { c.enqueue('r'); c.close(); } }),
      writable: new WritableStream({ write(chunk) { tell('written', chunk); } }),
    }));
    tell(d.constructor.name);
    d.end('w');
  });
  await trace('a web stream and one of ours', (watch, tell) => {
    tell(Duplex.from({ readable: new ReadableStream({ start(c) { c.close(); } }), writable: new PassThrough() }).constructor.name);
  });
})();
