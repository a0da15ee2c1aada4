'use strict';
// Writable.fromWeb and Duplex.fromWeb write at once: a mark of 0, for which a writer is
// never ready, holds up nothing.

const { Writable, Duplex } = require('stream');

const turns = async () => { for (let i = 0; i < 10; i++) await new Promise(setImmediate); };

(async () => {
  for (const highWaterMark of [0, 1, 3]) {
    for (const together of [false, true]) {
      const say = (...what) => console.log(highWaterMark, together, ...what);
      const web = new WritableStream({
        write(chunk) { say('chunk', String(chunk)); },
        close() { say('sink closed'); },
      }, { highWaterMark });
      await turns();
      const w = Writable.fromWeb(web);
      w.on('error', (err) => say('error', err.message)).on('finish', () => say('finish')).on('close', () => say('close'));
      if (together) w.cork();
      w.write('a', () => say('a is written'));
      w.write('b', () => say('b is written'));
      say('in the same turn');
      w.end();
      await turns();
    }
    const mark = { highWaterMark };
    const duplex = Duplex.fromWeb(new TransformStream({}, mark, { highWaterMark: 0 }));
    let text = '';
    duplex.on('data', (chunk) => { text += chunk; }).on('end', () => console.log(highWaterMark, 'through', text));
    duplex.write('c');
    duplex.end('d');
    await turns();
  }
})();
