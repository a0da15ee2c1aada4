'use strict';
// When a stream reads more, and when it ends, where two things of it happen in one tick.
const { Duplex, PassThrough, Readable } = require('stream');

async function told(name, play) {
  const out = [];
  play((text) => out.push(text));
  process.nextTick(() => { out.push('tick'); process.nextTick(() => out.push('tick after')); });
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(name + ':', out.join(', '));
}

const source = (say) => new Readable({ highWaterMark: 16, read() { say('_read'); } });

(async () => {
  await told('unshift while _read is under way', (say) => {
    const stream = source(say);
    stream.read(0);
    process.nextTick(() => { say('push'); stream.push('d'); });
    stream.unshift('u');
  });
  await told('and with a listener', (say) => {
    const stream = source(say);
    stream.read(0);
    process.nextTick(() => { say('push'); stream.push('d'); });
    stream.unshift('u');
    stream.on('readable', () => say('readable'));
  });
  await told('unshift', (say) => source(say).unshift('u'));
  await told('push while _read is under way', (say) => {
    const stream = source(say);
    stream.read(0);
    stream.push('u');
  });
  await told('the last chunk waits, without a callback', (say) => {
    const stream = new PassThrough({ highWaterMark: 1 });
    for (const name of ['prefinish', 'finish', 'end', 'close']) stream.on(name, () => say(name));
    stream.write('X'.repeat(20), () => say('written'));
    stream.end('E');
    stream.on('data', () => say('data'));
  });
  await told('read by hand', (say) => {
    const stream = new PassThrough({ highWaterMark: 1 });
    stream.on('prefinish', () => say('prefinish'));
    stream.write('X'.repeat(20), () => say('first'));
    stream.write('w', () => say('second'));
    stream.end('E');
    say('read ' + stream.read().length);
  });

  // Text that waits is text already.
  const duplex = new Duplex({ read() {}, write(chunk, encoding, callback) { callback(); } });
  duplex.setEncoding('utf8');
  duplex.unshift('u');
  duplex.push('ä');
  duplex.setEncoding('utf8');
  console.log(duplex.readableLength, duplex.read());
  duplex.push('ä');
  duplex.setEncoding('hex');
  console.log(duplex.readableLength, duplex.read(), duplex.readableEncoding);
})();
