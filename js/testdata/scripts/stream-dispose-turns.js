'use strict';
// What a stream that is disposed of tells first: its events, those who iterate, or the
// promise.

const { Readable, Writable, Duplex, PassThrough } = require('stream');

const makers = {
  Readable: (o) => new Readable({ read() {}, ...o }),
  Writable: (o) => new Writable({ write(data, encoding, callback) { callback(); }, ...o }),
  Duplex: (o) => new Duplex({ read() {}, write(data, encoding, callback) { callback(); }, ...o }),
  PassThrough: (o) => new PassThrough(o),
};

async function turns() {
  for (let i = 0; i < 10; i++) await new Promise(setImmediate);
}

async function iterate(s, say) {
  try {
    for await (const _ of s);
    say('has iterated');
  } catch (err) {
    say('has iterated', err.code);
  }
}

(async () => {
  for (const [name, make] of Object.entries(makers)) {
    for (const options of [{}, { autoDestroy: false }, { emitClose: false }]) {
      for (const event of ['end', 'finish', 'close', 'later']) {
        const s = make(options);
        const say = (...what) => console.log(name, JSON.stringify(options), event, '→', ...what);
        let hops = 0;
        const dispose = () => {
          if (s._readableState) iterate(s, say);
          say(s.destroyed, s.closed, s.readableEnded, s.writableFinished);
          s[Symbol.asyncDispose]().then(() => say('disposed', hops), (err) => say('refused', err.code, hops));
          (function hop() { if (hops++ < 9) queueMicrotask(hop); })();
        };
        s.on('error', (err) => say('error', err.code)).on('close', () => say('close'));
        if (event !== 'later') s.once(event, dispose);
        if (s._readableState) { s.push(null); s.resume(); }
        if (s._writableState) s.end('x');
        await turns();
        if (event === 'later') dispose();
        await turns();
      }
    }
  }
})();
