'use strict';
// What the three options of marks make of a Transform, which 0 for reading changes, and of
// a Duplex.

const { Transform, Duplex } = require('stream');

for (const both of [undefined, null, 0, 3]) {
  for (const read of [undefined, 0, 2, -1]) {
    for (const write of [undefined, null, 0, 4, 'x']) {
      const options = { highWaterMark: both, readableHighWaterMark: read, writableHighWaterMark: write };
      const marks = [Transform, Duplex].map((Class) => {
        try {
          const s = new Class(options);
          return `${s.readableHighWaterMark} ${s.writableHighWaterMark}`;
        } catch (err) {
          return `${err.code} ${err.message}`;
        }
      });
      console.log([both, read, write].join(), '→', marks.join(' and '));
    }
  }
}
