'use strict';
// Details of streams: the order of eventNames, encodings in object mode, and the options
// of the adapters to web streams and from them.

const { Duplex, PassThrough, Readable, Writable } = require('stream');

const noop = () => {};
for (const stream of [new Readable({ read: noop }), new Writable({ write: noop }), new PassThrough()]) {
  for (const event of ['mine', 'readable', 'drain', 'end', 'pipe', 'data', 'finish', 'prefinish', 'error', 'close', Symbol('s')]) stream.on(event, noop);
  console.log(stream.constructor.name, stream.eventNames());
}

(async () => {
  for (const chunk of ['a', Buffer.from('b'), {}, 5, '', new Uint8Array([65, 0xe2])]) {
    const stream = new Readable({ objectMode: true, encoding: 'utf8', read: noop });
    try {
      stream.push(chunk);
      stream.push('6162', 'hex');
      stream.push(null);
      console.log(await stream.toArray());
    } catch (err) {
      console.log(err.name, err.code, err.message);
    }
  }
  console.log(await Readable.from(['a', 'b'], { encoding: 'utf8' }).toArray());

  process.on('warning', ({ name, code, message }) => console.log(name, code, message));
  const attempts = {
    toWeb: (options) => Duplex.toWeb(new PassThrough(), options).readable,
    'toWeb of a destroyed one': (options) => Duplex.toWeb(new PassThrough().destroy(), options).readable,
    'toWeb of one that only writes': (options) => Duplex.toWeb(new PassThrough({ readable: false }), options).readable,
    'Duplex.fromWeb': (options) => Duplex.fromWeb(new TransformStream(), options).readableEncoding,
    'Readable.fromWeb': (options) => Readable.fromWeb(new ReadableStream(), options).readableEncoding,
    'CountQueuingStrategy': (options) => new CountQueuingStrategy(options).highWaterMark,
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    for (const options of [undefined, null, 1, [], {}, { type: 'bytes' }, { readableType: 'bytes' }, { type: 'x' }, { readableType: 'x' },
      { readableType: 'bytes', type: 'x' }, { readableType: null, type: 'bytes' }, { type: null }, { encoding: 'hex' }, { encoding: 'x' },
      { encoding: null }, { encoding: '' }, { highWaterMark: '3' }]) {
      try {
        console.log(name, options, attempt(options));
      } catch (err) {
        console.log(name, options, err.name, err.code, err.message);
      }
    }
  }
  for (const Class of [CompressionStream, DecompressionStream]) {
    try {
      new Class(Symbol('s'));
    } catch (err) {
      console.log(err.name, err.code, err.message);
    }
  }
})();

console.log(new Readable.ReadableState({ objectMode: true }).objectMode, new Readable.ReadableState().highWaterMark);
console.log(new Writable.WritableState({ highWaterMark: 3 }).highWaterMark, new Writable()._writableState instanceof Writable.WritableState);
